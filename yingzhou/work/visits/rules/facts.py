"""What the records say about one business, as the scale of priorities takes it.

Reports and signals are no facts here, and neither is who visits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from yingzhou.engines.risk import NOT_ASKED, UNKNOWN, Fact, Scale
from yingzhou.work.visits.rules.seasons import Season

SCALE = "risk.priority"
CONTACT_DAYS = "risk.contact_days"
COMPLAINT_MONTHS = "risk.complaint_months"
FOOD_TRADES = "risk.food_trades"
FOOD_CLASSES = "ABCD"


@dataclass(frozen=True)
class Hazards:
    """Open hazards of one business: how many, of them late, of them serious; repeats within a year."""

    open: int = 0
    overdue: int = 0
    serious: int = 0
    repeat: int = 0


@dataclass(frozen=True)
class Known:
    """What the records say about one business on a day.  None: the records do not say.

    `records_since` is the first visit on record anywhere: before it, silence proves nothing.
    """

    business_id: int
    public_id: UUID
    name: str
    industry_code: str = ""
    community: str = ""
    registered_on: date | None = None
    last_contact_on: date | None = None
    records_since: date | None = None
    hazards: Hazards | None = None
    complaints: tuple[date, ...] | None = None
    permits: Mapping[str, date | None] | None = None
    food_class: str | None = None
    food_on: date | None = None
    demands: int = 0
    demand_on: date | None = None


@dataclass(frozen=True)
class Figures:
    """The bureau's figures of the day: the scale, days between contacts by class, months of complaints, trades of food."""

    scale: Scale
    contact_days: Mapping[str, int]
    complaint_months: int
    food_industries: tuple[str, ...]
    food_permits: frozenset[str]

    @classmethod
    def read(cls, figure: Mapping[str, Any]) -> Figures:
        """From the values of the figures by name."""
        food = figure[FOOD_TRADES]
        return cls(
            Scale.read(figure[SCALE]),
            {str(name): int(days) for name, days in figure[CONTACT_DAYS].items()},
            int(figure[COMPLAINT_MONTHS]),
            tuple(food["industries"]),
            frozenset(food["permits"]),
        )


def facts_of(known: Known, figures: Figures, season: Season, on: date) -> dict[str, Fact]:
    """What is known, as the scale takes it."""
    hazards = known.hazards
    return {
        "silence": _silence(known, figures, on),
        "open": Fact(hazards.open, on) if hazards else UNKNOWN,
        "overdue": Fact(hazards.overdue, on) if hazards else UNKNOWN,
        "serious": Fact(hazards.serious, on) if hazards else UNKNOWN,
        "repeat": Fact(hazards.repeat, on) if hazards else UNKNOWN,
        "complaints": UNKNOWN if known.complaints is None else Fact(len(known.complaints), max(known.complaints, default=None)),
        "permit": _permit(known, figures, on),
        "season": _season(known, season),
        "food": _food(known, figures),
        "new": UNKNOWN if known.registered_on is None else Fact((on - known.registered_on).days, known.registered_on),
        "demand": Fact(known.demands, known.demand_on),
    }


def limit_of(known: Known, figures: Figures) -> int:
    """Days within which this business is to be contacted."""
    if known.food_class:
        return figures.contact_days[known.food_class]
    return figures.contact_days["food" if does_food(known, figures) else "other"]


def does_food(known: Known, figures: Figures) -> bool | None:
    """Whether its trade or a permit says food; None where neither is on record."""
    if any(known.industry_code.startswith(code) for code in figures.food_industries):
        return True
    if known.permits and figures.food_permits & set(known.permits):
        return True
    return False if known.industry_code else None


def silent_days(known: Known, on: date) -> tuple[int, bool] | None:
    """Days since the last contact, and whether it may be more; None where nothing can be said."""
    if known.last_contact_on is not None:
        return (on - known.last_contact_on).days, False
    if known.records_since is None or known.registered_on is None:
        return None
    since = max(known.records_since, known.registered_on)
    return (on - since).days, known.registered_on < known.records_since


def _silence(known: Known, figures: Figures, on: date) -> Fact:
    silent = silent_days(known, on)
    if silent is None:
        return UNKNOWN
    days, more = silent
    return Fact(days * 100 // limit_of(known, figures), known.last_contact_on, at_least=more)


def next_expiry(permits: Mapping[str, date | None]) -> date | None:
    """The first day on which a kind of permit runs out; None where none does."""
    return min((day for day in permits.values() if day is not None), default=None)


def _permit(known: Known, figures: Figures, on: date) -> Fact:
    if not known.permits:
        return NOT_ASKED if does_food(known, figures) is False else UNKNOWN
    ends = next_expiry(known.permits)
    return NOT_ASKED if ends is None else Fact((ends - on).days, ends)


def _season(known: Known, season: Season) -> Fact:
    if not known.industry_code:
        return UNKNOWN
    coming = season.coming(known.industry_code)
    if coming is not None:
        return Fact(coming.days, coming.on)
    return UNKNOWN if season.is_open and season.concerns(known.industry_code) else NOT_ASKED


def _food(known: Known, figures: Figures) -> Fact:
    if known.food_class:
        return Fact(FOOD_CLASSES.index(known.food_class) + 1, known.food_on)
    return NOT_ASKED if does_food(known, figures) is False else UNKNOWN


def months_back(day: date, months: int) -> date:
    """The day after the same day so many months ago: the first of a period that ends today."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last)) + timedelta(days=1)
