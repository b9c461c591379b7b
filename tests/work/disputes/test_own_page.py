"""The general steps of a case do not go past the law: a complaint refuses them and says where its own stand."""

from __future__ import annotations

import pytest

from tests.factories.cases import make_town
from tests.factories.complaints import registered
from yingzhou.base.trail.models import Event
from yingzhou.work.cases import actions as cases
from yingzhou.work.cases import queries
from yingzhou.work.cases.actions.moving import advance, locked
from yingzhou.work.cases.choices import Kind, Made, Outcome, Source, Stage
from yingzhou.work.cases.rules import HasItsOwnPage, MoveNotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(lambda case, town: cases.start_case(case=case, by=town.chen), id="start"),
        pytest.param(
            lambda case, town: cases.close_case(case=case, outcome=Outcome.DONE, by=town.lin, override="无"), id="close"
        ),
        pytest.param(lambda case, town: cases.send_back_case(case=case, reason="不归我们", by=town.lin), id="send back"),
        pytest.param(lambda case, town: cases.withdraw_case(case=case, by=town.song), id="withdraw"),
        pytest.param(
            lambda case, town: cases.dispatch_case(case=case, station=town.net.south.public_id, by=town.song), id="dispatch"
        ),
    ],
)
def test_a_general_step_of_a_complaint_is_refused_and_changes_nothing(town, step):
    case = registered(town).case
    lines = Event.objects.count()

    with pytest.raises(HasItsOwnPage, match="请打开这件投诉的页面"):
        step(case, town)

    case.refresh_from_db()
    assert (case.stage, Event.objects.count()) == (Stage.DISPATCHED, lines)


def test_no_general_step_is_offered_on_a_complaint_but_a_note(town):
    case = registered(town).case

    told = queries.matter(viewer=town.lin, pid=case.public_id)

    assert told.may <= {"note", "escalate"}


def test_nothing_but_a_complaint_moves_past_the_loop(town):
    case = cases.open_case(kind=Kind.DEMAND, text="灯坏了", business=town.shop, source=Source.DESK, by=town.song)

    with pytest.raises(MoveNotAllowed):
        advance(case=locked(case), name=Made.CLOSE, to=Stage.CLOSED, by=town.song)


def test_a_complaint_is_on_no_general_list_of_things_to_do(town):
    registered(town)

    assert [line.case.kind for line in queries.pressing(viewer=town.lin, station_wide=True)] == []


def test_the_liaison_of_the_shop_knows_of_the_case_and_sees_no_paper_of_it(town):
    case = registered(town).case

    told = queries.matter(viewer=town.shen, pid=case.public_id)

    assert (told.case, told.papers, told.raiser) == (case, [], None)
