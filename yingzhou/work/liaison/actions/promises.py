"""One person for one contact point, and what is promised there."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from yingzhou.base.clock import today
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.liaison import rules
from yingzhou.work.liaison.models import ContactPoint, PointLiaison, PointPromise
from yingzhou.work.liaison.queries.handovers import is_posted_at
from yingzhou.work.network.queries import in_force


@transaction.atomic
def set_point_liaison(*, point: ContactPoint, officer: Officer, since: date, by: Viewer) -> PointLiaison:
    """From a day this officer keeps in touch with the point; whoever did before does so up to that day."""
    point = _held(point, by)
    if not is_posted_at(officer, point.station, since):
        raise rules.SuccessorNotThere(name=officer.name, station=point.station.name, field="officer")
    later = PointLiaison.objects.filter(point=point, since__gt=since).order_by("since").first()
    if later is not None:
        raise rules.ChangePlanned(since=later.since)
    current = PointLiaison.objects.filter(in_force(since), point=point).first()
    if current is not None and current.officer_id == officer.pk:
        raise rules.LiaisonAlready(name=officer.name)
    if current is not None and current.since == since:
        current.officer = officer
        current.save(update_fields=["officer"])
        made = current
    else:
        PointLiaison.objects.filter(in_force(since), point=point).update(until=since)
        made = PointLiaison.objects.create(point=point, officer=officer, since=since)
    record("point.set_liaison", point, by=by, officer=officer.public_id, since=since)
    return made


@transaction.atomic
def promise_at_point(*, point: ContactPoint, text: str, to_whom: str, due_on: date, by: Viewer) -> PointPromise:
    """Something was promised at the point; its liaison of today answers for it."""
    point = _held(point, by)
    rules.check_due(due_on, today())
    current = PointLiaison.objects.filter(in_force(today()), point=point).first()
    if current is None:
        raise rules.NoLiaisonAtPoint(name=point.name)
    made = PointPromise.objects.create(
        point=point,
        text=text.strip(),
        to_whom=to_whom.strip(),
        promised_on=today(),
        due_on=due_on,
        officer_id=current.officer_id,
    )
    record("point.promise", point, by=by, promise=made.public_id, due_on=due_on)
    return made


@transaction.atomic
def keep_promise(*, promise: PointPromise, words: str, by: Viewer) -> PointPromise:
    """It was done, and what was done."""
    promise = PointPromise.objects.select_for_update(of=("self",)).select_related("point__station", "officer").get(pk=promise.pk)
    if promise.kept_on is not None:
        raise rules.PromiseKept(kept=promise.kept_on)
    if promise.officer_id not in by.acts_for and not rules.may_keep(by, promise.point.station_id):
        raise rules.NotYourPromise(name=promise.officer.name)
    promise.kept_on = today()
    promise.kept_words = words.strip()
    promise.save(update_fields=["kept_on", "kept_words"])
    record("point.keep_promise", promise.point, by=by, promise=promise.public_id)
    return promise


def _held(point: ContactPoint, by: Viewer) -> ContactPoint:
    found = ContactPoint.objects.select_for_update(of=("self",)).select_related("station").get(pk=point.pk)
    if found.until is not None:
        raise rules.PointIsOver(until=found.until)
    if PointLiaison.objects.filter(in_force(today()), point=found, officer__in=by.acts_for).exists():
        return found
    rules.check_keeps(by, station_id=found.station_id, station=found.station.name, name=found.name)
    return found
