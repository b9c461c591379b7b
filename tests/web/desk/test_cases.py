"""The desk pages of a matter: strangers turned away, the same number of queries for one and for many, refusals beside the button."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.cases import closed, dispatched, handed_in, make_town, officer_of, open_matter, photo
from tests.factories.network import officer_as
from yingzhou.base.clock import day_of
from yingzhou.work.accounts.choices import Role
from yingzhou.work.cases import actions, queries, rules
from yingzhou.work.cases.choices import Kind, Outcome, Reach, Stage
from yingzhou.work.cases.models import Attachment, Case, Move

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def as_(client):
    def enter(viewer):
        client.force_login(officer_of(viewer))
        return client

    return enter


def at(name: str, case: Case | None = None) -> str:
    return reverse(f"desk:{name}", args=[case.public_id] if case else [])


def queries_of(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.parametrize("name", ["home", "case_list", "case_new"])
def test_strangers_are_sent_to_the_door(client, name):
    assert client.get(at(name)).status_code == 302


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.SECURITY_OFFICER, Role.SYSTEM_OPERATOR, Role.ASSOCIATION])
def test_roles_without_content_are_told_who_may(client, town, role):
    client.force_login(officer_as(role, town.net.bureau))

    answer = client.get(at("case_list"))

    assert answer.status_code == 403
    assert "站长" in answer.content.decode()


def test_the_list_takes_as_many_queries_for_one_as_for_three(as_, town):
    open_matter(town)
    client = as_(town.song)
    one = queries_of(client, at("case_list"))
    open_matter(town, Kind.SIGNAL)
    dispatched(town)

    assert queries_of(client, at("case_list")) == one


def test_the_home_page_takes_as_many_queries_for_one_as_for_three(as_, town):
    dispatched(town)
    client = as_(town.shen)
    one = queries_of(client, at("home"))
    dispatched(town)
    dispatched(town)

    assert queries_of(client, at("home")) == one


def test_the_home_page_says_why_a_thing_is_mine(as_, town):
    dispatched(town)

    shown = as_(town.shen).get(at("home")).content.decode()

    assert "开始办理：床的尺寸不对" in shown
    assert "您是承办人" in shown


def test_a_foreign_case_is_not_found_for_pages_and_steps_alike(as_, town):
    case = dispatched(town, Kind.SIGNAL)
    client = as_(town.shen)

    assert client.get(at("case", case)).status_code == 404
    assert client.post(at("case_note", case), {"words": "x"}).status_code == 404
    assert Move.objects.filter(case=case).count() == 2


def test_the_strip_of_days_shows_the_day_of_receipt_once_and_every_day_after_it(as_, town):
    case = open_matter(town)

    html = as_(town.song).get(at("case", case)).content.decode()

    days = queries.counted_days(case)
    assert html.count('class="yz-day is-start"') == 1
    assert html.count('class="yz-day is-') == (days[-1].day - days[0].day).days + 1


def test_dispatch_is_one_click_on_the_proposal(as_, town):
    case = open_matter(town)
    client = as_(town.song)
    shown = client.get(at("case", case)).content.decode()
    assert "交给北指导站" in shown

    answer = client.post(at("case_dispatch", case), {"station": town.net.north.public_id, "handler": town.shen.public_id})

    assert answer.status_code == 302
    case.refresh_from_db()
    assert (case.stage, case.handler_id) == (Stage.DISPATCHED, town.shen.officer_id)


def test_a_handler_hands_in_a_result_with_a_photo(as_, town):
    case = actions.start_case(case=dispatched(town), by=town.shen)
    file = SimpleUploadedFile("床.jpg", photo(), content_type="image/jpeg")

    answer = as_(town.shen).post(at("case_hand_in", case), {"result": "换了一张床", "papers": [file]})

    assert answer.status_code == 302
    case.refresh_from_db()
    assert case.stage == Stage.VERIFYING
    assert Attachment.objects.filter(case=case, paper="proof").count() == 1


def test_a_file_that_is_not_taken_in_keeps_what_was_typed(as_, town):
    case = actions.start_case(case=dispatched(town), by=town.shen)
    file = SimpleUploadedFile("a.exe", b"MZ\x90\x00" + b"\0" * 200)

    answer = as_(town.shen).post(at("case_hand_in", case), {"result": "换了一张床", "papers": [file]})

    assert answer.status_code == 422
    assert "换了一张床" in answer.content.decode()
    case.refresh_from_db()
    assert case.stage == Stage.HANDLING


def test_closing_without_evidence_is_refused_beside_the_button(as_, town):
    case = handed_in(town, with_proof=False)

    answer = as_(town.lin).post(at("case_close", case), {"outcome": Outcome.DONE, "override": ""})

    assert answer.status_code == 422
    assert "没有凭据，不能办结" in answer.content.decode()
    case.refresh_from_db()
    assert case.stage == Stage.VERIFYING


def test_closing_on_evidence_is_one_form(as_, town):
    case = handed_in(town)

    as_(town.lin).post(at("case_close", case), {"outcome": Outcome.DONE})

    case.refresh_from_db()
    assert case.stage == Stage.CLOSED


def test_sending_back_without_a_reason_says_so_and_opens_the_fold(as_, town):
    case = dispatched(town)

    answer = as_(town.shen).post(at("case_send_back", case), {"reason": ""})

    assert answer.status_code == 422
    assert '<details class="yz-fold" open>' in answer.content.decode()


def test_an_extension_is_asked_and_granted_on_the_page(as_, town):
    case = dispatched(town)
    to_day = rules.latest_extension(case.due_on, received_on=day_of(case.received_at))
    as_(town.shen).post(at("case_ask_extension", case), {"to_day": to_day, "reason": "等检测"})
    assert "批复延期" in as_(town.lin).get(at("case", case)).content.decode()

    as_(town.lin).post(at("case_extension", case), {"granted": "yes"})

    case.refresh_from_db()
    assert case.due_on == to_day


def test_the_identity_is_masked_until_a_purpose_is_written(as_, town):
    case = dispatched(town, raiser=actions.RaisedBy("顾问渠", "13800138000", Reach.PHONE))
    client = as_(town.shen)
    assert "顾问渠" not in client.get(at("case", case)).content.decode()

    shown = client.post(at("case_identity", case), {"purpose": "contact"}).content.decode()

    assert "顾问渠" in shown
    assert "看了提出人身份：联系提出人核实情况" in client.get(at("case", case)).content.decode()
    assert "顾问渠" not in client.get(at("case", case)).content.decode()


def test_an_officer_notes_a_demand_by_searching_the_shop(as_, town):
    client = as_(town.chen)
    form = {"kind": Kind.DEMAND, "text": "店里说要办证，不知道去哪", "shop_words": "云朵"}
    found = client.post(at("case_new"), {**form, "go": "search"}).content.decode()
    assert "云朵家具铺" in found
    assert "不知道去哪" in found

    answer = client.post(at("case_new"), {**form, "business": town.shop.public_id, "go": "save"})

    case = Case.objects.get()
    assert answer.status_code == 302
    assert (case.business, case.opened_by_id) == (town.shop, town.chen.officer_id)


def test_a_matter_from_nowhere_keeps_what_was_typed(as_, town):
    answer = as_(town.chen).post(at("case_new"), {"kind": Kind.DEMAND, "text": "有人占道", "go": "save"})

    assert answer.status_code == 422
    assert "有人占道" in answer.content.decode()
    assert Case.objects.count() == 0


def test_late_matters_stand_in_the_first_group(as_, town):
    case = dispatched(town)
    Case.objects.filter(pk=case.pk).update(first_due_on=case.due_on - timedelta(days=30))

    assert "答应过别人的 · 逾期或今天到期" in as_(town.shen).get(at("home")).content.decode()


def test_a_closed_matter_can_be_opened_again_by_the_head(as_, town):
    case = closed(town)

    as_(town.lin).post(at("case_reopen", case), {"reason": "群里又有人说"})

    case.refresh_from_db()
    assert case.stage == Stage.DISPATCHED
    assert queries.case_list(viewer=town.lin).count == 1
