"""Publishing a month: prepared by one, approved by another, then never changed."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from yingzhou.base.clock import now, today
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.watching import check_sealing
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.models import PublishedMonth
from yingzhou.work.disputes.queries.publication import counted_month, may_publish
from yingzhou.work.disputes.rules import publication as rules


@transaction.atomic
def prepare_month(*, month: date, by: Viewer) -> PublishedMonth:
    """Work the tables of a month out for approval; before it is approved it may be prepared again."""
    if not may_publish(by):
        raise NotFound
    month = rules.first_of(month)
    rules.check_over(month, today())
    held = PublishedMonth.objects.select_for_update().filter(month=month).first()
    if held is not None and held.approved_at:
        raise rules.PublishedAlready(month=f"{month:%Y-%m}")
    facts = {
        "tables": counted_month(month),
        "figures": rules.figures_on(month),
        "prepared_by_id": by.officer_id,
        "prepared_at": now(),
    }
    try:
        with transaction.atomic():
            prepared, _made = PublishedMonth.objects.update_or_create(month=month, defaults=facts)
    except IntegrityError as twice:
        raise rules.Changed() from twice
    record("publication.prepare", prepared, by=by, month=month)
    return prepared


@transaction.atomic
def approve_month(*, month: date, by: Viewer) -> PublishedMonth:
    """Publish what was prepared, to the number; refused to who prepared it, and when the numbers have moved since."""
    check_sealing()
    if not may_publish(by):
        raise NotFound
    held = PublishedMonth.objects.select_for_update().filter(month=rules.first_of(month)).first()
    if held is None:
        raise NotFound
    if held.approved_at:
        raise rules.PublishedAlready(month=f"{held.month:%Y-%m}")
    if held.prepared_by_id == by.officer_id:
        raise rules.ByAnother()
    if held.tables != counted_month(held.month):
        raise rules.Changed()
    held.approved_by_id, held.approved_at = by.officer_id, now()
    held.save(update_fields=["approved_by", "approved_at"])
    record("publication.approve", held, by=by, month=held.month)
    return held
