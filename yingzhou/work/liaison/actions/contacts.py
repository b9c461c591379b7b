"""Giving a business its liaison.  One liaison a business a day; the cap is a figure of the bureau."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import today
from yingzhou.base.trail.writing import record
from yingzhou.rulebook import figure
from yingzhou.work.accounts.models import Officer
from yingzhou.work.liaison import rules
from yingzhou.work.liaison.models import Contact
from yingzhou.work.network.models import Posting
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.models import Business


@transaction.atomic
def assign_contact(*, business: Business, officer: Officer, since: date, by: Actor) -> Contact:
    """From a day this officer looks after the business; whoever did before does so up to that day."""
    business = Business.objects.select_for_update().get(pk=business.pk)
    officer = Officer.objects.select_for_update().get(pk=officer.pk)
    _check_posted(business, officer, since)
    later = Contact.objects.filter(business=business, since__gte=since).order_by("since").first()
    if later is not None:
        raise rules.ChangePlanned(since=later.since)
    current = Contact.objects.filter(in_force(since), business=business).first()
    if current is not None and current.officer_id == officer.pk:
        raise rules.LiaisonAlready(name=officer.name)
    has = Contact.objects.filter(in_force(since), officer=officer).count()
    rules.check_cap(officer.name, has, int(figure("liaison.businesses_per_officer", on=since).value))
    if current is not None:
        current.until = since
        current.save(update_fields=["until"])
        record("contact.end", current, by=by, business=business.public_id, until=since)
    contact = Contact.objects.create(business=business, officer=officer, since=since)
    record("contact.assign", contact, by=by, business=business.public_id, officer=officer.public_id, since=since)
    return contact


@transaction.atomic
def end_contact(*, contact: Contact, until: date, by: Actor) -> Contact:
    """Nobody looks after the business from `until` on, until somebody is assigned."""
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    if contact.until is not None and contact.until <= today():
        raise rules.ContactIsOver(until=contact.until)
    record("contact.end", contact, by=by, business=contact.business.public_id, until=until)
    if until <= contact.since:
        contact.delete()
        return contact
    contact.until = until
    contact.save(update_fields=["until"])
    return contact


def _check_posted(business: Business, officer: Officer, since: date) -> None:
    if business.station is None:
        raise rules.NoStationYet(name=business.name)
    here = Posting.objects.filter(in_force(since), officer=officer, organization=business.station, role__in=rules.LIAISONS)
    if not here.exists():
        raise rules.NotPostedThere(name=officer.name, station=business.station.name)
