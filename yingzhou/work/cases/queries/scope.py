"""What a person may see is part of the query: deny by default, roles and scope from the postings of today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import DateField, Exists, Func, OuterRef, Q, QuerySet

from yingzhou.base.clock import SHANGHAI, day_of, today
from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.choices import SEPARATED, Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases import rules
from yingzhou.work.cases.choices import Kind, Stage
from yingzhou.work.cases.models import Case
from yingzhou.work.liaison.models import Contact
from yingzhou.work.network.queries import in_force

#: What a village sees of its own: never a signal about a shop, never a dispute.
VILLAGE_KINDS = (Kind.DEMAND, Kind.HAZARD)
NOT_SIGNALS = ~Q(kind=Kind.SIGNAL)
_RECEIVED_ON = Func(
    OuterRef("received_at"),
    template=f"(%(expressions)s at time zone '{SHANGHAI.key}')::date",
    output_field=DateField(),
)


def cases_of(viewer: Viewer) -> QuerySet[Case]:
    """The cases a viewer may know of.  Everything else does not exist for them, counts included."""
    seen = _own(viewer) | _by_role(viewer, today())
    return Case.objects.filter(seen).exclude(_in_conflict(viewer))


def cases_with_papers(viewer: Viewer) -> QuerySet[Case]:
    """The cases whose files a viewer may see: the liaison of a shop knows of a complaint about it, not what is in its file."""
    not_as_liaison = tuple(grant for grant in viewer.grants if grant.role != Role.LIAISON)
    other_roles = replace(viewer, grants=not_as_liaison)
    return cases_of(viewer).filter(~Q(kind=Kind.COMPLAINT) | _own(viewer) | _by_role(other_roles, today()))


def case_for(viewer: Viewer, pid: UUID) -> Case:
    """One case by its public id; a foreign one answers like an unknown one."""
    found = (
        cases_of(viewer)
        .filter(public_id=pid)
        .select_related("business", "community", "station", "handler", "opened_by", "merged_into")
        .first()
    )
    if found is None:
        raise NotFound()
    return found


def may_see_case(viewer: Viewer, pid: UUID) -> bool:
    """Whether the viewer may know of the case."""
    return cases_of(viewer).filter(public_id=pid).exists()


def conflict_of(officer_id: int, case: Case) -> bool:
    """Whether an officer has been the liaison of a signal's target at any time since it was received."""
    if not rules.bypasses_liaison(Kind(case.kind)) or case.business_id is None or case.opened_by_id == officer_id:
        return False
    since = day_of(case.received_at)
    return Contact.objects.filter(
        Q(until__isnull=True) | Q(until__gt=since), officer_id=officer_id, business_id=case.business_id
    ).exists()


def facts_of(viewer: Viewer, case: Case) -> rules.CaseFacts:
    """What the rules need to know of a case, for this viewer."""
    return rules.CaseFacts(
        kind=Kind(case.kind),
        stage=Stage(case.stage),
        station_id=case.station_id,
        handler_id=case.handler_id,
        opened_by_id=case.opened_by_id,
        in_conflict=any(conflict_of(officer_id, case) for officer_id in viewer.acts_for),
    )


def _own(viewer: Viewer) -> Q:
    """What one handles (or somebody one stands in for), or raised oneself, as long as one holds any working role."""
    if not viewer.roles - SEPARATED:
        return Q(pk__in=())
    return Q(handler__in=viewer.acts_for) | Q(opened_by=viewer.officer_id)


def _by_role(viewer: Viewer, on: date) -> Q:
    seen = Q(pk__in=())
    for grant in viewer.grants:
        match grant.role:
            case Role.DEPARTMENT if grant.everywhere:
                seen |= Q(pk__isnull=False)
            case Role.BUREAU_LEADER if grant.everywhere:
                seen |= NOT_SIGNALS
            case Role.STATION_HEAD:
                seen |= Q(station__in=grant.station_ids)
            case Role.STATION_OFFICER:
                seen |= Q(station__in=grant.station_ids) & NOT_SIGNALS
            case Role.VILLAGE_WORKER:
                seen |= _of_village(grant.community_ids)
            case Role.LIAISON:
                seen |= _of_own_businesses(grant.deputizing_id or viewer.officer_id, on)
            case _:
                continue
    return seen


def _of_village(communities: frozenset[int]) -> Q:
    there = Q(community__in=communities)
    # Until intake has looked, a shop may still be named in the words of a signal that points at none.
    not_about_a_shop = Q(kind=Kind.SIGNAL, business__isnull=True) & ~Q(stage=Stage.INTAKE)
    return there & (Q(kind__in=VILLAGE_KINDS) | not_about_a_shop) & ~Q(stage=Stage.CLOSED)


def _of_own_businesses(officer_id: int, on: date) -> Q:
    contact = Contact.objects.filter(in_force(on), officer_id=officer_id, business=OuterRef("business"))
    return Q(NOT_SIGNALS, Exists(contact))


def _in_conflict(viewer: Viewer) -> Q:
    liaison_since = Contact.objects.filter(
        Q(until__isnull=True) | Q(until__gt=_RECEIVED_ON), officer__in=viewer.acts_for, business=OuterRef("business")
    )
    raised_it = Q(opened_by__isnull=False, opened_by=viewer.officer_id)
    return Q(Q(kind=Kind.SIGNAL), Exists(liaison_since), ~raised_it)
