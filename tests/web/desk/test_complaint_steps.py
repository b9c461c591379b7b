"""Deciding, telling and ending on the pages: the notice before the press, the refusal beside the button, once however often pressed."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from tests.factories.cases import make_town, officer_of
from tests.factories.complaints import NAME, PHONE, registered
from yingzhou.base.clock import now
from yingzhou.base.documents.models import IssuedPaper
from yingzhou.work.cases.choices import Stage
from yingzhou.work.disputes import actions
from yingzhou.work.disputes.choices import ComplaintState
from yingzhou.work.overview.queries.todo import Risk, todo

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


def at(name: str, complaint) -> str:
    return reverse(f"desk:complaint{name}", args=[complaint.public_id])


def test_the_notice_stands_on_the_screen_before_it_is_accepted_without_the_name(as_, town):
    shown = as_(town.chen).get(at("_accept", registered(town))).content.decode()

    assert ("投诉受理决定书" in shown, "云朵家具铺" in shown, NAME in shown) == (True, True, False)


def test_pressed_twice_it_is_accepted_once_and_the_second_press_is_answered_in_words(as_, town):
    complaint, client = registered(town), as_(town.chen)

    first = client.post(at("_accept", complaint), {"go": "decide"})
    second = client.post(at("_accept", complaint), {"go": "decide"})

    complaint.refresh_from_db()
    assert (first.status_code, second.status_code, complaint.state) == (302, 409, ComplaintState.ACCEPTED)
    assert IssuedPaper.objects.count() == 1


def test_a_complaint_is_declined_with_ground_reason_and_notice_then_told(as_, town):
    complaint, client = registered(town), as_(town.chen)
    asked = {"ground": "elsewhere", "reason": "法院已经立案。"}

    preview = client.post(at("_decline", complaint), {**asked, "go": "preview"}).content.decode()
    assert ("法院已经立案。" in preview, "第三十九条" in preview) == (True, True)
    assert client.post(at("_decline", complaint), {**asked, "go": "decide"}).status_code == 302
    assert "还没有告知投诉人" in client.get(at("", complaint)).content.decode()
    paper = IssuedPaper.objects.get()
    served = client.post(
        at("_serve", complaint),
        {
            "owing": f"{paper.public_id}:consumer",
            "channel": "sms",
            "at": localtime(now()).strftime("%Y-%m-%dT%H:%M:%S"),
            "receipt": "短信平台回执 0912",
        },
    )

    assert served.status_code == 302
    assert "短信平台回执 0912" in client.get(at("", complaint)).content.decode()


def test_declining_without_a_ground_keeps_what_was_typed(as_, town):
    complaint = registered(town)

    answer = as_(town.chen).post(at("_decline", complaint), {"ground": "", "reason": "理由还在", "go": "decide"})

    assert (answer.status_code, "理由还在" in answer.content.decode()) == (422, True)


def test_a_step_that_belongs_to_others_is_refused_beside_its_button(as_, town):
    complaint = registered(town)

    answer = as_(town.leader).post(at("_withdraw", complaint), {"words": "替他撤"})

    assert (answer.status_code, "这一步不归您" in answer.content.decode()) == (403, True)


def test_who_complained_is_shown_once_for_a_purpose(as_, town):
    complaint, client = registered(town), as_(town.chen)

    seen = client.post(at("_identity", complaint), {"purpose": "contact", "words": ""}).content.decode()
    later = client.get(at("", complaint)).content.decode()

    assert (PHONE in seen, PHONE in later, "身份被看过 1 次" in later) == (True, False, True)


def test_the_general_page_of_a_complaint_leads_to_its_own_for_who_may_see_it(as_, town):
    case = registered(town).case
    address = reverse("desk:case", args=[case.public_id])

    assert as_(town.lin).get(address)["Location"] == at("", case.complaint)
    shown = as_(town.shen).get(address).content.decode()
    assert ("本户联络员只看得到有这么一件" in shown, NAME in shown) == (True, False)


def test_a_complaint_is_on_the_list_of_today_by_its_strict_day_until_it_is_told(town):
    complaint = registered(town)
    (group,) = [one for one in todo(viewer=town.lin).groups if one.risk in (Risk.STATUTORY_NOW, Risk.STATUTORY_SOON, Risk.LATER)]
    assert (group.items[0].act, group.items[0].due.due_on) == ("决定受不受理", complaint.case.due_on)

    actions.accept(complaint=complaint, by=town.chen)

    mine = {item.act for one in todo(viewer=town.chen).groups for item in one.items}
    assert mine == {"告知投诉人", "调解"}
    assert todo(viewer=town.shen).count == 0


def test_a_terminated_complaint_is_closed_and_asks_whether_it_is_solved(as_, town):
    complaint = actions.accept(complaint=registered(town), by=town.chen)
    client = as_(town.chen)

    ended = client.post(at("_terminate", complaint), {"ground": "no_agreement", "reason": "店家不退。", "go": "decide"})

    complaint.refresh_from_db()
    assert (ended.status_code, complaint.state, complaint.case.stage) == (302, ComplaintState.TERMINATED, Stage.CLOSED)
    assert "没有回音不算解决" in client.get(at("", complaint)).content.decode()
