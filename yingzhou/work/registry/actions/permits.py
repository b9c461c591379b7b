"""Adding and ending permits."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.trail.acting import acting
from yingzhou.base.trail.writing import record
from yingzhou.work.registry.choices import PermitKind
from yingzhou.work.registry.models import Business, Permit
from yingzhou.work.registry.rules import permits


@transaction.atomic
def add_permit(
    *,
    business: Business,
    kind: PermitKind,
    by: Actor,
    title: str = "",
    number: str = "",
    issued_on: date | None = None,
    expires_on: date | None = None,
) -> Permit:
    """Enter a permit as it is printed."""
    acting(by)
    permits.check_period(issued_on, expires_on)
    if kind == PermitKind.OTHER and not title.strip():
        raise permits.OtherNeedsTitle
    permit = Permit.objects.create(
        business=business,
        kind=kind,
        title=title.strip(),
        number=number.strip(),
        issued_on=issued_on,
        expires_on=expires_on,
    )
    record("permit.add", business, by=by, permit=permit.public_id, kind=kind, expires_on=expires_on)
    return permit


@transaction.atomic
def end_permit(*, permit: Permit, on: date, why: str, by: Actor) -> Permit:
    """End a permit early: cancelled, given back, replaced."""
    acting(by)
    permit = Permit.objects.select_for_update().select_related("business").get(pk=permit.pk)
    if permit.ended_on is not None:
        raise permits.AlreadyEnded(on=permit.ended_on.isoformat())
    permit.ended_on, permit.end_reason = on, why.strip()
    permit.save(update_fields=["ended_on", "end_reason"])
    record("permit.end", permit.business, by=by, permit=permit.public_id, on=on, why=why.strip())
    return permit
