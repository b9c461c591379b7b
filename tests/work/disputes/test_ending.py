"""Mediation ends on one of the eight grounds, told to both; an ended complaint opens on new facts or a broken promise."""

from __future__ import annotations

import pytest

from tests.factories.cases import make_town
from tests.factories.complaints import registered
from yingzhou.base.clock import now, today
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import Role
from yingzhou.work.cases.choices import Answer, Outcome, Purpose, Stage
from yingzhou.work.cases.models import Clock
from yingzhou.work.cases.rules import AlreadyAnswered, IdentityNotForYou
from yingzhou.work.disputes import actions
from yingzhou.work.disputes.choices import ComplaintState, Reopening, ServiceChannel, Side, Termination
from yingzhou.work.disputes.queries import papers
from yingzhou.work.disputes.rules import periods, refusals

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def accepted(town):
    return actions.accept(complaint=registered(town), by=town.chen)


@pytest.fixture
def ended(town, accepted):
    return actions.terminate(complaint=accepted, ground=Termination.NO_AGREEMENT, reason="店家不肯退。", by=town.chen)


def running(complaint) -> set[str]:
    found = Clock.objects.filter(about_id=complaint.public_id, stopped_on__isnull=True)
    return set(found.values_list("figure", flat=True))


def test_ending_closes_the_case_with_form_8_and_starts_the_days_to_tell_both(ended):
    paper = papers.issued_papers(ended)[0]

    assert (ended.state, ended.termination, ended.ended_on) == (ComplaintState.TERMINATED, "no_agreement", today())
    assert (ended.case.stage, ended.case.outcome) == (Stage.CLOSED, Outcome.EXPLAINED)
    assert (paper.kind, periods.TERMINATION_NOTICE in running(ended), periods.MEDIATION in running(ended)) == (
        "complaint.termination",
        True,
        False,
    )


def test_the_days_to_tell_end_once_both_have_been_told(town, ended):
    paper = papers.issued_papers(ended)[0]

    actions.serve(paper=paper, channel=ServiceChannel.LETTER, at=now(), receipt="EMS 1", by=town.chen)
    assert periods.TERMINATION_NOTICE in running(ended)
    actions.serve(paper=paper, channel=ServiceChannel.IN_PERSON, at=now(), receipt="店主签收", by=town.chen, side=Side.MERCHANT)

    assert periods.TERMINATION_NOTICE not in running(ended)


@pytest.mark.parametrize(("ground", "reason"), [("", "x"), (Termination.OTHER, ""), ("nonsense", "x")])
def test_ending_without_ground_or_reason_is_refused_and_changes_nothing(town, accepted, ground, reason):
    lines = Event.objects.count()

    with pytest.raises(refusals.TerminationMissing):
        actions.terminate(complaint=accepted, ground=ground, reason=reason, by=town.chen)

    accepted.refresh_from_db()
    assert (accepted.state, Event.objects.count()) == (ComplaintState.ACCEPTED, lines)


def test_time_is_not_up_before_it_is(town, accepted):
    with pytest.raises(refusals.TimeNotUp, match=accepted.case.due_on.isoformat()):
        actions.terminate(complaint=accepted, ground=Termination.TIME_UP, reason="没谈成", by=town.chen)


def test_new_facts_reopen_mediation_with_a_clock_from_today(town, ended):
    made = actions.reopen_complaint(complaint=ended, why=Reopening.NEW_FACTS, words="找到了订货单。", by=town.lin)

    assert (made.state, made.case.stage, made.case.closed_on) == (ComplaintState.MEDIATING, Stage.HANDLING, None)
    assert running(made) >= {periods.MEDIATION}


def test_what_was_declined_is_to_be_decided_again_on_new_facts(town):
    complaint = actions.decline(complaint=registered(town), ground="incomplete", reason="没有凭据", by=town.lin)

    made = actions.reopen_complaint(complaint=complaint, why=Reopening.NEW_FACTS, words="补来了小票。", by=town.song)

    assert (made.state, made.decided_on, made.case.stage) == (ComplaintState.RECEIVED, None, Stage.DISPATCHED)
    assert running(made) == {periods.ACCEPTANCE}


def test_what_was_never_agreed_cannot_have_been_broken(town, ended):
    with pytest.raises(refusals.NothingBroken):
        actions.reopen_complaint(complaint=ended, why=Reopening.BROKEN, words="没给钱", by=town.lin)


def test_the_answer_to_our_call_is_noted_once_a_round_and_opens_nothing(town, ended):
    given = actions.note_outcome(complaint=ended, answer=Answer.UNSOLVED, by=town.lin, left_open="钱没退")

    ended.refresh_from_db()
    assert (given.answer, ended.state, ended.case.stage) == (Answer.UNSOLVED, ComplaintState.TERMINATED, Stage.CLOSED)
    with pytest.raises(AlreadyAnswered):
        actions.note_outcome(complaint=ended, answer=Answer.SOLVED, by=town.lin)


def test_a_clue_found_while_mediating_has_days_of_its_own(town, accepted):
    actions.note_clue(complaint=accepted, words="店里没有标价", by=town.chen)
    with pytest.raises(refusals.ClueWaits):
        actions.note_clue(complaint=accepted, words="又一条", by=town.chen)
    assert periods.CLUE_CHECK in running(accepted)

    clue = actions.check_clue(complaint=accepted, result="已责令改正", by=town.chen)

    assert (clue.checked_on, periods.CLUE_CHECK in running(accepted)) == (today(), False)


def test_a_dispute_over_authority_is_noted_once_and_settled(town):
    complaint = registered(town)
    actions.dispute_authority(complaint=complaint, with_whom="邻区市场监管局", by=town.song)
    with pytest.raises(refusals.AuthorityOpen):
        actions.dispute_authority(complaint=complaint, with_whom="邻区市场监管局", by=town.song)

    settled = actions.settle_authority(complaint=complaint, result="归本局", by=town.song)

    assert (settled.settled_on, periods.AUTHORITY in running(complaint)) == (today(), False)


def test_who_complained_is_read_for_a_purpose_by_whoever_works_on_it(town, accepted):
    seen = actions.read_complainants(complaint=accepted, purpose=Purpose.RESULT, by=town.chen)

    line = Event.objects.get(verb="complainant.read")
    assert (seen[0].phone, line.actor, line.facts) == ("13800005678", town.chen.actor, {"purpose": "result", "words": ""})


@pytest.mark.parametrize("who", ["leader", "he", "shen"])
def test_nobody_else_reads_who_complained(town, accepted, who):
    with pytest.raises(IdentityNotForYou):
        actions.read_complainants(complaint=accepted, purpose=Purpose.RESULT, by=getattr(town, who))

    assert not Event.objects.filter(verb="complainant.read").exists()


def test_the_papers_of_a_complaint_are_for_those_who_work_on_it(town, accepted):
    assert [papers.may_see_paper(one, accepted.public_id) for one in (town.chen, town.song, town.leader, town.shen, town.he)] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert town.leader.has(Role.BUREAU_LEADER)
