"""One to-do list per person over all rooms, by legal risk, each line saying why it is theirs."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest

from tests.factories.cases import dispatched, handed_in, make_town, open_matter
from tests.factories.registry import make_business
from yingzhou.base.clock import day_of, today
from yingzhou.work.cases import actions, rules
from yingzhou.work.cases.choices import Kind
from yingzhou.work.cases.models import Case
from yingzhou.work.overview.queries.todo import Due, Item, Risk, todo

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


def lines(viewer, **more) -> list[tuple[str, str]]:
    return [(item.title, item.why) for group in todo(viewer=viewer, **more).groups for item in group.items]


def test_each_step_stands_with_the_person_whose_turn_it_is_and_says_why(town):
    open_matter(town)
    assert lines(town.song) == [("交办：床的尺寸不对", "新收到的，由受理科室交办")]
    assert lines(town.lin) == lines(town.shen) == lines(town.village) == []


def test_what_is_handed_in_stands_with_the_head(town):
    handed_in(town)
    assert lines(town.lin) == [("核查：床的尺寸不对", "沈知夏办好了，由您核查")]
    assert lines(town.shen) == []


def test_the_whole_station_is_there_for_its_head_on_asking(town):
    dispatched(town)

    assert lines(town.lin) == []
    assert lines(town.lin, station_wide=True) == [("看一看：床的尺寸不对", "沈知夏在办，您是站长")]


def test_late_promises_come_before_others_and_the_earliest_first(town):
    early, late, other = dispatched(town), dispatched(town), dispatched(town)
    for case, days in ((late, -2), (early, 3), (other, 9)):
        Case.objects.filter(pk=case.pk).update(first_due_on=today() + timedelta(days=days))

    groups = [(group.risk, [item.pid for item in group.items]) for group in todo(viewer=town.shen).groups]

    assert groups == [(Risk.PROMISED_NOW, [late.public_id]), (Risk.PROMISED, [early.public_id, other.public_id])]


def test_what_waits_at_intake_is_not_crowded_out_by_what_others_handle(town, monkeypatch):
    monkeypatch.setattr(import_module("yingzhou.work.cases.queries.pressing"), "MOST", 2)
    for _ in range(3):
        dispatched(town)
    open_matter(town)

    assert lines(town.song) == [("交办：床的尺寸不对", "新收到的，由受理科室交办")]


def test_an_extension_stands_with_the_head_until_it_is_decided(town):
    case = dispatched(town)
    to_day = rules.latest_extension(case.due_on, received_on=day_of(case.received_at))
    actions.ask_extension(case=case, to_day=to_day, reason="等检测", by=town.shen)
    assert lines(town.lin) == [("批延期：床的尺寸不对", "延期由站长批")]

    actions.decide_extension(case=case, is_granted=True, by=town.lin)

    assert lines(town.lin) == []


def test_a_signal_is_on_no_list_of_the_shops_own_liaison(town):
    dispatched(town, Kind.SIGNAL)

    assert lines(town.shen) == []


def test_businesses_without_a_station_wait_for_whoever_keeps_the_registry(town):
    make_business("无处可归店")

    assert [title for title, _why in lines(town.song)] == ["给没有归到站的主体定站"]
    assert lines(town.lin) == []


@pytest.mark.parametrize(
    ("left", "is_statutory", "risk"),
    [
        pytest.param(-1, True, Risk.STATUTORY_NOW, id="statutory and late"),
        pytest.param(0, True, Risk.STATUTORY_NOW, id="statutory, today"),
        pytest.param(3, True, Risk.STATUTORY_SOON, id="statutory, three working days"),
        pytest.param(4, True, Risk.LATER, id="statutory, later"),
        pytest.param(0, False, Risk.PROMISED_NOW, id="promised, today"),
        pytest.param(9, False, Risk.PROMISED, id="promised"),
    ],
)
def test_risk_is_law_before_promise_and_nearness_before_the_rest(left, is_statutory, risk):
    due = Due(today(), left, True, "", "", "", is_statutory=is_statutory)

    assert Item("", "", "", "", "", "", "", due=due).risk == risk
