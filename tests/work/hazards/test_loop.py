"""发现 → 建议 → 复查 → 销号, and what is refused on the way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.cases import Town, make_town
from tests.factories.hazards import a_photo, raised
from yingzhou.base.actors import Agent
from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.base.trail.models import Event
from yingzhou.work.cases import actions as cases
from yingzhou.work.cases.choices import Kind, Outcome, Stage
from yingzhou.work.cases.rules import HazardHasItsPage
from yingzhou.work.hazards import actions, queries
from yingzhou.work.hazards.choices import Ending, Grade, State
from yingzhou.work.hazards.models import Hazard
from yingzhou.work.hazards.rules import refusals

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return make_town()


def lines(verb: str) -> int:
    return Event.objects.filter(verb=verb).count()


def test_what_an_officer_finds_is_theirs_and_the_owner_is_advised_at_once(town: Town) -> None:
    hazard = raised(town)

    assert hazard.state == State.FIXING
    assert hazard.due_on == today() + timedelta(days=15)
    assert hazard.case.kind == Kind.HAZARD
    assert hazard.case.stage == Stage.HANDLING
    assert hazard.case.handler_id == town.shen.officer_id
    assert hazard.case.station_id == town.net.north.pk
    assert hazard.case.due_on == hazard.due_on
    assert hazard.advice_given.get().words == "向供货方补票，把台账记全"
    assert (lines("hazard.raise"), lines("hazard.advise")) == (1, 1)


def test_the_day_is_the_officers_and_the_one_of_the_grade_is_kept_beside_it(town: Town) -> None:
    hazard = raised(town, item="fridge_warm", by_on=today() + timedelta(days=3))

    advice = hazard.advice_given.get()
    assert advice.by_on == today() + timedelta(days=3)
    assert advice.default_on == today() + timedelta(days=7)


def test_what_a_village_tells_goes_to_the_liaison_who_gives_the_advice(town: Town) -> None:
    hazard = raised(town, by=town.village)

    assert hazard.state == State.FOUND
    assert hazard.case.handler_id == town.shen.officer_id
    advised = actions.advise(hazard=hazard, words="补票。", by_on=None, by=town.shen)
    assert advised.state == State.FIXING
    assert advised.advice_given.get().words == "补票。"


def test_a_case_somebody_told_us_of_goes_on_as_a_hazard_and_its_day_is_the_first_signal(town: Town) -> None:
    case = cases.open_case(kind=Kind.HAZARD, text="后厨有老鼠。", source="portal", business=town.shop, by=Agent("test"))

    hazard = actions.take_up(case=case, item="pests", grade=None, text="", found_on=today(), pictures=[a_photo()], by=town.shen)

    assert hazard.case_id == case.pk
    assert hazard.first_signal_on == today()
    with pytest.raises(refusals.AlreadyHazard):
        actions.take_up(case=hazard.case, item="pests", grade=None, text="", found_on=today(), pictures=[], by=town.shen)


def test_the_general_steps_refuse_a_hazard_that_has_its_page(town: Town) -> None:
    hazard = raised(town)

    with pytest.raises(HazardHasItsPage):
        cases.hand_in(case=hazard.case, result="改好了。", by=town.shen)
    with pytest.raises(HazardHasItsPage):
        cases.send_back_case(case=hazard.case, reason="不归我。", by=town.shen)
    hazard.refresh_from_db()
    assert hazard.case.stage == Stage.HANDLING


def test_a_passed_recheck_with_a_photo_closes_it(town: Town) -> None:
    hazard = raised(town)

    done = actions.recheck(hazard=hazard, passed=True, text="", pictures=[a_photo()], on=today(), by=town.chen)

    hazard.refresh_from_db()
    assert done.passed
    assert (hazard.state, hazard.ending, hazard.removed_on) == (State.CLOSED, Ending.REMOVED, today())
    assert (hazard.case.stage, hazard.case.outcome, hazard.case.closed_on) == (Stage.CLOSED, Outcome.DONE, today())
    assert (lines("hazard.recheck"), lines("hazard.close")) == (1, 1)


def test_a_passed_recheck_with_nothing_to_see_does_not_close_it(town: Town) -> None:
    hazard = raised(town)

    actions.recheck(hazard=hazard, passed=True, text="", pictures=[], on=today(), by=town.shen)

    hazard.refresh_from_db()
    assert hazard.state == State.PASSED
    with pytest.raises(refusals.NoPicture):
        actions.close_hazard(hazard=hazard, by=town.lin)
    with pytest.raises(refusals.NotYours):
        actions.close_without_proof(hazard=hazard, words="店已经拆了。", by=town.shen)
    with pytest.raises(refusals.SomethingMissing):
        actions.close_without_proof(hazard=hazard, words=" ", by=town.lin)
    closed = actions.close_without_proof(hazard=hazard, words="店已经拆了。", by=town.lin)
    assert (closed.state, closed.ending) == (State.CLOSED, Ending.WITHOUT_PROOF)
    assert closed.case.moves.get(name="close").is_override


def test_a_major_hazard_is_closed_by_a_second_person(town: Town) -> None:
    hazard = raised(town, item="gas_cylinder")

    actions.recheck(hazard=hazard, passed=True, text="", pictures=[a_photo()], on=today(), by=town.shen)

    hazard.refresh_from_db()
    assert hazard.state == State.PASSED
    with pytest.raises(refusals.SecondPerson):
        actions.close_hazard(hazard=hazard, by=town.shen)
    assert actions.close_hazard(hazard=hazard, by=town.lin).state == State.CLOSED


def test_a_failed_recheck_says_why_and_gives_a_new_day(town: Town) -> None:
    hazard = raised(town)

    with pytest.raises(refusals.SomethingMissing):
        actions.recheck(hazard=hazard, passed=False, text="", pictures=[], on=today(), by=town.shen)
    actions.recheck(hazard=hazard, passed=False, text="还是没有票。", pictures=[], on=today(), by=town.shen)

    hazard.refresh_from_db()
    assert hazard.state == State.FIXING
    assert hazard.rechecks.count() == 1


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"item": "no_such_thing"}, refusals.NoSuchItem),
        ({"item": "other", "text": ""}, refusals.OtherNeedsWords),
        ({"item": "pests", "grade": Grade.GENERAL, "text": ""}, refusals.LowerNeedsReason),
        ({"found_on": today() + timedelta(days=1)}, refusals.FoundInFuture),
        ({"first_signal_on": today() + timedelta(days=1)}, refusals.SignalAfterFound),
        ({"by_on": today() - timedelta(days=1)}, refusals.DayPast),
    ],
)
def test_what_cannot_be_a_hazard_is_refused_and_nothing_is_written(
    town: Town, facts: dict[str, object], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        raised(town, **facts)
    assert not Hazard.objects.exists()
    assert lines("case.open") == 0


def test_a_foreign_hazard_answers_like_an_unknown_one(town: Town) -> None:
    hazard = raised(town)

    assert queries.hazard_for(town.lin, hazard.public_id) == hazard
    with pytest.raises(NotFound):
        queries.hazard_for(town.he, hazard.public_id)
    with pytest.raises(refusals.NotYours):
        actions.advise(hazard=hazard, words="", by_on=None, by=town.he)


def test_the_rooms_above_read_what_is_open_due_and_repeated(town: Town) -> None:
    raised(town, item="pests", by_on=today())
    raised(town, item="pests")
    raised(town, item="price_not_shown")

    (first, second, third) = queries.open_hazards_of(town.shop)
    assert [first.item, second.item, third.item] == ["pests", "pests", "price_not_shown"]
    assert first.due_on == today()
    due = queries.rechecks_due(station=town.net.north, until=today())
    assert [row.hazard_id for row in due] == [first.public_id]
    tomorrow = queries.facts_of([town.shop], today() + timedelta(days=1))[town.shop.pk]
    assert (tomorrow.open, tomorrow.overdue, tomorrow.serious, tomorrow.repeat) == (3, 1, 2, 1)
    assert queries.rechecks_due(station=town.net.south, until=today()) == ()
