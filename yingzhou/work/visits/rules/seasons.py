"""Festivals and local events that some trades are seen before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

FIGURE = "risk.season"


@dataclass(frozen=True)
class Occasion:
    """A festival or an event from–to (both included), and the trades it concerns by the first digits of their code."""

    name: str
    name_en: str
    since: date
    until: date
    trades: tuple[str, ...]


@dataclass(frozen=True)
class Coming:
    """An occasion ahead: its first day, and the days left; 0 while it is on."""

    name: str
    name_en: str
    on: date
    days: int


@dataclass(frozen=True)
class Season:
    """What lies ahead of a day.  `is_open`: the horizon reaches into a year whose holiday notice is not out yet."""

    day: date
    occasions: tuple[Occasion, ...]
    is_open: bool = False
    festival_trades: tuple[str, ...] = ()

    def coming(self, industry: str) -> Coming | None:
        """The nearest occasion for a trade."""
        mine = [one for one in self.occasions if industry.startswith(one.trades)]
        if not mine:
            return None
        near = min(mine, key=lambda one: max(one.since, self.day))
        return Coming(near.name, near.name_en, near.since, max(0, (near.since - self.day).days))

    def concerns(self, industry: str) -> bool:
        """Whether festivals concern a trade at all."""
        return industry.startswith(self.festival_trades)


def season(
    day: date,
    told: Mapping[str, Any],
    *,
    rest: Mapping[date, str],
    years: Collection[int],
    observances: Iterable[Mapping[str, Any]] = (),
) -> Season:
    """What lies within the days ahead of the figure: festivals of the holiday notices, and the district's own days of the year."""
    horizon = day + timedelta(days=int(told["days_ahead"]))
    trades = tuple(told["festival_trades"])
    occasions = [*_festivals(day, horizon, rest, trades), *_observed(day, horizon, observances)]
    is_open = any(year not in years for year in range(day.year, horizon.year + 1))
    return Season(day, tuple(occasions), is_open, trades)


def _festivals(day: date, horizon: date, rest: Mapping[date, str], trades: tuple[str, ...]) -> Iterable[Occasion]:
    spans: dict[tuple[str, int], list[date]] = {}
    for on, name in rest.items():
        if day <= on <= horizon + timedelta(days=15):
            spans.setdefault((name, on.year), []).append(on)
    for (name, _year), days in spans.items():
        if min(days) <= horizon:
            yield Occasion(name, name, min(days), max(days), trades)


def _observed(day: date, horizon: date, observances: Iterable[Mapping[str, Any]]) -> Iterable[Occasion]:
    for told in observances:
        if not told.get("trades"):
            continue
        for year in (day.year - 1, day.year, day.year + 1):
            since, until = (date.fromisoformat(f"{year}-{told[end]}") for end in ("from", "to"))
            if until < since:
                until = until.replace(year=year + 1)
            if until >= day and since <= horizon:
                yield Occasion(told["name"], told["name_en"], since, until, tuple(told["trades"]))
