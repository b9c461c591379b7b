"""Who keeps in touch with a contact point, and what was promised there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.liaison import rules
from yingzhou.work.liaison.models import ContactPoint, PointLiaison, PointPromise
from yingzhou.work.liaison.queries.handovers import successors_at
from yingzhou.work.network.queries import in_force

NEXT = timedelta(days=14)
MOST = 50


@dataclass(frozen=True)
class Keeping:
    """A point's liaison, its promises (open ones first, the earliest due first), and who could be its liaison."""

    liaison: PointLiaison | None
    promises: tuple[PointPromise, ...]
    people: tuple[Officer, ...]
    may_name: bool
    may_promise: bool
    mine: frozenset[int]

    def may_keep(self, promise: PointPromise) -> bool:
        """Whether the viewer may say that it is done."""
        return promise.kept_on is None and (self.may_name or promise.officer_id in self.mine)


def keeping_of(viewer: Viewer, point: ContactPoint, *, on: date) -> Keeping:
    """What the page of a point says about it.  Three queries."""
    liaison = PointLiaison.objects.filter(in_force(on), point=point).select_related("officer").first()
    promises = PointPromise.objects.filter(point=point).select_related("officer").order_by("-kept_on", "due_on", "pk")[:MOST]
    may = rules.may_keep(viewer, point.station_id) and point.until is None
    mine = viewer.acts_for
    return Keeping(
        liaison=liaison,
        promises=tuple(sorted(promises, key=lambda one: (one.kept_on is not None, one.due_on))),
        people=tuple(successors_at(point.station, on)) if may else (),
        may_name=may,
        may_promise=liaison is not None and point.until is None and (may or liaison.officer_id in mine),
        mine=mine,
    )


def promise_for(viewer: Viewer, public_id: UUID) -> PointPromise:
    """One promise of one's own, or of a point one keeps."""
    found = PointPromise.objects.filter(public_id=public_id).select_related("point__station", "officer").first()
    if found is None or (found.officer_id not in viewer.acts_for and not rules.may_keep(viewer, found.point.station_id)):
        raise NotFound
    return found


def open_promises(viewer: Viewer, *, on: date, station_wide: bool = False) -> QuerySet[PointPromise]:
    """Promises not kept yet that fall due within two weeks: one's own, or all of the station's."""
    mine = Q(officer__in=viewer.acts_for)
    if station_wide:
        mine |= Q(point__station__in=frozenset().union(*(one.station_ids for one in viewer.grants_of(Role.STATION_HEAD))))
    found = PointPromise.objects.filter(mine, kept_on__isnull=True, due_on__lte=on + NEXT)
    return found.select_related("point", "officer").order_by("due_on", "pk")[:MOST]
