"""What is owed to whom.  Both sides read the same rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from yingzhou.base.evidence.models import Evidence
from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.network.choices import ObligationKind
from yingzhou.work.network.models import Obligation, ObligationType, Organization

#: Roles that see the obligations of every pair, when posted at the bureau.
OVERSEERS = frozenset({Role.BUREAU_LEADER, Role.DEPARTMENT, Role.ASSESSMENT_OFFICE})
#: Roles that act for the organization they are posted at.
PARTIES = frozenset({Role.LIAISON, Role.STATION_OFFICER, Role.STATION_HEAD, Role.VILLAGE_WORKER, Role.ASSOCIATION})


@dataclass(frozen=True)
class Line:
    """One counted line of a report: what was counted, and how many in the period."""

    label: str
    count: int


#: Counts something between two organizations within a period: `(debtor, creditor, since, until) -> lines`.
Contributor = Callable[[Organization, Organization, date, date], Iterable[Line]]
_contributors: dict[str, Contributor] = {}


def contribute(name: str, contributor: Contributor) -> None:
    """Let reports count what a room above holds (called from its `apps.py`); the network need not know the room."""
    _contributors[name] = contributor


def contributors() -> tuple[Contributor, ...]:
    """Everything that counts, in the order of registering."""
    return tuple(_contributors.values())


def organizations_of(viewer: Viewer) -> frozenset[int]:
    """Primary keys of the organizations the viewer acts for."""
    return frozenset(grant.organization_id for grant in viewer.grants_of(*PARTIES))


def obligations(viewer: Viewer) -> QuerySet[Obligation]:
    """What the viewer's organizations owe or are owed; everything for those who oversee the net."""
    rows = Obligation.objects.select_related("type", "debtor", "creditor")
    if any(grant.everywhere and grant.role in OVERSEERS for grant in viewer.grants):
        return rows
    mine = organizations_of(viewer)
    return rows.filter(Q(debtor__in=mine) | Q(creditor__in=mine))


def obligation_for(viewer: Viewer, public_id: UUID) -> Obligation:
    """One obligation, if the viewer is on one of its sides or oversees the net."""
    found = obligations(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def between(viewer: Viewer, one: Organization, other: Organization, *, on: date) -> list[Obligation]:
    """What two parties owe each other now: what is open, and what was fulfilled in a period that is not over."""
    pair = Q(debtor=one, creditor=other) | Q(debtor=other, creditor=one)
    now = Q(acknowledged_on__isnull=True) | Q(period_until__gt=on)
    order = list(ObligationKind.values)
    rows = obligations(viewer).filter(pair & now, period_since__lte=on)
    return sorted(rows, key=lambda row: (order.index(row.type.kind), row.due_on, row.pk))


@dataclass(frozen=True)
class Standing:
    """How one pair stands: open obligations, those overdue on each side, and the next day."""

    organization_id: int
    open: int
    we_owe: int
    they_owe: int
    next_due: date | None


def standings(viewer: Viewer, ours: Organization, others: Collection[int], *, on: date) -> dict[int, Standing]:
    """How `ours` stands with each of some organizations.  Two queries."""
    late = Q(fulfilled_on__isnull=True, due_on__lt=on)
    rows = obligations(viewer).filter(period_since__lte=on, fulfilled_on__isnull=True)
    owed = _counted(rows.filter(debtor=ours, creditor__in=others), "creditor", late)
    due = _counted(rows.filter(creditor=ours, debtor__in=others), "debtor", late)
    found = {}
    for key in set(owed) | set(due):
        mine, theirs = owed.get(key, (0, 0, None)), due.get(key, (0, 0, None))
        days = [day for day in (mine[2], theirs[2]) if day]
        found[key] = Standing(key, mine[0] + theirs[0], mine[1], theirs[1], min(days, default=None))
    return found


def _counted(rows: QuerySet[Obligation], side: str, late: Q) -> dict[int, tuple[int, int, date | None]]:
    counted = rows.order_by().values(side).annotate(n=Count("pk"), late=Count("pk", filter=late), next=Min("due_on"))
    return {row[side]: (row["n"], row["late"], row["next"]) for row in counted}


def obligation_types() -> QuerySet[ObligationType]:
    """Every kind of obligation, those still in force first."""
    return ObligationType.objects.order_by("until", "kind", "name", "pk")


def report_lines(obligation: Obligation) -> list[Line]:
    """What a report says, counted now from what was recorded in its period; never typed."""
    facts = (obligation.debtor, obligation.creditor, obligation.period_since, obligation.period_until)
    return [line for contributor in contributors() for line in contributor(*facts)]


def fulfilled_between(debtor: Organization, creditor: Organization, since: date, until: date) -> list[Line]:
    """The network's own lines: what the two did for each other in the period."""
    pair = Q(debtor=debtor, creditor=creditor) | Q(debtor=creditor, creditor=debtor)
    done = Obligation.objects.filter(pair, fulfilled_on__gte=since, fulfilled_on__lt=until)
    counts = dict(done.order_by().values_list("type__kind").annotate(n=Count("pk")))
    return [Line(str(kind.label), counts.get(kind, 0)) for kind in ObligationKind if kind != ObligationKind.DUAL_REPORT]


contribute("network", fulfilled_between)


def may_see_evidence(viewer: Viewer, evidence: Evidence) -> bool:
    """Both sides of the obligation it belongs to, and those who oversee the net."""
    return obligations(viewer).filter(exhibits__evidence=evidence).exists()


@dataclass(frozen=True)
class ObligationsPage:
    """One page of a list; `after` names the row to go on from."""

    rows: tuple[Obligation, ...]
    after: UUID | None


PAGE = 50
#: What a list may be narrowed to.
SHOWN = ("open", "late", "waiting", "done")


def obligations_page(viewer: Viewer, *, on: date, shown: str = "open", after: UUID | None = None) -> ObligationsPage:
    """What is open (or late, or waiting to be acknowledged, or done), by due day, a page at a time."""
    which = {
        "open": Q(fulfilled_on__isnull=True),
        "late": Q(fulfilled_on__isnull=True, due_on__lt=on),
        "waiting": Q(fulfilled_on__isnull=False, acknowledged_on__isnull=True),
        "done": Q(acknowledged_on__isnull=False),
    }[shown]
    rows = obligations(viewer).filter(which)
    if after is not None and (last := rows.filter(public_id=after).first()) is not None:
        rows = rows.filter(Q(due_on__gt=last.due_on) | Q(due_on=last.due_on, pk__gt=last.pk))
    found = list(rows.order_by("due_on", "pk")[: PAGE + 1])
    return ObligationsPage(tuple(found[:PAGE]), found[PAGE - 1].public_id if len(found) > PAGE else None)


def exhibits_of(obligation: Obligation) -> list[Evidence]:
    """The files that show it was met."""
    return [row.evidence for row in obligation.exhibits.select_related("evidence").order_by("pk")]
