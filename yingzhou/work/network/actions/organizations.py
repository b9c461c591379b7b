"""Founding, naming, placing and closing organizations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Q

from yingzhou.base.actors import Actor
from yingzhou.base.clock import today
from yingzhou.base.trail.writing import record
from yingzhou.work.network.choices import Kind, Line
from yingzhou.work.network.models import FormerName, Organization, Placement, Posting
from yingzhou.work.network.queries import in_force
from yingzhou.work.network.rules import tree as rules


@transaction.atomic
def found_organization(
    *,
    kind: Kind,
    name: str,
    since: date,
    by: Actor,
    code: str = "",
    code_series: str = "",
    aliases: tuple[str, ...] = (),
    point: tuple[Decimal, Decimal] | None = None,
    is_illustrative: bool = False,
    is_demo: bool = False,
) -> Organization:
    """A new organization from a day.  `point` is (longitude, latitude), WGS 84."""
    longitude, latitude = point or (None, None)
    try:
        with transaction.atomic():
            organization = Organization.objects.create(
                kind=kind,
                name=name.strip(),
                code=code,
                code_series=code_series,
                aliases=list(aliases),
                since=since,
                longitude=longitude,
                latitude=latitude,
                is_illustrative=is_illustrative,
                is_demo=is_demo,
            )
    except IntegrityError as clash:
        raise rules.NameTaken(code=code) from clash
    record("organization.found", organization, by=by, kind=kind, since=since)
    return organization


@transaction.atomic
def rename(*, organization: Organization, name: str, since: date, by: Actor) -> Organization:
    """A new name from a day that has come; the old one is kept with its days, and addresses still find it."""
    organization = _locked(organization)
    name = name.strip()
    if not name or name == organization.name:
        raise rules.NameUnchanged
    last = organization.former_names.order_by("-until").first()
    named_since = last.until if last else organization.since
    if since > today() or since <= named_since:
        raise rules.NotInForce(name=organization.name, on=since, since=named_since, until=today())
    FormerName.objects.create(organization=organization, name=organization.name, since=named_since, until=since)
    old, organization.name = organization.name, name
    organization.aliases = [*dict.fromkeys([*organization.aliases, old])]
    organization.save(update_fields=["name", "aliases"])
    record("organization.rename", organization, by=by, old=old, new=name, since=since)
    return organization


@transaction.atomic
def place(*, child: Organization, parent: Organization, since: date, by: Actor, line: Line = Line.STATION) -> Placement:
    """The first place of an organization on a line, from any day of its life."""
    child = _locked(child)
    _check_pair(child, parent, line, since)
    if child.placements.filter(line=line).exists():
        raise rules.AlreadyPlaced(name=child.name)
    placement = Placement.objects.create(child=child, parent=parent, line=line, since=since)
    record("organization.place", child, by=by, parent=parent.public_id, line=line, since=since)
    return placement


#: What other rooms do once a move is written, in its transaction: they register with `when_moved`, so that the net need not know them.
_AFTER_A_MOVE: list[Callable[[], object]] = []


def when_moved(follow: Callable[[], object]) -> None:
    """Have `follow` (usually a job's `defer`) called after every move that takes effect today."""
    if follow not in _AFTER_A_MOVE:
        _AFTER_A_MOVE.append(follow)


@transaction.atomic
def reparent(*, child: Organization, parent: Organization, since: date, by: Actor, line: Line = Line.STATION) -> Placement:
    """Another parent from today or a later day.  No earlier day changes its answer, so no reported figure does."""
    child = _locked(child)
    rules.check_not_past(since, today())
    _check_pair(child, parent, line, since)
    if child.placements.filter(line=line, since__gte=since).exists():
        raise rules.AlreadyPlanned(name=child.name, since=since)
    current = child.placements.filter(in_force(since), line=line).first()
    if current is not None:
        if current.parent_id == parent.pk:
            raise rules.NothingChanges(name=child.name, parent=parent.name)
        current.until = since
        current.save(update_fields=["until"])
    placement = Placement.objects.create(child=child, parent=parent, line=line, since=since)
    record(
        "organization.reparent",
        child,
        by=by,
        parent=parent.public_id,
        before=current.parent.public_id if current else None,
        line=line,
        since=since,
    )
    if since <= today():
        for follow in _AFTER_A_MOVE:
            follow()
    return placement


@transaction.atomic
def cancel_placement(*, placement: Placement, by: Actor) -> None:
    """Take back a change that has not come yet; the parent before it stays."""
    child = _locked(placement.child)
    placement = Placement.objects.select_for_update().get(pk=placement.pk)
    if placement.since <= today():
        raise rules.PastNotTouched(since=placement.since, earliest=today())
    before = child.placements.filter(line=placement.line, until=placement.since).first()
    placement.delete()
    if before is not None:
        before.until = placement.until
        before.save(update_fields=["until"])
    record("organization.cancel_placement", child, by=by, parent=placement.parent.public_id, since=placement.since)


@transaction.atomic
def close(*, organization: Organization, until: date, by: Actor) -> Organization:
    """The last day was the day before `until`.  Refused while something stands below it or someone is posted there."""
    organization = _locked(organization)
    rules.check_not_past(until, today())
    lasting = Q(until__isnull=True) | Q(until__gt=until)
    children = Placement.objects.filter(lasting, parent=organization).count()
    postings = Posting.objects.filter(lasting, organization=organization).count()
    if children or postings:
        raise rules.StillInUse(name=organization.name, children=children, postings=postings)
    organization.placements.filter(since__lt=until).filter(lasting).update(until=until)
    organization.until = until
    organization.save(update_fields=["until"])
    record("organization.close", organization, by=by, until=until)
    return organization


def _locked(organization: Organization) -> Organization:
    return Organization.objects.select_for_update().get(pk=organization.pk)


def _check_pair(child: Organization, parent: Organization, line: Line, since: date) -> None:
    rules.check_place(Kind(child.kind), Kind(parent.kind), line)
    for each in (child, parent):
        rules.check_in_force(each.name, each.since, each.until, since)
