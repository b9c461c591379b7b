"""The priorities as pages show them, each for the one who looks.  Internal reference: never for the portal, never for an owner."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from yingzhou.base.figures.reading import figure
from yingzhou.base.refusals import NotFound
from yingzhou.rulebook import Figure
from yingzhou.rulebook.industries import industries
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.network.models import Organization
from yingzhou.work.network.queries.tree import stations
from yingzhou.work.registry.models import Business
from yingzhou.work.registry.queries.businesses import business_for, industry_name
from yingzhou.work.registry.queries.scope import visible_to
from yingzhou.work.visits.models import FoodRiskProfile
from yingzhou.work.visits.queries.arms import arm_of
from yingzhou.work.visits.queries.priorities import priorities_of, priority_of, trading_at
from yingzhou.work.visits.rules.facts import SCALE
from yingzhou.work.visits.rules.priorities import BAND_WORDS, Priority

#: Who plans or makes visits.  Village workers and associations are helpers of the net, not of the bureau: not they.
READERS = (Role.LIAISON, Role.STATION_OFFICER, Role.STATION_HEAD, Role.DEPARTMENT, Role.BUREAU_LEADER)
PAGE = 50
#: Reasons and missing facts shown in a line of the list.
SHORT = 3


@dataclass(frozen=True)
class Asked:
    """What the list is narrowed to; empty: not narrowed."""

    station: UUID | None = None
    community: str = ""
    trade: str = ""
    band: str = ""
    unknown: bool = False
    after: UUID | None = None


@dataclass(frozen=True)
class Row:
    """One line: the place, the trade in words, whether this week's draw chose it."""

    priority: Priority
    trade: str
    is_drawn: bool

    @property
    def band(self) -> Any:
        return BAND_WORDS[self.priority.band]


@dataclass(frozen=True)
class Listing:
    """The list of one station: the rows of the page, what may be chosen, how many there are."""

    station: Organization | None
    stations: tuple[Organization, ...]
    rows: tuple[Row, ...]
    total: int
    found: int
    communities: tuple[str, ...] = ()
    trades: tuple[tuple[str, str], ...] = ()
    bands: tuple[tuple[str, Any], ...] = field(default_factory=lambda: tuple(BAND_WORDS.items()))
    after: UUID | None = None


def priority_list(viewer: Viewer, asked: Asked, *, on: date, monday: date) -> Listing:
    """The businesses of a station in the viewer's scope, the most pressing first.  A foreign station answers like an unknown one."""
    mine = visible_to(viewer, on=on)
    held = set(mine.exclude(station=None).order_by().values_list("station", flat=True).distinct())
    choice = tuple(one for one in stations(on=on).order_by("name") if one.pk in held)
    station = _station(choice, asked.station)
    if station is None:
        return Listing(None, choice, (), 0, 0)
    everyone = priorities_of(trading_at(station).filter(pk__in=mine.values("pk")), on)
    found = [one for one in everyone if _is_asked(one, asked)]
    start = next((at + 1 for at, one in enumerate(found) if one.public_id == asked.after), 0)
    page = found[start : start + PAGE]
    drawn = set(arm_of(station, monday))
    return Listing(
        station=station,
        stations=choice,
        rows=tuple(Row(one, industry_name(one.industry_code), one.business_id in drawn) for one in page),
        total=len(everyone),
        found=len(found),
        communities=tuple(sorted({one.community for one in everyone if one.community})),
        trades=_trades(everyone),
        after=page[-1].public_id if start + PAGE < len(found) else None,
    )


def _station(choice: tuple[Organization, ...], asked: UUID | None) -> Organization | None:
    if asked is None:
        return choice[0] if choice else None
    found = next((one for one in choice if one.public_id == asked), None)
    if found is None:
        raise NotFound
    return found


def _is_asked(one: Priority, asked: Asked) -> bool:
    return (
        (not asked.community or one.community == asked.community)
        and (not asked.trade or one.industry_code.startswith(asked.trade))
        and (not asked.band or one.band == asked.band)
        and (not asked.unknown or bool(one.missing))
    )


def _trades(everyone: tuple[Priority, ...]) -> tuple[tuple[str, str], ...]:
    """The divisions that occur, in the order of the standard."""
    found = {one.industry_code[:2] for one in everyone if one.industry_code}
    return tuple((code, line.name) for code, line in industries().items() if code in found)


@dataclass(frozen=True)
class Why:
    """One business's place with all that is said about it, and the figure it was weighed by."""

    business: Business
    priority: Priority
    figure: Figure
    has_food: bool

    @property
    def band(self) -> Any:
        return BAND_WORDS[self.priority.band]

    @property
    def weights(self) -> int:
        """The most one reason can weigh: for bars beside the reasons."""
        return max(factor["steps"][-1]["points"] for factor in self.figure.value["factors"])


def why(viewer: Viewer, public_id: UUID, *, on: date) -> Why:
    """Why a business stands where it stands; a foreign one answers like an unknown one."""
    business = business_for(viewer, public_id, on=on)
    return Why(
        business=business,
        priority=priority_of(business, on),
        figure=figure(SCALE, on=on),
        has_food=FoodRiskProfile.objects.filter(business=business).exists(),
    )
