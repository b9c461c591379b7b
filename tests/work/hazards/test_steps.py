"""Proof by link, orders, clues, escalation: who may, what is refused, what is written."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.accounts import certificate_for
from tests.factories.cases import Town, make_town
from tests.factories.cases import photo as a_file
from tests.factories.hazards import a_photo, raised
from yingzhou.base.clock import now, today
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.models import Officer
from yingzhou.work.cases.choices import Outcome
from yingzhou.work.hazards import actions, queries
from yingzhou.work.hazards.actions.proving import OWNER
from yingzhou.work.hazards.choices import ClueState, Ending, OrderService, Receiver, State
from yingzhou.work.hazards.models import Escalation, FixLink, Hazard
from yingzhou.work.hazards.rules import refusals

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return make_town()


def lines(verb: str) -> int:
    return Event.objects.filter(verb=f"hazard.{verb}").count()


def overdue(hazard: Hazard, days: int) -> Hazard:
    Hazard.objects.filter(pk=hazard.pk).update(due_on=today() - timedelta(days=days))
    return Hazard.objects.get(pk=hazard.pk)


def test_the_owner_proves_by_link_and_code_and_a_recheck_is_planned_by_itself(town: Town) -> None:
    hazard = raised(town)
    made = actions.invite_owner(hazard=hazard, by=town.shen)

    link = actions.open_link(token=made.token, code=made.code)
    key = uuid4()
    photo = a_photo()
    first = actions.prove(hazard=hazard, words="补齐了", pictures=[photo], by=OWNER, key=key, link=link)
    again = actions.prove(hazard=hazard, words="补齐了", pictures=[photo], by=OWNER, key=key, link=link)
    planned = actions.accept_proof(hazard=hazard, by=town.shen)

    assert first == again
    assert lines("prove") == 1
    assert (planned.from_on, planned.by_on) == (today(), today() + timedelta(days=3))
    (due,) = queries.rechecks_due(station=town.net.north, until=today())
    assert (due.hazard_id, due.is_promised) == (hazard.public_id, True)
    actions.recheck(hazard=hazard, passed=True, text="", pictures=[], on=today(), by=town.shen)
    hazard.refresh_from_db()
    assert (hazard.state, hazard.ending) == (State.CLOSED, Ending.REMOVED)
    assert queries.rechecks_due(station=town.net.north, until=today()) == ()


def test_given_back_it_says_what_is_missing_and_may_be_proved_again(town: Town) -> None:
    hazard = raised(town)
    actions.prove(hazard=hazard, words="", pictures=[a_photo()], by=town.shen, key=uuid4())

    with pytest.raises(refusals.SomethingMissing):
        actions.give_back(hazard=hazard, reason="", by_on=None, by=town.shen)
    back = actions.give_back(hazard=hazard, reason="看不清票据", by_on=None, by=town.shen)

    assert back.state == State.FIXING
    assert back.rectifications.get().answer == "看不清票据"
    actions.prove(hazard=hazard, words="", pictures=[a_photo()], by=town.shen, key=uuid4())
    with pytest.raises(refusals.NotNow):
        actions.prove(hazard=hazard, words="", pictures=[a_photo()], by=town.shen, key=uuid4())


def test_proof_without_a_photo_is_none(town: Town) -> None:
    hazard = raised(town)

    with pytest.raises(refusals.NoPicture):
        actions.prove(hazard=hazard, words="改好了", pictures=[], by=town.shen, key=uuid4())
    hazard.refresh_from_db()
    assert hazard.state == State.FIXING


def test_five_wrong_codes_kill_the_link_and_are_counted_though_refused(town: Town) -> None:
    made = actions.invite_owner(hazard=raised(town), by=town.shen)
    wrong = "000000" if made.code != "000000" else "000001"

    for _try in range(4):
        with pytest.raises(refusals.WrongCode):
            actions.open_link(token=made.token, code=wrong)
    with pytest.raises(refusals.LinkDead):
        actions.open_link(token=made.token, code=wrong)
    with pytest.raises(refusals.LinkDead):
        actions.open_link(token=made.token, code=made.code)
    assert lines("wrong_code") == 5


def test_an_older_an_expired_and_an_unknown_link_answer_alike(town: Town) -> None:
    hazard = raised(town)
    older = actions.invite_owner(hazard=hazard, by=town.shen)
    newer = actions.invite_owner(hazard=hazard, by=town.shen)

    with pytest.raises(refusals.LinkDead):
        actions.open_link(token=older.token, code=older.code)
    FixLink.objects.filter(pk=newer.link.pk).update(until=now())
    with pytest.raises(refusals.LinkDead):
        actions.open_link(token=newer.token, code=newer.code)
    with pytest.raises(refusals.LinkDead):
        actions.live_link("no-such-token")
    assert str(newer.token) not in str(list(FixLink.objects.values()))


def test_an_order_takes_a_certificate_a_second_person_and_proof_of_service(town: Town) -> None:
    hazard = raised(town)
    day = today() + timedelta(days=5)
    told = {"hazard": hazard, "words": "", "article": "《食品安全法》第五十三条", "by_on": day, "by": town.shen}

    with pytest.raises(refusals.NotCertified):
        actions.ask_order(**told)
    certificate_for(Officer.objects.get(pk=town.shen.officer_id), by=town.song)
    with pytest.raises(refusals.SomethingMissing):
        actions.ask_order(**told | {"article": " "})
    order = actions.ask_order(**told)
    with pytest.raises(refusals.OrderWaits):
        actions.ask_order(**told)
    with pytest.raises(refusals.NotYours):
        actions.decide_order(hazard=hazard, agrees=True, words="", by=town.chen)
    order = actions.decide_order(hazard=hazard, agrees=True, words="", by=town.lin)

    hazard.refresh_from_db()
    assert order.number.endswith("号")
    assert (hazard.state, hazard.due_on) == (State.FIXING, day)
    assert queries.open_hazards_of(town.shop)[0].is_ordered
    proof = SimpleUploadedFile("receipt.jpg", a_file())
    served = actions.serve_order(hazard=hazard, service=OrderService.HAND, on=today(), to="店主", proof=proof, by=town.shen)
    assert served.served_on == today()
    assert (lines("ask_order"), lines("decide_order"), lines("serve_order")) == (1, 1, 1)


def test_nobody_reviews_what_they_asked_for(town: Town) -> None:
    hazard = raised(town, by=town.lin)
    certificate_for(Officer.objects.get(pk=town.lin.officer_id), by=town.song)
    actions.ask_order(hazard=hazard, words="", article="第五十三条", by_on=today(), by=town.lin)

    with pytest.raises(refusals.NotByYourself):
        actions.decide_order(hazard=hazard, agrees=True, words="", by=town.lin)


def test_a_clue_is_asked_approved_by_another_and_answered(town: Town) -> None:
    hazard = raised(town)

    with pytest.raises(refusals.SomethingMissing):
        actions.ask_handover(hazard=hazard, receiver=Receiver.ENFORCEMENT, receiver_name="", reason="", by=town.shen)
    actions.ask_handover(hazard=hazard, receiver=Receiver.ENFORCEMENT, receiver_name="执法大队", reason="两次没改", by=town.shen)
    assert queries.clues_handed_over(viewer=town.song) == ()
    with pytest.raises(refusals.NotTheApprover):
        actions.decide_handover(hazard=hazard, agrees=True, words="", by=town.shen)
    sent = actions.decide_handover(hazard=hazard, agrees=True, words="", by=town.lin)

    assert sent.state == ClueState.SENT
    (told,) = queries.clues_handed_over(viewer=town.song)
    assert (told.number, told.business) == (sent.number, town.shop.name)
    assert queries.clues_handed_over(viewer=town.shen) == ()
    with pytest.raises(refusals.NotYours):
        actions.answer_clue(hazard=hazard, taken=True, words="接收", by=town.lin)
    actions.answer_clue(hazard=hazard, taken=True, words="接收", by=town.song)
    hazard.refresh_from_db()
    assert (hazard.state, hazard.ending) == (State.CLOSED, Ending.HANDED)
    assert hazard.case.outcome == Outcome.REFERRED


def test_a_returned_clue_goes_on_with_the_owner(town: Town) -> None:
    hazard = raised(town)
    actions.ask_handover(hazard=hazard, receiver=Receiver.ENFORCEMENT, receiver_name="", reason="没改", by=town.shen)
    actions.decide_handover(hazard=hazard, agrees=True, words="", by=town.lin)

    answered = actions.answer_clue(hazard=hazard, taken=False, words="够不上", by=town.song)

    hazard.refresh_from_db()
    assert answered.state == ClueState.RETURNED
    assert (hazard.state, hazard.due_on) == (State.FIXING, today() + timedelta(days=15))


def test_a_major_hazard_is_handed_over_by_the_department_only(town: Town) -> None:
    hazard = raised(town, item="gas_cylinder")
    actions.ask_handover(hazard=hazard, receiver=Receiver.ENFORCEMENT, receiver_name="", reason="危险", by=town.shen)

    with pytest.raises(refusals.NotTheApprover):
        actions.decide_handover(hazard=hazard, agrees=True, words="", by=town.lin)
    assert actions.decide_handover(hazard=hazard, agrees=True, words="", by=town.song).state == ClueState.SENT


def test_an_unanswered_hazard_goes_up_three_levels_once_each(town: Town) -> None:
    hazard = raised(town)

    assert actions.escalate_unanswered() == 0
    overdue(hazard, 1)
    assert (actions.escalate_unanswered(), actions.escalate_unanswered()) == (1, 0)
    overdue(hazard, 10)
    assert (actions.escalate_unanswered(), actions.escalate_unanswered()) == (3, 0)
    assert lines("escalate") == 4


def test_escalation_stops_with_a_reason_and_begins_anew_with_a_new_day(town: Town) -> None:
    hazard = overdue(raised(town), 1)
    actions.escalate_unanswered()

    with pytest.raises(refusals.SomethingMissing):
        actions.stop_escalation(hazard=hazard, reason="", by=town.lin)
    actions.stop_escalation(hazard=hazard, reason="店里停业装修", by=town.lin)
    assert Escalation.objects.get().stop_reason == "店里停业装修"
    overdue_later = Hazard.objects.filter(pk=hazard.pk)
    assert actions.escalate_unanswered() == 0
    overdue_later.update(due_on=today() - timedelta(days=2))
    assert actions.escalate_unanswered() == 1


def test_medians_are_told_from_five_on_and_only_what_is_in_sight(town: Town) -> None:
    for number in range(5):
        since = today() - timedelta(days=number + 2)
        hazard = raised(town, found_on=since, first_signal_on=since - timedelta(days=2))
        actions.recheck(hazard=hazard, passed=True, text="", pictures=[a_photo()], on=today(), by=town.shen)
    raised(town)
    span = {"since": today() - timedelta(days=30), "until": today() + timedelta(days=1)}

    told = queries.times_of(viewer=town.lin, **span)

    assert (told.total.find.days, told.total.find.count) == (2.0, 5)
    assert (told.total.remove.days, told.total.remove.count) == (4.0, 5)
    assert told.total.open == 1
    assert queries.times_of(viewer=town.he, **span).stations == ()
