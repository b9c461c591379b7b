"""Which businesses a viewer may see.  Deny by default: no grant that says so, nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Grant, Viewer
from yingzhou.work.registry.models import Business

#: Roles that see every business when posted at the bureau, the businesses of their station otherwise.
WIDE = frozenset({Role.BUREAU_LEADER, Role.DEPARTMENT})
STATION = frozenset({Role.STATION_OFFICER, Role.STATION_HEAD})

#: All roles that see businesses at all; the pages of the registry let in these and no other.
READERS = (
    Role.LIAISON,
    Role.STATION_OFFICER,
    Role.STATION_HEAD,
    Role.VILLAGE_WORKER,
    Role.DEPARTMENT,
    Role.BUREAU_LEADER,
)
#: Roles that write facts, within what they see.
WRITERS = (Role.STATION_OFFICER, Role.STATION_HEAD, Role.DEPARTMENT)
#: Roles that decide which rows are one business, and who may take lists away.
DECIDERS = (Role.STATION_HEAD, Role.DEPARTMENT)
#: Roles that open sealed names and numbers, within what they see.
CALLERS = (Role.LIAISON, Role.STATION_OFFICER, Role.STATION_HEAD, Role.DEPARTMENT)


def visible_to(viewer: Viewer, *, on: date) -> QuerySet[Business]:
    """Businesses the viewer may see, merged rows among them (their page leads to the one that was kept)."""
    seen = Q(pk__in=[])
    for grant in viewer.grants:
        seen |= _seen_by(grant)
    if viewer.has(Role.LIAISON):
        seen |= Q(pk__in=_own_businesses(viewer, on))
    if sees_all(viewer):
        return Business.objects.all()
    return Business.objects.filter(seen)


def sees_all(viewer: Viewer) -> bool:
    """Whether no business is hidden from the viewer."""
    return any(grant.everywhere and grant.role in WIDE for grant in viewer.grants)


def _own_businesses(viewer: Viewer, on: date) -> QuerySet[Any, Any]:
    """Those the viewer, or someone they stand in for, is the liaison of.  `contacts` is the liaison room's relation, read here by its name only."""
    open_ended = Q(contacts__until__isnull=True) | Q(contacts__until__gt=on)
    return Business.objects.filter(open_ended, contacts__officer_id__in=viewer.acts_for, contacts__since__lte=on).values("pk")


def _seen_by(grant: Grant) -> Q:
    if grant.role in STATION:
        return Q(station_id__in=sorted(grant.station_ids))
    if grant.role in WIDE:
        return Q(station_id__in=sorted(grant.station_ids)) if grant.station_ids else Q(pk__in=[])
    if grant.role == Role.VILLAGE_WORKER:
        return Q(community_id__in=sorted(grant.community_ids))
    return Q(pk__in=[])
