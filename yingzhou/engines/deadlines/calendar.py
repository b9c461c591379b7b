"""Which days are worked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class WorkCalendar:
    """Monday to Friday, less the days off, plus the weekends worked in exchange (调休).

    `years` are those whose notice is known; in any other year only weekends rest and `knows(day)` is false.
    `statutory` are the days off that are festivals by regulation, as against days merely arranged to be off.
    """

    years: frozenset[int] = frozenset()
    rest: Mapping[date, str] = field(default_factory=dict, hash=False)
    statutory: frozenset[date] = frozenset()
    made_up: frozenset[date] = frozenset()

    def knows(self, day: date) -> bool:
        """Whether the notice of that day's year is loaded."""
        return day.year in self.years

    def is_working(self, day: date) -> bool:
        if day in self.made_up:
            return True
        return day not in self.rest and day.weekday() < SATURDAY

    def is_statutory(self, day: date) -> bool:
        """A festival by regulation, the only kind of day that moves the end of a period (Order 121, article 45)."""
        return day in self.statutory

    def why(self, day: date) -> str:
        """What the day is, in words for the derivation."""
        if day in self.made_up:
            return "调休上班"
        if day in self.rest:
            return f"{self.rest[day]}（{'法定节假日' if day in self.statutory else '调休放假'}）"
        word = "周末" if day.weekday() >= SATURDAY else "工作日"
        return word if self.knows(day) else f"{word}（{day.year} 年暂定）"

    def next_working(self, day: date) -> date:
        """The first working day on or after a day."""
        while not self.is_working(day):
            day += ONE_DAY
        return day
