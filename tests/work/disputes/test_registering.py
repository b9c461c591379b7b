"""A statutory receipt becomes a complaint: once, with its clock from the day of receipt, and nothing without a channel."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.factories.cases import make_town
from tests.factories.complaints import ADDRESS, NAME, PHONE, WANG, intake, registered
from yingzhou.base.clock import today
from yingzhou.base.trail.models import Event
from yingzhou.work.cases.choices import Stage
from yingzhou.work.cases.models import Case
from yingzhou.work.disputes import actions
from yingzhou.work.disputes.choices import ComplaintState
from yingzhou.work.disputes.models import Complainant, Complaint
from yingzhou.work.disputes.queries.complaints import complaints_of
from yingzhou.work.disputes.queries.dossier import dossier
from yingzhou.work.disputes.rules import refusals

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


def verbs() -> list[str]:
    return list(Event.objects.order_by("id").values_list("verb", flat=True))


def test_a_receipt_becomes_a_complaint_with_number_people_and_clock(town):
    made = registered(town)

    assert made.case.number == f"投〔{today().year}〕1号"
    assert (made.state, made.case.stage, made.held_by) == (ComplaintState.RECEIVED, Stage.DISPATCHED, town.net.north)
    assert [(one.name, one.phone, one.address) for one in made.complainants.all()] == [(NAME, PHONE, ADDRESS)]
    assert verbs() == ["case.open", "complaint.register", "clock.start", "case.dispatch"]


def test_the_clock_runs_from_the_day_of_receipt_though_it_is_written_down_later(town):
    made = registered(town, received_on=date(2026, 11, 13))

    assert (made.received_on, made.case.due_on) == (date(2026, 11, 13), date(2026, 11, 24))


def test_the_same_form_sent_twice_is_one_complaint(town):
    key = uuid4()
    first = actions.register_complaint(intake=intake(town), by=town.song, key=key)
    second = actions.register_complaint(intake=intake(town), by=town.song, key=key)

    assert first == second
    assert Complaint.objects.count() == Case.objects.count() == 1


def test_no_name_phone_or_address_stands_on_the_trail_or_open_in_the_database(town):
    registered(town)

    said = str(list(Event.objects.values_list("facts", flat=True)))
    kept = str(list(Complainant.objects.extra(select={"raw": "name || phone || address"}).values_list("raw", flat=True)))
    assert [mark for mark in (NAME, PHONE, ADDRESS) if mark in said + kept] == []


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        pytest.param({"channel": "portal"}, refusals.NoStatutoryReceipt, id="our own portal is no statutory channel"),
        pytest.param({"channel": "platform"}, refusals.PlatformNumberMissing, id="the platform gives a number"),
        pytest.param({"received_on": date(2099, 1, 1)}, refusals.ReceivedLater, id="a receipt does not lie ahead"),
        pytest.param({"respondent_name": " "}, refusals.NothingAsked, id="nobody complained about"),
        pytest.param({"request": "", "facts": ""}, refusals.NothingAsked, id="nothing asked for"),
        pytest.param(
            {"complainants": tuple(actions.Person(name=f"人{n}", speaks_for_all=True) for n in range(3))},
            refusals.TooManyRepresentatives,
            id="three representatives",
        ),
        pytest.param({"held_by": uuid4()}, refusals.HolderUnknown, id="a station that is none"),
    ],
)
def test_what_cannot_be_a_complaint_is_refused_and_leaves_no_trace(town, facts, refusal):
    with pytest.raises(refusal):
        registered(town, **facts)

    assert (Complaint.objects.count(), Case.objects.count(), verbs()) == (0, 0, [])


def test_a_platform_number_stands_with_one_complaint_only(town):
    registered(town, channel="platform", platform_number="2026-1")

    with pytest.raises(refusals.PlatformNumberTaken):
        registered(town, channel="platform", platform_number="2026-1")

    assert Complaint.objects.count() == 1


def test_an_incomplete_complaint_is_registered_and_the_page_says_what_is_missing(town):
    made = registered(town, complainants=(actions.Person(name=NAME),), facts="", respondent_address="")

    told = dossier(viewer=town.song, pid=made.public_id).missing

    assert told == (
        "还缺投诉人的电话号码（第十条第一款第一项）",
        "还缺投诉人的通讯地址（第十条第一款第一项）",
        "还缺被投诉人的地址（第十条第一款第二项）",
        "还缺消费者权益争议的事实依据（第十条第一款第三项）",
    )


def test_a_proxy_without_the_original_power_of_attorney_is_missing_it(town):
    made = registered(town, proxy=actions.Attorney(name="代办人", powers="代为投诉，三个月"))

    told = dossier(viewer=town.song, pid=made.public_id).missing

    assert told == ("还没有看到授权委托书原件（第十一条）", "还没有看到受托人的身份证明（第十一条）")


def test_three_years_after_one_knew_the_fourth_ground_is_proposed_and_nothing_decided(town):
    made = registered(town, knew_on=today() - timedelta(days=3 * 366))

    told = dossier(viewer=town.song, pid=made.public_id)

    assert (told.proposed_ground, made.state) == ("too_late", ComplaintState.RECEIVED)


@pytest.mark.parametrize(
    ("facts", "is_ours"),
    [
        pytest.param({}, True, id="a shop of the registry"),
        pytest.param({"respondent": None, "respondent_address": "芦汀镇白鹭村1组2号"}, True, id="found by its address"),
        pytest.param({"respondent": None, "respondent_address": "南京路100号"}, None, id="an address that leads nowhere"),
        pytest.param({"respondent": None, "respondent_address": ""}, None, id="no address"),
        pytest.param({"respondent": None, "respondent_address": "", "trade": "on_platform"}, None, id="a shop on a platform"),
    ],
)
def test_whose_matter_it_is_is_proposed_with_the_reason(town, facts, is_ours):
    made = registered(town, **facts)

    told = dossier(viewer=town.song, pid=made.public_id).whose.jurisdiction

    assert (told.is_ours, bool(told.why)) == (is_ours, True)


def test_who_may_know_of_a_complaint(town):
    made = registered(town)

    def seen(viewer) -> list[Complaint]:
        return list(complaints_of(viewer))

    assert [seen(one) for one in (town.song, town.leader, town.lin, town.chen)] == [[made]] * 4
    assert [seen(one) for one in (town.shen, town.he, town.village)] == [[]] * 3


def test_one_person_among_several_without_an_address_makes_it_incomplete(town):
    made = registered(town, complainants=(WANG, actions.Person(name="邻居", phone="13800001111")))

    told = dossier(viewer=town.song, pid=made.public_id)

    assert (told.is_joint, told.missing) == (True, ("还缺投诉人的通讯地址（第十条第一款第一项）",))
