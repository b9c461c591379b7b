"""One week of one station as its page shows it: who, when, where, why, and who must wait."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from yingzhou.base.clock import now
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.network.models import Organization
from yingzhou.work.visits.choices import MatterKind, PlanState, Why
from yingzhou.work.visits.models import Plan, PlannedVisit, UnplacedVisit
from yingzhou.work.visits.queries.plan.crew import Member, crew, workdays
from yingzhou.work.visits.rules import plan_words as words
from yingzhou.work.visits.rules import plans as rules

MOST_WAITING = 5
#: Beyond this a search that has not answered is not waited for any more.
SLOW = timedelta(minutes=5)


@dataclass(frozen=True)
class Card:
    """One planned visit."""

    public_id: UUID
    business: UUID
    name: str
    why: str
    kind: MatterKind
    at: datetime
    ends_at: datetime
    with_whom: str
    matters: tuple[str, ...]
    is_locked: bool
    is_random: bool
    is_promised: bool


@dataclass(frozen=True)
class Cell:
    """One officer's day: cards, or why there can be none."""

    day: date
    off: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Row:
    """One officer's week.  `own` counts the visits to businesses the officer is the liaison of."""

    officer: UUID
    name: str
    visits: int
    own: int
    kilometers: int
    cells: tuple[Cell, ...]
    visits_share: int = 0
    way_share: int = 0


@dataclass(frozen=True)
class Waiting:
    """A business that is not planned: why, and what would place it."""

    business: UUID
    name: str
    why: str
    mend: str
    is_promised: bool
    points: int
    order: int
    can_force: bool


@dataclass(frozen=True)
class Picked:
    """The visit that was asked about: why this business, why this day and person."""

    card: Card
    officer: str
    reasons: tuple[tuple[str, int, int], ...]
    whys: tuple[str, ...]


@dataclass(frozen=True)
class Week:
    """A station's week.  Without a plan there are days and people and nothing in them."""

    station: Organization
    monday: date
    days: tuple[tuple[date, int], ...]
    plan: Plan | None
    state: PlanState
    rows: tuple[Row, ...]
    visits: int
    kilometers: int
    kilometers_before: int | None
    saved: int
    randoms: int
    people: int
    waiting: tuple[Waiting, ...]
    waiting_count: int
    picked: Picked | None
    may_make: bool
    is_over: bool
    gap: tuple[int, int]

    @property
    def number(self) -> int:
        """The week of the year (ISO 8601)."""
        return self.monday.isocalendar().week

    @property
    def friday(self) -> date:
        return self.days[-1][0]


def week(viewer: Viewer, station: Organization, monday: date, *, on: date, picked: UUID | None = None) -> Week:
    """What the page of a week shows.  The same number of queries, however many visits."""
    plan = Plan.objects.filter(station=station, monday=monday).select_related("station", "accepted_by").first()
    asked = plan or Plan(station=station, monday=monday)
    visits = _visits(plan)
    members = crew(asked)
    rows = _rows(asked, members, visits)
    waiting = _waiting(plan)
    ways = [row.kilometers for row in rows]
    counts = [row.visits for row in rows]
    return Week(
        station=station,
        monday=monday,
        days=_days(asked, visits),
        plan=plan,
        state=asked.state,
        rows=rows,
        visits=len(visits),
        kilometers=round(sum(visit.meters for visit in visits) / 1000),
        kilometers_before=_before(station, monday),
        saved=sum(max(0, len(visit.matters) - 1) for visit in visits),
        randoms=sum(visit.is_random for visit in visits),
        people=sum(1 for row in rows if row.visits),
        waiting=tuple(waiting_line(row) for row in waiting),
        waiting_count=plan.unplaced.count() if plan else 0,
        picked=_picked(visits, picked),
        may_make=rules.may_make(viewer, station.pk),
        is_over=monday + timedelta(days=7) <= on,
        gap=(max(counts) - min(counts), max(ways) - min(ways)) if rows else (0, 0),
    )


def _visits(plan: Plan | None) -> list[PlannedVisit]:
    if plan is None:
        return []
    return list(plan.visits.select_related("business", "officer", "companion").order_by("day", "officer", "position"))


def _waiting(plan: Plan | None) -> Sequence[UnplacedVisit]:
    return list(plan.unplaced.select_related("business").order_by("order")[:MOST_WAITING]) if plan else ()


def waiting_line(row: UnplacedVisit) -> Waiting:
    """One business that waits, in words."""
    kind = Why(row.kind)
    return Waiting(
        business=row.business.public_id,
        name=row.business.name,
        why=row.detail or str(words.WAITS[kind]),
        mend=str(words.MENDS[kind]),
        is_promised=row.is_promised,
        points=row.points,
        order=row.order,
        can_force=kind != Why.NO_PLACE,
    )


def _days(plan: Plan, visits: Iterable[PlannedVisit]) -> tuple[tuple[date, int], ...]:
    """The working days of the week, and any other on which a visit stands, with their counts."""
    counts: dict[date, int] = defaultdict(int)
    for visit in visits:
        counts[visit.day] += 1
    for day in workdays(plan.monday):
        counts[plan.monday + timedelta(days=day)] += 0
    return tuple(sorted(counts.items())) or ((plan.monday, 0),)


def _rows(plan: Plan, members: Sequence[Member], visits: Sequence[PlannedVisit]) -> tuple[Row, ...]:
    names = {member.officer.pk: (member.officer.public_id, member.officer.name) for member in members}
    off = {member.officer.pk: member.off for member in members}
    by: dict[int, list[PlannedVisit]] = defaultdict(list)
    for visit in visits:
        for officer in filter(None, (visit.officer, visit.companion)):
            names.setdefault(officer.pk, (officer.public_id, officer.name))
            by[officer.pk].append(visit)
    days = [day for day, _count in _days(plan, visits)]
    most = max((len(several) for several in by.values()), default=0) or 1
    furthest = max((sum(visit.meters for visit in several) for several in by.values()), default=0) or 1
    found = []
    for key, (public_id, name) in names.items():
        mine = by[key]
        meters = sum(visit.meters for visit in mine)
        cells = tuple(_cell(plan, day, key, mine, off.get(key, {})) for day in days)
        found.append(
            Row(
                officer=public_id,
                name=name,
                visits=len(mine),
                own=sum(visit.is_own for visit in mine),
                kilometers=round(meters / 1000),
                cells=cells,
                visits_share=round(100 * len(mine) / most),
                way_share=round(100 * meters / furthest),
            )
        )
    return tuple(found)


def _cell(plan: Plan, day: date, officer: int, visits: Iterable[PlannedVisit], off: dict[int, str]) -> Cell:
    there = sorted((visit for visit in visits if visit.day == day), key=lambda visit: visit.position)
    why = off.get((day - plan.monday).days, "")
    return Cell(day, str(words.OFF[why]) if why else "", tuple(_card(visit, officer) for visit in there))


def _card(visit: PlannedVisit, officer: int) -> Card:
    other = visit.companion if visit.officer_id == officer else visit.officer
    kind = _kind(visit)
    return Card(
        public_id=visit.public_id,
        business=visit.business.public_id,
        name=visit.business.name,
        why=_short(visit, kind),
        kind=kind,
        at=visit.arrives_at,
        ends_at=visit.arrives_at + timedelta(minutes=visit.service),
        with_whom=other.name if other else "",
        matters=tuple(words.matter(kind, text) for kind, text, _by in visit.matters),
        is_locked=visit.is_locked,
        is_random=visit.is_random,
        is_promised=visit.is_promised,
    )


def _kind(visit: PlannedVisit) -> MatterKind:
    kinds = [kind for kind, _text, _by in visit.matters]
    return next((kind for kind in words.PRESSING if kind in kinds), MatterKind.ROUTINE)


def _short(visit: PlannedVisit, kind: MatterKind) -> str:
    """One line for a card: the most pressing matter."""
    text = next((text for told, text, _by in visit.matters if told == kind), "")
    return text if kind in (MatterKind.ROUTINE, MatterKind.ROUND, MatterKind.URGENT) and text else str(kind.label)


def _picked(visits: Sequence[PlannedVisit], public_id: UUID | None) -> Picked | None:
    """The visit asked about, else the first of the week."""
    if not visits:
        return None
    visit = next((one for one in visits if one.public_id == public_id), visits[0])
    most = max((points for _text, points in visit.reasons), default=0) or 1
    return Picked(
        card=_card(visit, visit.officer_id),
        officer=visit.officer.name,
        reasons=tuple((text, points, max(0, round(100 * points / most))) for text, points in visit.reasons),
        whys=tuple(words.why(what, told, visit.officer.name) for what, told in visit.whys),
    )


def _before(station: Organization, monday: date) -> int | None:
    found = Plan.objects.filter(station=station, monday=monday - timedelta(days=7), edition__gt=0)
    meters = found.values_list("meters", flat=True).first()
    return None if meters is None else round(meters / 1000)


def waiting_page(plan: Plan, after: int) -> tuple[list[Waiting], int | None]:
    """One page of who waits, and where the next begins."""
    rows = list(plan.unplaced.select_related("business").filter(order__gte=after).order_by("order")[: PAGE + 1])
    return [waiting_line(row) for row in rows[:PAGE]], rows[PAGE].order if len(rows) > PAGE else None


PAGE = 50


def is_stuck(plan: Plan) -> bool:
    """Whether a computation was begun so long ago that no worker has it."""
    return plan.computing_since is not None and now() - plan.computing_since > SLOW
