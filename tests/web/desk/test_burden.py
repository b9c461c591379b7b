"""负担计: counted by the browser, noted when the record is taken, shown by form."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.cases import dispatched, make_town, officer_of
from yingzhou.base.burden import note
from yingzhou.base.burden.models import FormCost
from yingzhou.base.clock import today
from yingzhou.work.cases.actions import start_case

pytestmark = pytest.mark.django_db

PAGE = "/desk/burden/"


@pytest.fixture
def town():
    return make_town()


def hand_in(client, town, case, **told):
    client.force_login(officer_of(town.shen))
    return client.post(reverse("desk:case_hand_in", args=[case.public_id]), {"result": "招牌已经加固", **told})


@pytest.fixture
def case(town, client):
    case = dispatched(town, handler=town.shen)
    client.force_login(officer_of(town.shen))
    client.post(reverse("desk:case_start", args=[case.public_id]))
    return case


def rows() -> list[tuple[str, int, int, int]]:
    return list(FormCost.objects.values_list("form", "seconds", "taps", "count"))


def test_what_a_form_cost_is_noted_when_the_record_is_taken(client, town, case):
    assert hand_in(client, town, case, **{"yz-took": "42;6"}).status_code == 302

    assert rows() == [("desk:case_hand_in", 40, 6, 1)]


def test_a_record_that_was_refused_costs_nothing_yet(client, town, case):
    assert hand_in(client, town, case, result="", **{"yz-took": "42;6"}).status_code == 422

    assert rows() == []


@pytest.mark.parametrize("told", ["", "42", "x;y", "-1;4", "42;6;8", "9999999;1"])
def test_nonsense_is_not_counted_and_harms_nothing(client, town, case, told):
    assert hand_in(client, town, case, **{"yz-took": told}).status_code == 302

    assert rows() == []


def test_a_form_nobody_declared_is_not_counted(client, town, case):
    client.post("/desk/sign-out/", {"yz-took": "1;1"})

    assert rows() == []


def test_a_median_of_too_few_is_not_shown(client, town):
    client.force_login(officer_of(town.shen))
    for _ in range(4):
        note("desk:case_new", seconds=735, taps=77, on=today())
    assert "还量不出来" in client.get(PAGE).text

    note("desk:case_new", seconds=735, taps=77, on=today() - timedelta(27))

    shown = client.get(PAGE).text
    assert "还量不出来" not in shown
    assert ("735" in shown, "77" in shown) == (True, True)


def test_the_page_takes_as_many_queries_for_one_form_as_for_three(client, town):
    client.force_login(officer_of(town.shen))

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(PAGE).status_code == 200
        return len(seen)

    for _ in range(5):
        note("desk:case_new", seconds=30, taps=4, on=today())
    asked()
    first = asked()
    for form in ("desk:case_close", "portal:file"):
        for _ in range(5):
            note(form, seconds=30, taps=4, on=today())

    assert asked() == first


def test_strangers_are_sent_to_the_door(client):
    assert client.get(PAGE).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_the_browser_counts_presses_and_fields_and_goes_on_counting_after_a_refusal(page, sign_in):
    town = make_town()
    case = dispatched(town, handler=town.shen)
    start_case(case=case, by=town.shen)
    sign_in(page, officer_of(town.shen).username)
    page.goto(reverse("desk:case", args=[case.public_id]))
    form = page.locator(f"form[action='{reverse('desk:case_hand_in', args=[case.public_id])}']")

    form.locator("button[type=submit]").click()
    page.locator("[aria-invalid=true]").first.wait_for()
    form.locator("textarea").fill("招牌已经加固")
    form.locator("button[type=submit]").click()
    page.get_by_text("交核查了").wait_for()

    assert [(name, taps, count) for name, _seconds, taps, count in rows()] == [("desk:case_hand_in", 3, 1)]
