"""Registering a business, correcting its facts, changing its standing."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import today
from yingzhou.base.trail.acting import acting
from yingzhou.base.trail.writing import record
from yingzhou.work.registry.actions.seats import seat_by_address, seat_by_hand
from yingzhou.work.registry.choices import Status
from yingzhou.work.registry.models import Business, FormerName
from yingzhou.work.registry.rules import codes, corrections, keys, sizes
from yingzhou.work.registry.rules.corrections import Correction
from yingzhou.work.registry.rules.places import AddressUnresolved
from yingzhou.work.registry.rules.standing import check_status


@transaction.atomic
def register_business(
    *,
    facts: Mapping[str, Any],
    by: Actor,
    community: UUID | None = None,
    station: UUID | None = None,
    source: str = "screen",
) -> Business:
    """Enter a new business.  `facts` are fields of `CORRECTABLE`; the code may be blank, or doubtful with a reason.

    Without a village or a station the address is asked; where it does not say, the business goes to the list of those
    nobody looks after yet.
    """
    acting(by, source=source)
    business = Business()
    for field, value in facts.items():
        if field not in corrections.CORRECTABLE:
            raise corrections.NotCorrectable(label=field)
        setattr(business, field, value)
    _settle(business)
    _save(business)
    record("business.register", business, by=by, source=source, kind=business.kind)
    if community or station:
        seat_by_hand(business=business, community=community, station=station, by=by, on=today())
    elif business.registered_address:
        _seat_if_it_says(business, by)
    return business


@transaction.atomic
def correct_business(
    *,
    business: Business,
    asked: Mapping[str, Correction],
    by: Actor,
    renamed_on: date | None = None,
    source: str = "screen",
) -> Business:
    """Write the fields that were changed, and no other.

    Each field comes with what the writer saw; where someone else has changed it since, the correction is refused.
    `renamed_on` makes a new name a renaming: the old one is kept as a former name.  Without it a typo was mended.
    """
    acting(by, source=source)
    business = Business.objects.select_for_update().get(pk=business.pk)
    was = business.name
    wanted = corrections.to_write({field: getattr(business, field) for field in asked}, asked)
    if "uscc" in wanted and "uscc_override" not in wanted:
        business.uscc_override = ""
    for field, value in wanted.items():
        setattr(business, field, value)
    _settle(business)
    _save(business)
    if "name" in wanted and renamed_on is not None:
        FormerName.objects.create(business=business, name=was, name_key=keys.name_key(was), until=renamed_on)
    record("business.correct", business, by=by, fields=sorted(wanted), source=source)
    return business


@transaction.atomic
def override_uscc(*, business: Business, uscc: str, why: str, by: Actor) -> Business:
    """Keep a code that fails its check, with the reason why it is right."""
    return correct_business(
        business=business,
        asked={
            "uscc": Correction(business.uscc, uscc),
            "uscc_override": Correction(business.uscc_override, why),
        },
        by=by,
    )


@transaction.atomic
def set_status(*, business: Business, to: Status, why: str, by: Actor) -> Business:
    """Change where the business is in its life, saying why."""
    acting(by)
    business = Business.objects.select_for_update().get(pk=business.pk)
    check_status(current=business.status, to=to, why=why)
    was = business.status
    business.status = to
    business.save(update_fields=["status"])
    record("business.set_status", business, by=by, was=was, to=to, why=why)
    return business


def _seat_if_it_says(business: Business, by: Actor) -> None:
    with suppress(AddressUnresolved):
        seat_by_address(business=business, by=by, on=today())


def _settle(business: Business) -> None:
    """Everything that follows from the facts: keys, the checked code, the stored size."""
    if not business.name.strip():
        raise corrections.NameMissing
    corrections.check_belonging(kind=business.kind, legal_form=business.legal_form, individual_type=business.individual_type)
    code = codes.code_to_keep(business.uscc, business.uscc_override)
    business.uscc, business.uscc_override = code.normal, code.override
    business.industry_code = sizes.known_industry(business.industry_code)
    business.name_key = keys.name_key(business.name)
    business.address_key = keys.address_key(business.registered_address)
    found = sizes.size_of_business(
        kind=business.kind,
        industry_code=business.industry_code,
        employees=business.employees,
        revenue=business.revenue,
        assets=business.assets,
        on=today(),
    )
    business.size, business.size_version = found.size or "", sizes.version()


def _save(business: Business) -> None:
    """Save; where the code is another's, say whose."""
    try:
        with transaction.atomic():
            business.save()
    except IntegrityError as error:
        if "business_uscc_once" not in str(error):
            raise
        other = Business.objects.filter(uscc=business.uscc, uscc_override="", merged_into=None).first()
        raise codes.CodeTaken(code=business.uscc, name=other.name if other else "—") from error
