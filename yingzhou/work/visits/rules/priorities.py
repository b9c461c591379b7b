"""Why somebody should be visited before somebody else, with the reasons, what is missing and what would change it.

Internal reference: it orders visits and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from yingzhou.base.words import _
from yingzhou.engines.risk import weigh
from yingzhou.work.visits.rules import reasons
from yingzhou.work.visits.rules.facts import Figures, Known, facts_of
from yingzhou.work.visits.rules.reasons import Reason
from yingzhou.work.visits.rules.seasons import Season

BAND_WORDS = {"first": _("先去"), "soon": _("近期去"), "routine": _("按常规")}


@dataclass(frozen=True)
class Priority:
    """A business's place: `points` orders, `low` is proved by the reasons, `high` cannot be exceeded whatever the missing facts are."""

    business_id: int
    public_id: UUID
    name: str
    points: int
    low: int
    high: int
    band: str
    food_class: str
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]
    would_change: tuple[str, ...]
    industry_code: str = ""
    community: str = ""


def priority(known: Known, figures: Figures, season: Season, on: date) -> Priority:
    """The place of one business, with its reasons, what is missing and what would change it."""
    facts = facts_of(known, figures, season, on)
    weight = weigh(figures.scale, facts)
    told = reasons.Told(known, figures, season, on, facts, weight)
    return Priority(
        business_id=known.business_id,
        public_id=known.public_id,
        name=known.name,
        points=weight.points,
        low=weight.low,
        high=weight.high,
        band=weight.band,
        food_class=known.food_class or "",
        reasons=reasons.reasons(told),
        missing=reasons.missing(told),
        would_change=reasons.would_change(told),
        industry_code=known.industry_code,
        community=known.community,
    )


def in_order(found: Iterable[Priority]) -> tuple[Priority, ...]:
    """The most pressing first; among equals the one with more proved, then the older record."""
    return tuple(sorted(found, key=lambda one: (-one.points, -one.low, one.business_id)))
