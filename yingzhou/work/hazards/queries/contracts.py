"""What the rooms above ask for: open hazards on the phone, rechecks for the plan, facts for the risk."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from yingzhou.base.clock import today
from yingzhou.base.figures.reading import figure
from yingzhou.work.hazards.choices import Grade, State
from yingzhou.work.hazards.models import Hazard, PlannedRecheck
from yingzhou.work.network.models import Organization
from yingzhou.work.registry.models import Business

DAYS_A_MONTH = 30.4375
#: While the owner is working on it, a look is due once the day they were given is here.
LOOKED_AT_WHEN_DUE = (State.FIXING,)


@dataclass(frozen=True)
class OpenHazard:
    """An open hazard as the phone shows it: first thing on the next visit."""

    public_id: UUID
    number: str
    item: str
    words: str
    needed: str
    grade: str
    grade_words: str
    text: str
    found_on: date
    due_on: date | None
    state: str
    state_words: str
    is_overdue: bool
    is_ordered: bool


@dataclass(frozen=True)
class RecheckDue:
    """A look somebody has to take between two days: `is_promised` once the owner's proof was accepted."""

    business_id: int
    hazard_id: UUID
    words: str
    grade: str
    from_on: date
    by_on: date
    is_promised: bool


@dataclass(frozen=True)
class HazardFacts:
    """How many hazards a business has: open, past their day, open and above 一般, and repeats within the months of the rule."""

    open: int = 0
    overdue: int = 0
    serious: int = 0
    repeat: int = 0
    last_found_on: date | None = None


def open_hazards_of(business: Business) -> tuple[OpenHazard, ...]:
    """The open hazards of a business, the worst and longest waiting first.  The caller has checked who may see the business."""
    return open_hazards_among([business]).get(business.pk, ())


def open_hazards_among(businesses: Iterable[Business]) -> dict[int, tuple[OpenHazard, ...]]:
    """The same for many businesses at once, by primary key; two queries however many there are."""
    found: dict[int, list[OpenHazard]] = defaultdict(list)
    rows = (
        Hazard.objects.filter(business__in=[business.pk for business in businesses])
        .exclude(state=State.CLOSED)
        .select_related("case")
        .prefetch_related("orders")
    )
    ordered = sorted(rows, key=lambda one: (-list(Grade).index(Grade(one.grade)), one.due_on or date.max, one.pk))
    for hazard in ordered:
        found[hazard.business_id].append(_open(hazard))
    return {business_id: tuple(hazards) for business_id, hazards in found.items()}


def rechecks_due(*, station: Organization, until: date) -> tuple[RecheckDue, ...]:
    """The looks due at a station by a day: those promised after accepted proof, and those whose owner's day is here."""
    planned = PlannedRecheck.objects.filter(
        ended_at__isnull=True, hazard__case__station=station, from_on__lte=until
    ).select_related("hazard")
    rows = [_due(one.hazard, one.from_on, one.by_on, is_promised=True) for one in planned]
    waiting = Hazard.objects.filter(state__in=LOOKED_AT_WHEN_DUE, case__station=station, due_on__lte=until)
    days = int(figure("promises.hazard_recheck_days", on=today()).value)
    for hazard in waiting:
        assert hazard.due_on is not None  # the database holds it for this state
        rows.append(_due(hazard, hazard.due_on, hazard.due_on + timedelta(days=days), is_promised=False))
    return tuple(sorted(rows, key=lambda row: (row.by_on, row.business_id, str(row.hazard_id))))


def facts_of(businesses: Iterable[Business | int], on: date) -> dict[int, HazardFacts]:
    """What the risk of a visit needs to know of each business, as of a day; nothing about any person.

    A hazard closed since counts as open on a day before its case was closed.
    """
    ids = [one if isinstance(one, int) else one.pk for one in businesses]
    months = int(figure("hazards.repeat_months", on=on).value)
    since = on - timedelta(days=round(months * DAYS_A_MONTH))
    rows = Hazard.objects.filter(business__in=ids, found_on__lte=on).values_list(
        "business_id", "item", "grade", "due_on", "found_on", "state", "case__closed_on"
    )
    facts = dict.fromkeys(ids, HazardFacts())
    again: Counter[tuple[int, str]] = Counter()
    for business_id, item, grade, due_on, found_on, state, closed_on in rows:
        was, is_open = facts[business_id], state != State.CLOSED or (closed_on is not None and closed_on > on)
        again[business_id, item] += found_on >= since
        facts[business_id] = HazardFacts(
            open=was.open + is_open,
            overdue=was.overdue + (is_open and due_on is not None and due_on < on),
            serious=was.serious + (is_open and grade != Grade.GENERAL),
            repeat=was.repeat + (found_on >= since and again[business_id, item] > 1),
            last_found_on=max(found_on, was.last_found_on or found_on),
        )
    return facts


def _open(hazard: Hazard) -> OpenHazard:
    return OpenHazard(
        public_id=hazard.public_id,
        number=hazard.case.number,
        item=hazard.item,
        words=hazard.item_words,
        needed=hazard.needed,
        grade=hazard.grade,
        grade_words=str(Grade(hazard.grade).label),
        text=hazard.text,
        found_on=hazard.found_on,
        due_on=hazard.due_on,
        state=hazard.state,
        state_words=str(State(hazard.state).label),
        is_overdue=hazard.due_on is not None and hazard.due_on < today() and hazard.state == State.FIXING,
        is_ordered=any(order.is_approved for order in hazard.orders.all()),
    )


def _due(hazard: Hazard, from_on: date, by_on: date, *, is_promised: bool) -> RecheckDue:
    return RecheckDue(hazard.business_id, hazard.public_id, hazard.item_words, hazard.grade, from_on, by_on, is_promised)
