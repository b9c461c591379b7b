"""Round the loop: what each step changes, who may, and what is refused."""

from __future__ import annotations

import pytest

from tests.factories.cases import VISITOR, closed, dispatched, handed_in, make_town, open_matter
from yingzhou.base.clock import today
from yingzhou.base.trail.models import Event
from yingzhou.engines.lifecycle import STANDARD
from yingzhou.work.cases import actions, rules
from yingzhou.work.cases.choices import Answer, Kind, Outcome, Stage
from yingzhou.work.cases.models import Case, Move

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


def verbs(case: Case) -> list[str]:
    return list(Event.objects.filter(subject_id=case.public_id).order_by("id").values_list("verb", flat=True))


def state(case: Case) -> dict[str, object]:
    """All that a refusal must leave as it was."""
    row = Case.objects.filter(pk=case.pk).values().get()
    return {**row, "moves": Move.objects.filter(case=case).count(), "verbs": verbs(case)}


def test_a_new_matter_stands_at_intake_with_our_own_promise(town):
    case = open_matter(town)

    assert (case.stage, case.station, case.handler) == (Stage.INTAKE, None, None)
    assert case.title == "床的尺寸不对"
    assert case.due_figure == "promises.demand_reply_days"
    assert case.due_on > case.first_due_on > today()
    assert case.community == town.net.reed
    assert verbs(case) == ["case.open"]


def test_each_kind_counts_in_its_own_series(town):
    numbers = [open_matter(town, kind).number for kind in (Kind.DEMAND, Kind.SIGNAL, Kind.SIGNAL, Kind.DEMAND)]

    year = today().year
    assert numbers == [f"诉〔{year}〕1号", f"线〔{year}〕1号", f"线〔{year}〕2号", f"诉〔{year}〕2号"]


def test_a_matter_from_nowhere_is_refused(town):
    with pytest.raises(rules.NoSuchPlace):
        open_matter(town, business=None)

    assert Case.objects.count() == 0


def test_dispatch_names_station_and_handler(town):
    case = dispatched(town)

    assert (case.stage, case.station, case.handler_id) == (Stage.DISPATCHED, town.net.north, town.shen.officer_id)
    assert verbs(case) == ["case.open", "case.dispatch"]


@pytest.mark.parametrize("who", ["lin", "shen", "chen", "village", "leader"])
def test_only_intake_dispatches(town, who):
    case = open_matter(town)
    before = state(case)

    with pytest.raises(rules.NotYours, match="受理科室"):
        actions.dispatch_case(case=case, station=town.net.north.public_id, by=getattr(town, who))

    assert state(case) == before


def test_a_handler_from_another_station_is_refused(town):
    case = open_matter(town)
    before = state(case)

    with pytest.raises(rules.NotAtStation, match="何禾不在北指导站任职"):
        actions.dispatch_case(case=case, station=town.net.north.public_id, handler=town.he.public_id, by=town.song)

    assert state(case) == before


def test_there_is_no_way_from_station_to_station(town):
    case = dispatched(town)
    before = state(case)

    with pytest.raises(rules.MoveNotAllowed, match="“交办”阶段不能“交办”"):
        actions.dispatch_case(case=case, station=town.net.south.public_id, by=town.song)
    with pytest.raises(rules.NotAtStation):
        actions.assign_handler(case=case, handler=town.he.public_id, by=town.lin)

    assert state(case) == before


def test_a_wrong_address_goes_back_to_intake_with_a_reason_and_is_dispatched_anew(town):
    case = actions.send_back_case(case=dispatched(town), reason="店在南边，不归我们站", by=town.shen)

    assert (case.stage, case.station, case.handler) == (Stage.INTAKE, None, None)
    assert case.moves.last().words == "店在南边，不归我们站"

    case = actions.dispatch_case(case=case, station=town.net.south.public_id, by=town.song)
    assert case.station == town.net.south


def test_sending_back_without_a_reason_is_refused(town):
    case = dispatched(town)
    before = state(case)

    with pytest.raises(rules.SomethingMissing, match="写明原因"):
        actions.send_back_case(case=case, reason="  ", by=town.shen)

    assert state(case) == before


def test_the_head_names_another_handler_and_that_one_starts(town):
    case = actions.assign_handler(case=dispatched(town), handler=town.chen.public_id, by=town.lin)
    case = actions.start_case(case=case, by=town.chen)

    assert (case.stage, case.handler_id) == (Stage.HANDLING, town.chen.officer_id)


def test_closing_needs_evidence_or_a_reason_and_another_person(town):
    case = handed_in(town, with_proof=False)
    before = state(case)

    with pytest.raises(rules.NoEvidence, match="没有凭据"):
        actions.close_case(case=case, outcome=Outcome.DONE, by=town.lin)
    with pytest.raises(rules.NotYours):
        actions.close_case(case=case, outcome=Outcome.DONE, override="电话里说好了", by=town.shen)

    assert state(case) == before

    case = actions.close_case(case=case, outcome=Outcome.EXPLAINED, override="电话里说好了，对方不愿拍照", by=town.lin)
    assert (case.stage, case.closed_on, case.outcome) == (Stage.CLOSED, today(), Outcome.EXPLAINED)
    assert case.moves.last().is_override


def test_a_head_who_handles_it_himself_cannot_close_it(town):
    case = handed_in(town, handler=town.lin)
    before = state(case)

    with pytest.raises(rules.NotByYourself):
        actions.close_case(case=case, outcome=Outcome.DONE, by=town.lin)

    assert state(case) == before


def test_closing_on_evidence_is_no_override(town):
    case = closed(town)

    assert (case.stage, case.outcome, case.moves.last().is_override) == (Stage.CLOSED, Outcome.DONE, False)
    assert verbs(case) == ["case.open", "case.dispatch", "case.start", "case.attach", "case.hand_in", "case.close"]


def test_what_does_not_pass_goes_back_to_the_handler(town):
    case = actions.redo_case(case=handed_in(town), reason="照片看不清", by=town.lin)

    assert (case.stage, case.handler_id) == (Stage.HANDLING, town.shen.officer_id)


def test_not_solved_opens_it_again_for_another_person_with_a_fresh_promise(town):
    case = closed(town)

    actions.answer_outcome(case=case, answer=Answer.UNSOLVED, left_open="搬运费还没给", by=VISITOR)

    case.refresh_from_db()
    assert (case.stage, case.handler, case.station) == (Stage.DISPATCHED, None, town.net.north)
    assert (case.closed_on, case.outcome, case.result) == (None, "", "")
    assert case.moves.last().words == "搬运费还没给"
    assert verbs(case)[-2:] == ["case.answer", "case.reopen"]


def test_proof_of_the_first_round_does_not_close_the_second(town):
    case = closed(town)
    actions.reopen_case(case=case, reason="没有解决", by=town.lin)
    case = actions.assign_handler(case=case, handler=town.chen.public_id, by=town.lin)
    actions.start_case(case=case, by=town.chen)
    case = actions.hand_in(case=case, result="又去了一次", by=town.chen)

    with pytest.raises(rules.NoEvidence):
        actions.close_case(case=case, outcome=Outcome.DONE, by=town.lin)


def test_solved_keeps_it_closed_and_a_second_answer_is_refused(town):
    case = closed(town)
    actions.answer_outcome(case=case, answer=Answer.SOLVED, by=VISITOR)
    before = state(case)

    with pytest.raises(rules.AlreadyAnswered):
        actions.answer_outcome(case=case, answer=Answer.UNSOLVED, by=VISITOR)

    assert state(case) == before
    assert before["stage"] == Stage.CLOSED


def test_the_question_is_not_answered_by_officers(town):
    case = closed(town)
    before = state(case)

    with pytest.raises(rules.NotYours, match="提出人"):
        actions.answer_outcome(case=case, answer=Answer.SOLVED, by=town.lin)

    assert state(case) == before


def test_the_question_before_closing_is_refused(town):
    with pytest.raises(rules.NotAsked):
        actions.answer_outcome(case=dispatched(town), answer=Answer.SOLVED, by=VISITOR)


def test_only_whoever_raised_it_withdraws_it(town):
    case = dispatched(town)
    before = state(case)

    with pytest.raises(rules.NotYours, match="提出人"):
        actions.withdraw_case(case=case, by=town.lin)
    assert state(case) == before

    case = actions.withdraw_case(case=case, by=VISITOR)
    assert (case.stage, case.outcome) == (Stage.CLOSED, Outcome.WITHDRAWN)


def test_the_same_matter_twice_ends_in_the_other(town):
    first, twice = open_matter(town), open_matter(town)

    twice = actions.merge_case(case=twice, into=first, reason="同一张床", by=town.song)

    assert (twice.stage, twice.outcome, twice.merged_into) == (Stage.CLOSED, Outcome.MERGED, first)
    with pytest.raises(rules.SomethingMissing):
        actions.merge_case(case=first, into=first, reason="同一张床", by=town.song)


def test_every_trail_of_moves_is_one_the_loop_allows(town):
    case = closed(town)
    stages = [(move.before, move.after) for move in case.moves.order_by("pk") if move.name != "open"]

    allowed = {(source, rule.to or source) for rule in STANDARD.moves for source in rule.froms}
    assert set(stages) <= allowed
    assert stages[0][0] == "intake"
    assert stages[-1][1] == "closed"
