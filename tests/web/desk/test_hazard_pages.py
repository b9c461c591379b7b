"""The pages of hazards: who comes in, how many queries they ask, what is said when it is refused."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.cases import Town, make_town, officer_of
from tests.factories.hazards import raised
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.hazards.actions import invite_owner
from yingzhou.work.hazards.choices import State

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return make_town()


def enter(client: Client, viewer: Viewer) -> Client:
    client.force_login(officer_of(viewer))
    return client


def asked_for(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_the_list_asks_as_much_for_one_as_for_three(client: Client, town: Town) -> None:
    enter(client, town.lin)
    raised(town)
    one = asked_for(client, reverse("desk:hazard_list"))
    for item in ("pests", "kitchen_dirty"):
        raised(town, item=item)

    assert asked_for(client, reverse("desk:hazard_list")) == one


def test_a_stranger_is_told_nothing_and_a_case_leads_to_its_hazard(client: Client, town: Town) -> None:
    hazard = raised(town)
    page = reverse("desk:hazard", args=[hazard.public_id])

    assert enter(client, town.he).get(page).status_code == 404
    assert client.post(reverse("desk:hazard_step", args=[hazard.public_id, "advise"])).status_code == 404
    enter(client, town.lin)
    assert client.get(reverse("desk:case", args=[hazard.case.public_id])).headers["Location"] == page


def test_a_refused_step_keeps_what_was_typed_beside_its_reason(client: Client, town: Town) -> None:
    hazard = raised(town)
    enter(client, town.shen)

    answer = client.post(
        reverse("desk:hazard_step", args=[hazard.public_id, "recheck"]), {"passed": "no", "words": "", "on": "2026-11-01"}
    )

    assert answer.status_code == 422
    assert "写明原因" in answer.content.decode()
    assert "2026-11-01" in answer.content.decode()
    hazard.refresh_from_db()
    assert hazard.state == State.FIXING


def test_without_a_certificate_the_page_says_so_and_the_order_is_refused(client: Client, town: Town) -> None:
    hazard = raised(town)
    enter(client, town.shen)
    page = client.get(reverse("desk:hazard", args=[hazard.public_id])).content.decode()
    step = reverse("desk:hazard_step", args=[hazard.public_id, "ask_order"])

    answer = client.post(step, {"words": "", "article": "第五十三条", "by_on": "2030-01-01"})

    assert "没有登记您的执法证" in page
    assert answer.status_code == 403
    assert not hazard.orders.exists()


def test_the_owners_page_hides_everything_until_the_code_is_right(client: Client, town: Town) -> None:
    hazard = raised(town, pictures=[])
    made = invite_owner(hazard=hazard, by=town.shen)
    page = reverse("portal:fix", args=[made.token])

    shut = client.get(page).content.decode()
    unknown = client.get(reverse("portal:fix", args=["nobody-knows"]))
    opened = client.post(page, {"code": made.code}).content.decode()
    bare = client.post(page, {"code": made.code, "go": "prove", "key": "00000000-0000-4000-8000-000000000001"})

    assert town.shop.name not in shut
    assert unknown.status_code == 410
    assert hazard.needed in opened
    assert bare.status_code == 422
    assert "拍一张改好以后的照片" in bare.content.decode()
