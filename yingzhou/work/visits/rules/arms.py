"""The random arm: how many are drawn, who may be drawn, and what can be said of the two sides afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _
from yingzhou.engines.draw import Lots, draw
from yingzhou.engines.risk import Share, difference, wilson
from yingzhou.work.visits.rules.facts import Figures, Known, limit_of

SHARE, REST, LEAST = "arms.share_percent", "arms.rest_days", "arms.least_visits"
WEEK = timedelta(days=7)


class NotAMonday(Refusal):
    """A week begins on a Monday."""

    reason = _("{day} 不是星期一，抽取按周来")
    mend = _("请选那一周的星期一")
    field = "monday"
    status = 422


def check_monday(day: date) -> None:
    """Refuse a day on which no week begins."""
    if day.weekday() != 0:
        raise NotAMonday(day=day.isoformat())


def seed_of(station: UUID, monday: date) -> str:
    """What the draw goes by: anybody knows it beforehand, nobody can choose it.  Who is drawn hangs on the list as well."""
    return f"yingzhou-arm/{station}/{monday.isoformat()}"


def weekly_room(known: Iterable[Known], figures: Figures) -> int:
    """Visits a week that the intervals of all classes come to; at least one where there is any business."""
    share = sum(7 / limit_of(one, figures) for one in known)
    return max(1, round(share)) if share else 0


def eligible(known: Iterable[Known], monday: date, rest_days: int) -> tuple[Known, ...]:
    """Who may be drawn: everyone whom nobody visited in the days before the week."""
    since = monday - timedelta(days=rest_days)
    return tuple(one for one in known if one.last_contact_on is None or one.last_contact_on < since)


def size_of(room: int, share_percent: int, there: int) -> int:
    """How many are drawn: the share of the week, at least one, never more than there are; none at a share of nothing."""
    if not share_percent or not there:
        return 0
    return min(there, max(1, round(room * share_percent / 100)))


@dataclass(frozen=True)
class Drawn:
    """The businesses in the order of the draw, and the record by which anybody can draw again."""

    ids: tuple[str, ...]
    record: Mapping[str, Any]


def drawn(name: str, seed: str, ids: Iterable[UUID], count: int) -> Drawn:
    """The draw itself; of nothing, nothing."""
    if not count:
        return Drawn((), {})
    found = draw(Lots.read({"name": name, "population": sorted(map(str, ids)), "select": count}), seed=seed)
    return Drawn(tuple(str(one.id) for one in found.selected), found.record())


@dataclass(frozen=True)
class Gain:
    """How often something was found on visits by the score, and on visits drawn at random; `gap` is score minus random.

    `says`: `more`, `less`, or `open` where the interval holds nothing at all or there are too few visits.
    """

    scored: Share
    drawn: Share
    gap: float
    low: float
    high: float
    least: int
    says: str

    @property
    def is_few(self) -> bool:
        return min(self.scored.n, self.drawn.n) < self.least


def gain(scored: tuple[int, int], at_random: tuple[int, int], *, least: int) -> Gain:
    """From (found, visits) of each side: the gap with its interval, and what may be said."""
    one, other = wilson(*scored), wilson(*at_random)
    gap, low, high = difference(one, other)
    few = min(one.n, other.n) < least
    says = "open" if few or low <= 0 <= high else "more" if gap > 0 else "less"
    return Gain(one, other, gap, low, high, least, says)
