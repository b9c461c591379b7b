"""Sessions, recusals and tests: told beforehand, written down, and what makes a mediation rest."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.factories.cases import Town, make_town
from tests.factories.mediation import drafted, opened, planned
from yingzhou.base.clock import now
from yingzhou.base.trail.models import Event
from yingzhou.work.disputes.actions import mediation as actions
from yingzhou.work.disputes.choices import AppraisalKind, Bearer, SessionResult, Side, Way
from yingzhou.work.disputes.models import Session
from yingzhou.work.disputes.rules import mediation_refusals as refusals

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None) -> Town:
    return make_town()


def last_verb() -> str:
    return Event.objects.order_by("-pk")[0].verb


def test_a_session_names_time_place_and_mediator(town: Town) -> None:
    session = planned(town, way=Way.ON_SITE, place="芦汀所调解室")

    assert (session.place_in_row, session.place, session.result) == (1, "芦汀所调解室", SessionResult.PLANNED)
    assert [one.name for one in session.mediators.all()] == ["陈一舟"]
    assert session.told_at is not None
    assert last_verb() == "mediation.plan_session"


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        pytest.param({"starts_at": now() - timedelta(hours=1)}, refusals.SessionInPast, id="in the past"),
        pytest.param({"way": Way.ON_SITE}, refusals.PlaceMissing, id="on site, but nowhere"),
    ],
)
def test_a_session_nobody_could_be_told_of_is_refused(town: Town, facts: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        planned(town, **facts)

    assert Session.objects.count() == 0


def test_who_works_elsewhere_is_no_mediator_here(town: Town) -> None:
    with pytest.raises(refusals.MediatorUnknown):
        planned(town, mediator=town.he.public_id)


def test_one_session_is_planned_at_a_time(town: Town) -> None:
    session = planned(town)

    with pytest.raises(refusals.SessionAlreadyPlanned):
        planned(town, session.mediation)

    assert session.mediation.sessions.count() == 1


def test_a_session_is_written_down_with_what_each_side_asked_and_offered(town: Town) -> None:
    session = planned(town)

    actions.record_session(
        session=session,
        result=SessionResult.HELD,
        minutes="蛋糕小了两寸。",
        consumer_asks="退 100 元",
        merchant_offers="退 80 元，送一盒糕",
        by=town.chen,
    )

    session.refresh_from_db()
    assert (session.result, session.consumer_asks, session.merchant_offers) == ("held", "退 100 元", "退 80 元，送一盒糕")
    assert last_verb() == "mediation.record_session"


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        pytest.param({"result": SessionResult.HELD}, refusals.MinutesMissing, id="held without minutes"),
        pytest.param({"result": SessionResult.ABSENT}, refusals.AbsentWho, id="absent, but who"),
    ],
)
def test_half_a_record_is_refused_and_changes_nothing(town: Town, facts: dict[str, Any], refusal: type[Exception]) -> None:
    session = planned(town)

    with pytest.raises(refusal):
        actions.record_session(session=session, by=town.chen, **facts)

    session.refresh_from_db()
    assert session.result == SessionResult.PLANNED


def test_a_session_of_tomorrow_is_not_written_down_today(town: Town) -> None:
    session = planned(town, starts_at=now() + timedelta(days=1))

    with pytest.raises(refusals.TooEarlyToRecord):
        actions.record_session(session=session, result=SessionResult.HELD, minutes="…", by=town.chen)


def test_a_recusal_makes_mediation_rest_until_somebody_else_decides(town: Town) -> None:
    session = planned(town)
    mediation = session.mediation
    asked = actions.ask_recusal(
        mediation=mediation, mediator=town.chen.public_id, side=Side.CONSUMER, reason="是店主的表弟", by=town.shen
    )

    with pytest.raises(refusals.MediationRests):
        drafted(town, mediation)
    with pytest.raises(refusals.OnlyHeadDecides):
        actions.decide_recusal(recusal=asked, is_granted=True, by=town.shen)
    with pytest.raises(refusals.NotByTheMediator):
        actions.decide_recusal(recusal=asked, is_granted=False, by=town.chen)
    actions.decide_recusal(recusal=asked, is_granted=True, by=town.lin)

    assert list(session.mediators.all()) == []
    assert last_verb() == "mediation.decide_recusal"


def test_a_mediator_who_stepped_aside_is_not_planned_again(town: Town) -> None:
    mediation = opened(town)
    asked = actions.ask_recusal(
        mediation=mediation, mediator=town.chen.public_id, side=Side.MERCHANT, reason="有过节", by=town.shen
    )
    actions.decide_recusal(recusal=asked, is_granted=True, by=town.lin)

    with pytest.raises(refusals.MediatorRecused, match="陈一舟"):
        planned(town, mediation)


def test_one_test_runs_at_a_time_and_ends_with_its_result(town: Town) -> None:
    mediation = opened(town)
    facts: dict[str, Any] = {
        "mediation": mediation,
        "kind": AppraisalKind.TESTING,
        "what": "床垫甲醛",
        "institution": "区质检所",
        "is_named_by_us": False,
        "bearer": Bearer.SHARED,
        "by": town.shen,
    }
    running = actions.start_appraisal(**facts)

    with pytest.raises(refusals.AppraisalRuns):
        actions.start_appraisal(**facts)
    ended = actions.end_appraisal(appraisal=running, result="合格", by=town.shen)

    assert (ended.result, ended.until is not None) == ("合格", True)
    assert last_verb() == "mediation.end_appraisal"
