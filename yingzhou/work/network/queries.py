"""Reading the network."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Grant, Viewer
from yingzhou.work.network.choices import Kind
from yingzhou.work.network.models import Placement, Posting

#: Roles that see content in every station when posted at the bureau itself.
BUREAU_WIDE = frozenset({Role.BUREAU_LEADER, Role.DEPARTMENT, Role.ASSESSMENT_OFFICE})


def in_force(on: date) -> Q:
    """Rows with `since`–`until` that hold on a day."""
    return Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gt=on))


def viewer_for(officer: Officer, *, on: date) -> Viewer | None:
    """The officer with the postings in force on a day; None for one who has left."""
    if not officer.is_active:
        return None
    postings = list(Posting.objects.filter(in_force(on), officer=officer).select_related("organization"))
    return Viewer(
        officer_id=officer.pk,
        public_id=officer.public_id,
        name=officer.name,
        grants=tuple(_grant(posting, on) for posting in postings),
        language=officer.language,
    )


def _grant(posting: Posting, on: date) -> Grant:
    organization = posting.organization
    role = Role(posting.role)
    stations: frozenset[int] = frozenset()
    communities: frozenset[int] = frozenset()
    if organization.kind == Kind.STATION:
        stations = frozenset({organization.pk})
        communities = frozenset(
            Placement.objects.filter(in_force(on), parent=organization, line="station").values_list("child_id", flat=True)
        )
    elif organization.kind == Kind.COMMUNITY:
        communities = frozenset({organization.pk})
    return Grant(
        role=role,
        organization_id=organization.pk,
        organization_name=organization.name,
        station_ids=stations,
        community_ids=communities,
        everywhere=role in BUREAU_WIDE and organization.kind in (Kind.BUREAU, Kind.DEPARTMENT),
    )
