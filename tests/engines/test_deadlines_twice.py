"""Two implementations that share no line, over the years 2015–2026 and into 2027; and the printed list walked by hand."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from tests.engines import oracle
from yingzhou.engines.deadlines import Due, Extension, Restart, Suspension, WorkCalendar, due
from yingzhou.rulebook import calendars

FIRST, LAST = date(2015, 1, 1), date(2026, 12, 31)
UNITS = {"working_day": (1, 120), "calendar_day": (1, 200), "month": (1, 30), "year": (1, 10)}
DAYS_OF = {"working_day": 1.45, "calendar_day": 1, "month": 30.44, "year": 365.25}
DAYS = calendars.days()
CALENDAR = WorkCalendar(DAYS.years, DAYS.rest, DAYS.statutory, DAYS.made_up)
STRIPS = oracle.Known(calendars.shipped())


@dataclass(frozen=True)
class Asked:
    """One random question."""

    start: date
    length: int
    unit: str
    pauses: tuple[tuple[date, date], ...] = ()
    extension: int = 0
    restart: date | None = None

    def ours(self) -> Due:
        return due(
            self.start,
            self.length,
            self.unit,
            CALENDAR,
            suspensions=[Suspension(first, last, "检测") for first, last in self.pauses],
            extension=Extension(self.extension) if self.extension else None,
            restarts=[Restart(self.restart)] if self.restart else (),
        )

    def theirs(self) -> tuple[date, date, bool]:
        return oracle.answer(
            STRIPS,
            self.start,
            self.length,
            self.unit,
            pauses=self.pauses,
            extension=self.extension,
            restart=self.restart,
        )


def questions(count: int, seed: int) -> Iterator[Asked]:
    """Random periods: most of days, a third paused (some twice, some overlapping), some extended, some begun anew."""
    dice = random.Random(seed)
    span = (LAST - FIRST).days
    for _ in range(count):
        start = FIRST + timedelta(days=dice.randint(0, span))
        unit = dice.choices(list(UNITS), weights=(5, 4, 1, 1))[0]
        length = dice.randint(*UNITS[unit])
        pauses = []
        for _again in range(dice.choices((0, 1, 2), weights=(6, 3, 1))[0]):
            near = dice.choice((start, start + timedelta(days=int(length * DAYS_OF[unit]))))  # its beginning, or its end
            first = near + timedelta(days=dice.randint(-5, 30))
            pauses.append((first, first + timedelta(days=dice.randint(0, 40))))
        yield Asked(
            start=start,
            length=length,
            unit=unit,
            pauses=tuple(pauses),
            extension=dice.choice((0, 0, 0, dice.randint(1, 30))) if unit in ("working_day", "calendar_day") else 0,
            restart=start + timedelta(days=dice.randint(0, 45)) if dice.random() < 0.1 else None,
        )


def differences(asked: Iterator[Asked]) -> list[Asked]:
    found = []
    for one in asked:
        answer = one.ours()
        if (answer.due_strict, answer.due_rolled, answer.provisional) != one.theirs():
            found.append(one)
    return found


def test_two_implementations_agree_on_thousands_of_periods():
    assert differences(questions(4_000, seed=20260415)) == []


@pytest.mark.slow
def test_two_implementations_agree_on_a_hundred_and_twenty_thousand_periods():
    assert differences(questions(120_000, seed=121)) == []


def test_every_period_that_crosses_into_a_year_without_a_notice_is_provisional():
    crossing = [one.ours() for one in questions(4_000, seed=2027) if one.ours().due_strict > LAST]

    assert len(crossing) > 100
    assert [answer for answer in crossing if not answer.provisional] == []


def test_every_period_that_stays_within_the_known_years_is_certain():
    inside = [one.ours() for one in questions(4_000, seed=2026)]

    assert [answer for answer in inside if answer.due_rolled <= LAST and answer.provisional] == []


def walked(answer: Due) -> date:
    """The day due as a person finds it on paper: down the list, the number by one each, to the last line.

    Asks nothing of the engine: only the printed words and a pocket calendar.
    """
    number, before, ended = 0, None, None
    for line in answer.reasons:
        written, mark, rest = line.split(" ", 2)
        day = date.fromisoformat(written)
        assert before is None or day == before + timedelta(days=1), line  # no day left out, none twice
        before = day
        if mark == "不计":
            ended = day if "期满日遇休，顺延" in rest else ended
            continue
        number += 1
        assert rest.startswith(f"{number} 日 "), line
        ended = day
    assert ended == before
    return ended


@pytest.mark.parametrize("seed", range(4))
def test_the_printed_list_walked_by_hand_ends_on_the_day_due(seed):
    for one in questions(500, seed):
        if one.unit in ("working_day", "calendar_day"):
            answer = one.ours()
            assert walked(answer) == answer.due_strict, one


@pytest.mark.parametrize("seed", range(2))
def test_every_line_of_the_printed_list_is_true(seed):
    """What is counted as worked is worked, and what is left out as rest is rest, by the other implementation's strip."""
    asked = [one for one in questions(600, seed) if one.unit == "working_day"]
    lines = [day for one in asked for day in one.ours().days]
    rests = [day for day in lines if day.why.startswith("周末") or day.why.endswith(("（法定节假日）", "（调休放假）"))]

    assert len(rests) > 1_000
    assert {STRIPS.works[day.date.toordinal() - oracle.FIRST] for day in lines if day.counted} == {oracle.WORKED}
    assert {STRIPS.works[day.date.toordinal() - oracle.FIRST] for day in rests} == {oracle.RESTED}


def test_an_extension_and_a_restart_have_lines_of_their_own():
    answer = due(
        date(2026, 5, 6),
        3,
        "working_day",
        CALENDAR,
        extension=Extension(2, "经市场监督管理部门负责人批准"),
        restarts=[Restart(date(2026, 5, 8), "补充新事实，重新计算")],
    )

    assert answer.reasons == (
        "2026-05-06 不计 起始日不计入",
        "2026-05-07 不计 补充新事实，重新计算以前，不再计",
        "2026-05-08 不计 补充新事实，重新计算，当日不计入",
        "2026-05-09 第 1 日 调休上班",
        "2026-05-10 不计 周末",
        "2026-05-11 第 2 日 工作日",
        "2026-05-12 第 3 日 工作日",
        "2026-05-13 第 4 日 工作日；经市场监督管理部门负责人批准，延长第 1 日",
        "2026-05-14 第 5 日 工作日；经市场监督管理部门负责人批准，延长第 2 日",
    )


@pytest.mark.parametrize(
    ("pause", "end"),
    [
        pytest.param((date(2026, 6, 20), date(2026, 6, 24)), date(2026, 7, 11), id="within the month"),
        pytest.param((date(2026, 7, 4), date(2026, 7, 10)), date(2026, 7, 13), id="from its last days into those after"),
        pytest.param((date(2026, 7, 7), date(2026, 7, 10)), date(2026, 7, 6), id="after its end"),
    ],
)
def test_a_pause_moves_a_month_by_its_days(pause, end):
    assert due(date(2026, 6, 6), 1, "month", CALENDAR, suspensions=[Suspension(*pause)]).due_strict == end


def test_three_years_of_limitation_end_on_the_day_of_the_same_number():
    answer = due(date(2023, 2, 28), 3, "year", CALENDAR)

    assert (answer.due_strict, answer.provisional) == (date(2026, 2, 28), False)


@pytest.mark.parametrize(
    ("extension", "restarts"),
    [(Extension(0), ()), (None, (Restart(date(2026, 5, 5)),))],
)
def test_an_extension_of_nothing_and_a_restart_before_the_start_are_refused(extension, restarts):
    with pytest.raises(ValueError):
        due(date(2026, 5, 6), 3, "working_day", CALENDAR, extension=extension, restarts=restarts)


#: trigger, 7 working days, 15 working days, 60 calendar days: worked out by hand from the notice of 2026.
VECTORS = [
    ("2026-04-30", "2026-05-13", "2026-05-25", "2026-06-29", False),
    ("2026-05-06", "2026-05-14", "2026-05-26", "2026-07-05", False),
    ("2026-06-17", "2026-06-29", "2026-07-09", "2026-08-16", False),
    ("2026-09-18", "2026-09-29", "2026-10-15", "2026-11-17", False),
    ("2026-09-19", "2026-09-29", "2026-10-15", "2026-11-18", False),
    ("2026-09-20", "2026-09-30", "2026-10-16", "2026-11-19", False),
    ("2026-09-30", "2026-10-15", "2026-10-27", "2026-11-29", False),
    ("2026-10-03", "2026-10-15", "2026-10-27", "2026-12-02", False),
    ("2026-10-09", "2026-10-19", "2026-10-29", "2026-12-08", False),
    ("2026-11-20", "2026-12-01", "2026-12-11", "2027-01-19", True),
]


@pytest.mark.parametrize(("start", "seven", "fifteen", "sixty", "provisional"), VECTORS)
def test_the_vectors_of_2026(start, seven, fifteen, sixty, provisional):
    begins = date.fromisoformat(start)
    answers = [
        due(begins, 7, "working_day", CALENDAR),
        due(begins, 15, "working_day", CALENDAR),
        due(begins, 60, "calendar_day", CALENDAR),
    ]

    assert [str(answer.due_strict) for answer in answers] == [seven, fifteen, sixty]
    assert [answer.provisional for answer in answers] == [False, False, provisional]
