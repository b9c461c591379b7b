"""The pages of reports: for the department and the handler, at a desk; everybody else finds nothing there."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.accounts import confirm_again
from tests.factories.cases import make_town, officer_of, photo
from tests.factories.network import viewer_as
from tests.factories.tipoffs import ADDRESS, FACTS, NAME, PHONE, being_checked, reported
from yingzhou.base.clock import today
from yingzhou.base.evidence.models import OriginalName
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import Role
from yingzhou.work.cases.models import Clock
from yingzhou.work.disputes import actions
from yingzhou.work.disputes.choices import ExtensionReason, RevealPurpose, TipoffState
from yingzhou.work.disputes.models import Informant, Tipoff

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def as_(client):
    def enter(viewer, *, confirmed=False):
        client.force_login(officer_of(viewer))
        if confirmed:
            confirm_again(client)
        return client

    return enter


def at(name, tipoff=None):
    return reverse(f"desk:{name}", args=[tipoff.public_id] if tipoff else [])


def form(town, **facts):
    return {
        "go": "save",
        "key": str(uuid4()),
        "channel": "hotline",
        "received_on": today().isoformat(),
        "matter": "food",
        "facts": FACTS,
        "business": str(town.shop.public_id),
        **facts,
    }


def test_strangers_are_sent_to_the_door(client, town):
    tipoff = reported(town)

    assert client.get(at("tipoff_list")).status_code == client.get(at("tipoff", tipoff)).status_code == 302


def test_a_report_is_registered_on_one_page_by_name_with_a_photo(as_, town):
    client = as_(town.song)
    files = SimpleUploadedFile("季望舒拍的.jpg", photo(), "image/jpeg")

    answer = client.post(at("tipoff_new"), form(town, name=NAME, phone=PHONE, address=ADDRESS, papers=files))

    tipoff = Tipoff.objects.get()
    assert answer.headers["Location"] == at("tipoff", tipoff)
    assert (tipoff.business, tipoff.target_name, tipoff.informant.name) == (town.shop, town.shop.name, NAME)
    assert tipoff.papers.count() == 1
    assert OriginalName.objects.count() == 0


def test_nothing_typed_is_lost_when_something_is_missing(as_, town):
    answer = as_(town.song).post(at("tipoff_new"), form(town, business="", name=NAME))

    assert answer.status_code == 422
    assert NAME in (shown := answer.content.decode())
    assert "还不知道举报的是谁" in shown
    assert Tipoff.objects.count() == 0


def test_a_search_for_the_shop_keeps_what_was_typed(as_, town):
    shown = as_(town.song).post(at("tipoff_new"), form(town, go="search", shop_words="云朵")).content.decode()

    assert FACTS in shown
    assert str(town.shop.public_id) in shown


def test_the_page_shows_the_report_and_masks_the_informant(as_, town):
    tipoff = reported(town)

    shown = as_(town.song).get(at("tipoff", tipoff)).content.decode()

    assert FACTS in shown
    assert NAME not in shown
    assert "举报核查期限" in shown
    assert Event.objects.filter(verb="tipoff.read").count() == 1


def test_the_list_names_no_target(as_, town):
    tipoff = reported(town)

    shown = as_(town.song).get(at("tipoff_list")).content.decode()

    assert tipoff.number in shown
    assert town.shop.name not in shown


def test_the_list_takes_as_many_queries_for_one_as_for_three(as_, town):
    reported(town)
    client = as_(town.song)
    client.get(at("tipoff_list"))
    counts = []
    for _more in range(2):
        with CaptureQueriesContext(connection) as seen:
            client.get(at("tipoff_list"))
        counts.append(len(seen))
        being_checked(town)
        reported(town)

    assert counts[0] == counts[1]


@pytest.mark.parametrize("name", ["shen", "village", "lin", "he", "leader"])
def test_for_everybody_else_a_report_and_none_at_all_answer_alike(as_, town, name):
    tipoff = being_checked(town)
    client = as_(getattr(town, name))
    foreign, unknown = client.get(at("tipoff", tipoff)), client.get(reverse("desk:tipoff", args=[uuid4()]))

    assert foreign.status_code == unknown.status_code
    assert foreign.status_code in (403, 404)
    assert FACTS not in foreign.content.decode()


def test_reports_are_not_read_on_a_phone(as_, town):
    tipoff = reported(town)
    client = as_(town.song)

    assert client.get(at("tipoff", tipoff), HTTP_SEC_CH_UA_MOBILE="?1").status_code == 403
    assert client.get(at("tipoff_list"), HTTP_USER_AGENT="Mozilla/5.0 (iPhone) Mobile Safari").status_code == 403


def test_nothing_of_a_report_is_kept_or_passed_on_by_the_browser(as_, town):
    answer = as_(town.song).get(at("tipoff", reported(town)))

    assert (answer.headers["Cache-Control"], answer.headers["Referrer-Policy"]) == ("no-store", "same-origin")


def test_the_handler_is_chosen_from_a_list_without_the_targets_liaison(as_, town):
    tipoff = reported(town)
    client = as_(town.song)
    shown = client.get(at("tipoff", tipoff)).content.decode()
    assert str(town.chen.public_id) in shown
    assert str(town.shen.public_id) not in shown

    client.post(at("tipoff_assign", tipoff), {"handler": town.chen.public_id})

    tipoff.refresh_from_db()
    assert tipoff.handler_id == town.chen.officer_id


def test_the_identity_wants_the_password_again_and_is_shown_once(as_, town):
    tipoff = being_checked(town)
    client = as_(town.chen)
    asked = client.post(at("tipoff_identity", tipoff), {"purpose": "check"})
    assert asked.status_code == 403
    assert NAME not in asked.content.decode()

    confirm_again(client)
    shown = client.post(at("tipoff_identity", tipoff), {"purpose": "check"}).content.decode()
    again = client.get(at("tipoff", tipoff)).content.decode()

    assert (NAME in shown, PHONE in shown) == (True, True)
    assert NAME not in again
    assert "联系举报人核实线索" in again


def test_the_auditor_sees_who_opened_an_identity_when_and_why_and_not_whose(as_, town):
    tipoff = being_checked(town)
    actions.reveal_informant(tipoff=tipoff, purpose=RevealPurpose.REWARD, by=town.chen)
    auditor = viewer_as(Role.AUDITOR, town.net.bureau)

    shown = as_(auditor).get(at("reveals")).content.decode()

    assert ("陈一舟" in shown, "办理举报奖励" in shown) == (True, True)
    assert [word for word in (NAME, PHONE, town.shop.name, tipoff.number) if word in shown] == []
    assert as_(town.song).get(at("reveals")).status_code == 403


def test_the_head_of_the_bureau_grants_more_time_without_seeing_the_report(as_, town):
    tipoff = being_checked(town)
    before = Clock.objects.get(figure="reports.check_days").due_strict
    actions.ask_check_extension(tipoff=tipoff, why=ExtensionReason.COMPLEX, by=town.chen)
    client = as_(town.leader)
    shown = client.get(at("tipoff_extensions")).content.decode()
    assert tipoff.number in shown
    assert [word for word in (FACTS, town.shop.name, NAME) if word in shown] == []

    clock = Clock.objects.get(figure="reports.check_days")
    client.post(reverse("desk:tipoff_extension", args=[clock.public_id]), {"granted": "yes"})

    clock.refresh_from_db()
    assert clock.due_strict > before
    assert client.get(at("tipoff", tipoff)).status_code == 403


def test_testing_time_is_outside_the_check(as_, town):
    tipoff = being_checked(town)
    client = as_(town.chen)
    client.post(at("tipoff_pause", tipoff), {"why": "testing", "since": today().isoformat()})
    assert "检测结果来了，续算" in client.get(at("tipoff", tipoff)).content.decode()

    client.post(at("tipoff_resume", tipoff), {"until": today().isoformat()})
    assert [move.name for move in tipoff.moves.order_by("pk")][-2:] == ["pause", "resume"]


def test_a_decision_ends_the_check_and_the_page_says_which_law_asks_for_an_answer(as_, town):
    tipoff = being_checked(town)
    client = as_(town.song)
    client.post(at("tipoff_decide", tipoff), {"decision": "filed", "reason": "查实"})
    shown = client.get(at("tipoff", tipoff)).content.decode()

    assert "食品安全法第一百一十五条" in shown
    assert Clock.objects.get(figure="reports.check_days").stopped_on == today()
    client.post(at("tipoff_reply", tipoff), {"on": today().isoformat()})
    tipoff.refresh_from_db()
    assert (tipoff.state, tipoff.replied_on) == (TipoffState.FILED, today())


def test_words_for_the_target_go_past_a_second_person(as_, town):
    zhou = viewer_as(Role.DEPARTMENT, town.net.bureau, "周")
    tipoff = being_checked(town)
    client = as_(town.song)
    refused = client.post(at("tipoff_write_release", tipoff), {"words": f"{NAME}说的"})
    assert refused.status_code == 422
    client.post(at("tipoff_write_release", tipoff), {"words": "请备好进货票据。10月3日来。"})

    client = as_(zhou)
    assert "太细的时间" in client.get(at("tipoff", tipoff)).content.decode()
    assert client.post(at("tipoff_release", tipoff), {}).status_code == 422
    assert client.post(at("tipoff_release", tipoff), {"looked_at_each": "on"}).status_code == 302


def test_an_informant_is_erased_for_good(as_, town):
    tipoff = reported(town)
    client = as_(town.song, confirmed=True)

    client.post(at("tipoff_erase", tipoff))

    assert "已经删除，谁也看不到了" in client.get(at("tipoff", tipoff)).content.decode()
    assert Informant.objects.get().name == ""


@pytest.mark.parametrize("name", ["tipoff_form", "tipoff_result"])
def test_the_forms_leave_the_informant_to_be_written_in_by_hand(as_, town, name):
    tipoff = actions.decide_tipoff(tipoff=being_checked(town), decision=TipoffState.FILED, reason="查实", by=town.song)

    shown = as_(town.song).get(at(name, tipoff)).content.decode()

    assert NAME not in shown
    assert re.search(r"_{12}", shown)
    assert Event.objects.filter(verb="tipoff.print").count() == 1
