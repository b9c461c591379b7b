"""Leave and deputies.  It begins and ends by itself; sessions need not end, the next request sees the day."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q

from yingzhou.base.actors import Actor
from yingzhou.base.clock import today
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.choices import SEPARATED
from yingzhou.work.accounts.models import Officer
from yingzhou.work.network.models import Leave, Posting
from yingzhou.work.network.queries import in_force
from yingzhou.work.network.rules import leave as rules


@transaction.atomic
def take_leave(*, officer: Officer, deputy: Officer, since: date, until: date, by: Actor) -> Leave:
    """Away from `since` up to, not including, `until`; the deputy holds the working postings meanwhile."""
    people = {each.pk: each for each in Officer.objects.select_for_update().filter(pk__in=(officer.pk, deputy.pk)).order_by("pk")}
    officer, deputy = people[officer.pk], people[deputy.pk]
    if officer.pk == deputy.pk:
        raise rules.DeputyIsOneself
    rules.check_days(since, until, today())
    if Posting.objects.filter(in_force(since), officer__in=people, role__in=SEPARATED).exists():
        raise rules.DeputyStandsApart
    _check_present(officer, deputy, since, until)
    try:
        with transaction.atomic():
            leave = Leave.objects.create(officer=officer, deputy=deputy, since=since, until=until)
    except IntegrityError as clash:
        raise rules.LeaveOverlaps from clash
    record("leave.take", leave, by=by, officer=officer.public_id, deputy=deputy.public_id, since=since, until=until)
    return leave


@transaction.atomic
def cancel_leave(*, leave: Leave, by: Actor) -> None:
    """Back earlier, or not gone at all: it ends today, or is taken back if it has not begun."""
    leave = Leave.objects.select_for_update().get(pk=leave.pk)
    day = today()
    if leave.until <= day:
        raise rules.LeaveIsOver(until=leave.until)
    record("leave.cancel", leave, by=by, since=leave.since, until=min(leave.until, day))
    if leave.since >= day:
        leave.delete()
        return
    leave.until = day
    leave.save(update_fields=["until"])


def _check_present(officer: Officer, deputy: Officer, since: date, until: date) -> None:
    """The deputy is not away, and the one who goes stands in for nobody."""
    overlapping = Leave.objects.filter(since__lt=until, until__gt=since)
    clash = overlapping.filter(Q(officer=deputy) | Q(deputy=officer)).select_related("officer").first()
    if clash is None:
        return
    if clash.officer_id == deputy.pk:
        raise rules.DeputyIsAway(name=deputy.name)
    raise rules.DeputizesThen(name=clash.officer.name)
