"""Whom to call: entered sealed, opened with a purpose and a line in the trail."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.secrets import blind
from yingzhou.base.trail.acting import acting
from yingzhou.base.trail.writing import record
from yingzhou.work.registry.models import Business, ContactPerson
from yingzhou.work.registry.rules import people


@dataclass(frozen=True)
class Opened:
    """What was sealed, for the one page that asked."""

    name: str
    phone: str


@transaction.atomic
def add_contact(
    *, business: Business, name: str, by: Actor, phone: str = "", position: str = "", is_main: bool = False
) -> ContactPerson:
    """Enter a person to call.  A new main one takes the place of the old."""
    acting(by)
    name, digits = people.check_name(name), people.phone_digits(phone)
    business = Business.objects.select_for_update().get(pk=business.pk)
    if is_main:
        ContactPerson.objects.filter(business=business, is_main=True).update(is_main=False)
    person = ContactPerson.objects.create(
        business=business,
        name=name,
        name_mask=people.name_mask(name),
        phone=digits,
        phone_mask=people.phone_mask(digits),
        phone_blind=blind(digits, people.PHONE),
        position=position.strip(),
        is_main=is_main,
    )
    record("contact.add", business, by=by, contact=person.public_id, is_main=is_main)
    return person


@transaction.atomic
def read_contact(*, person: ContactPerson, purpose: str, by: Actor) -> Opened:
    """Open name and phone for a purpose.  The reading is in the trail; the person's data is not."""
    purpose = people.check_purpose(purpose)
    record("contact.read", person.business, by=by, contact=person.public_id, purpose=purpose)
    return Opened(name=person.name, phone=person.phone)


@transaction.atomic
def remove_contact(*, person: ContactPerson, by: Actor) -> None:
    """Forget a person to call: the row goes, and with it what was sealed."""
    acting(by)
    business, public_id = person.business, person.public_id
    person.delete()
    record("contact.remove", business, by=by, contact=public_id)
