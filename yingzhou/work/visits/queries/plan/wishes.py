"""Who could be seen in a week, what for, and what each is worth: one wish a business, however many matters it has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, Max, Q, QuerySet

from yingzhou.base.clock import today
from yingzhou.base.figures.reading import figure
from yingzhou.work.cases.choices import Kind, Stage
from yingzhou.work.cases.models import Case
from yingzhou.work.hazards.queries import rechecks_due
from yingzhou.work.liaison.models import Contact
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.choices import Status
from yingzhou.work.registry.models import Business, Premises
from yingzhou.work.visits.choices import Aim, ChangeKind, MatterKind
from yingzhou.work.visits.models import ArmPlace, Plan, PlanChange, Visit
from yingzhou.work.visits.queries.plan.rounds import Calling, calling
from yingzhou.work.visits.queries.priorities import priorities_of

WEEK = frozenset(range(7))
#: What a visit is made for, by its most pressing matter, first things first.
AIMS = (
    (MatterKind.RECHECK, Aim.RECHECK),
    (MatterKind.DEMAND, Aim.DEMAND),
    (MatterKind.URGENT, Aim.PROMISE),
    (MatterKind.ROUND, Aim.CAMPAIGN),
)


@dataclass(frozen=True)
class Matter:
    """One thing to see to at a business; `by_on` where it was promised by a day."""

    kind: MatterKind
    text: str
    by_on: date | None = None


@dataclass
class Wish:
    """One business that could be seen: where, what for, worth how much and why.  Becomes at most one visit."""

    business_id: int
    public_id: UUID
    name: str
    address: str
    trade: str
    point: tuple[float, float] | None
    liaison: int | None
    points: int = 0
    reasons: list[tuple[str, int]] = field(default_factory=list)
    matters: list[Matter] = field(default_factory=list)
    days: frozenset[int] = WEEK
    promised: bool = False
    random: bool = False
    goers: frozenset[int] = frozenset()
    seen_on: date | None = None

    @property
    def aim(self) -> Aim:
        """The aim of the visit, by the most pressing of its matters."""
        kinds = {matter.kind for matter in self.matters}
        return next((aim for kind, aim in AIMS if kind in kinds), Aim.ROUTINE)

    def add(self, matter: Matter, points: int = 0, why: str = "") -> None:
        """One matter more for the same visit."""
        self.matters.append(matter)
        if points:
            self.points += points
            self.reasons.append((why or matter.text, points))


def wishes(plan: Plan, among: Iterable[int] | None = None) -> list[Wish]:
    """Everybody of the station who trades and was not seen lately, the worthiest first.  The same number of queries, however many."""
    businesses = _businesses(plan, among)
    found = {wish.business_id: wish for wish in _open_wishes(businesses, plan.monday)}
    seen = dict(_seen(plan, found))
    for priority in priorities_of(Business.objects.filter(pk__in=list(found)), plan.monday):
        wish = found[priority.business_id]
        wish.points = priority.points
        wish.reasons = [(str(reason.text), reason.points) for reason in priority.reasons if reason.points]
    _promised(plan, found)
    _rechecked(plan, found)
    _drawn(plan, found)
    _called(plan, found)
    _changed(plan, found)
    for wish in found.values():
        wish.seen_on = seen.get(wish.business_id)
        if not wish.matters:
            text = wish.reasons[0][0] if wish.reasons else str(MatterKind.ROUTINE.label)
            wish.matters.append(Matter(MatterKind.ROUTINE, text))
    return sorted(found.values(), key=lambda wish: (not wish.promised, -wish.points, wish.business_id))


def _businesses(plan: Plan, among: Iterable[int] | None) -> QuerySet[Business]:
    found = Business.objects.filter(station=plan.station, status=Status.ACTIVE, merged_into__isnull=True)
    return found if among is None else found.filter(pk__in=list(among))


def _open_wishes(businesses: QuerySet[Business], monday: date) -> list[Wish]:
    columns = ("pk", "public_id", "name", "registered_address", "industry_code")
    rows = list(businesses.order_by("pk").values_list(*columns))
    keys = [row[0] for row in rows]
    held = Contact.objects.filter(in_force(monday), business__in=keys)
    liaisons: Mapping[int, int] = dict(held.values_list("business_id", "officer_id"))
    spots = _spots(keys, monday)
    return [
        Wish(
            business_id=pk,
            public_id=public_id,
            name=name,
            address=spots[pk].address if pk in spots else address,
            trade=trade,
            point=spots[pk].point if pk in spots else None,
            liaison=liaisons.get(pk),
        )
        for pk, public_id, name, address, trade in rows
    ]


@dataclass(frozen=True)
class Spot:
    """Where a business is found."""

    address: str
    point: tuple[float, float]


def _spots(keys: list[int], monday: date) -> dict[int, Spot]:
    """The premises of each business that have a point, the latest of several."""
    stands = (Q(since__isnull=True) | Q(since__lte=monday)) & (Q(until__isnull=True) | Q(until__gt=monday))
    here = Premises.objects.filter(stands, business__in=keys, longitude__isnull=False, latitude__isnull=False)
    return {
        row.business_id: Spot(row.address, (float(row.longitude or 0), float(row.latitude or 0)))
        for row in here.order_by(F("since").asc(nulls_first=True), "-pk")
    }


def _seen(plan: Plan, found: Mapping[int, Wish]) -> Iterable[tuple[int, date]]:
    rows = Visit.objects.filter(business__in=list(found), visited_on__lt=plan.sunday + timedelta(days=1))
    return rows.order_by().values_list("business_id").annotate(last=Max("visited_on")).values_list("business_id", "last")


def _promised(plan: Plan, found: Mapping[int, Wish]) -> None:
    """Demands somebody waits for an answer to: hard where the answer is due this week.  Their points stand in the priority."""
    heard = Case.objects.filter(kind=Kind.DEMAND, station=plan.station, business__in=list(found))
    for case in heard.exclude(stage__in=[Stage.INTAKE, Stage.CLOSED]).order_by("due_on", "pk"):
        wish = found[case.business_id or 0]
        wish.add(Matter(MatterKind.DEMAND, case.title, case.due_on))
        if case.due_on <= plan.sunday:
            _by(wish, plan, case.due_on)


def _rechecked(plan: Plan, found: Mapping[int, Wish]) -> None:
    """Looks at hazards that are due: hard where the owner's proof was accepted, or the last day is in this week."""
    for due in rechecks_due(station=plan.station, until=plan.sunday):
        wish = found.get(due.business_id)
        if wish is None:
            continue
        wish.add(Matter(MatterKind.RECHECK, due.words, due.by_on))
        if due.is_promised or due.by_on <= plan.sunday:
            first = (due.from_on - plan.monday).days
            wish.days = frozenset(day for day in wish.days if day >= first) or wish.days
            _by(wish, plan, min(due.by_on, plan.sunday))


def _drawn(plan: Plan, found: Mapping[int, Wish]) -> None:
    """The random arm of the week: seen whatever the score, so that what the score gains can be measured."""
    drawn = ArmPlace.objects.filter(draw__station=plan.station, draw__monday=plan.monday, business__in=list(found))
    for key in drawn.values_list("business_id", flat=True):
        found[key].random = found[key].promised = True
        found[key].add(Matter(MatterKind.RANDOM, str(MatterKind.RANDOM.label)))


def _by(wish: Wish, plan: Plan, day: date) -> None:
    """Must be seen by a day; what is late already, as soon as may be."""
    wish.promised = True
    last = max((day - plan.monday).days, (today() - plan.monday).days, 0)
    narrowed = frozenset(one for one in wish.days if one <= last)
    wish.days = narrowed or wish.days


def _called(plan: Plan, found: Mapping[int, Wish]) -> None:
    """What the rounds of these days ask for."""
    points = int(figure("plans.weights", on=plan.monday).value["round_points"])
    calls: dict[int, list[Calling]] = defaultdict(list)
    for call in calling(plan, found):
        calls[call.business_id].append(call)
    for key, several in calls.items():
        for call in several:
            wish = found[key]
            wish.add(Matter(MatterKind.ROUND, call.name, call.until), points, call.name)
            wish.goers |= call.officers


def _changed(plan: Plan, found: Mapping[int, Wish]) -> None:
    urgent = int(figure("plans.urgent_points", on=plan.monday).value)
    for change in PlanChange.objects.filter(plan=plan, business__isnull=False).order_by("pk"):
        wish = found.get(change.business_id or 0)
        if wish is None:
            continue
        day = (change.day - plan.monday).days
        if change.kind == ChangeKind.SHUT:
            wish.days -= {day}
        elif change.kind == ChangeKind.OUT:
            wish.days = frozenset()
            wish.promised = False
        elif change.kind == ChangeKind.URGENT:
            wish.days, wish.promised = frozenset({day}), True
            wish.add(Matter(MatterKind.URGENT, change.text, change.day), urgent, change.text)
