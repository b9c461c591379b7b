"""Reading who looks after whom."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.liaison.models import Contact
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.choices import Status
from yingzhou.work.registry.models import Business
from yingzhou.work.registry.queries.scope import visible_to


def contact_on(business: Business, *, on: date) -> Contact | None:
    """The contact of a business on a day."""
    return Contact.objects.filter(in_force(on), business=business).select_related("officer").first()


def liaison_of(business: Business, on: date) -> Officer | None:
    """Who looks after a business on a day."""
    contact = contact_on(business, on=on)
    return contact.officer if contact else None


def contacts_of(business: Business) -> QuerySet[Contact]:
    """Everyone who has looked after a business, the latest first."""
    return Contact.objects.filter(business=business).select_related("officer").order_by("-since", "-pk")


def businesses_of(officer: Officer, *, on: date) -> QuerySet[Business]:
    """The businesses an officer looks after on a day."""
    return Business.objects.filter(in_force(on, "contacts__"), contacts__officer=officer).order_by("name", "pk")


def without_liaison(viewer: Viewer, *, on: date) -> QuerySet[Business]:
    """Businesses in scope that trade and that nobody looks after."""
    held = Contact.objects.filter(in_force(on), business=OuterRef("pk"))
    trading = visible_to(viewer, on=on).filter(status=Status.ACTIVE)
    return trading.filter(~Exists(held)).order_by("pk")


def contact_for(viewer: Viewer, public_id: UUID, *, on: date) -> Contact:
    """One contact, if its business is in scope."""
    found = Contact.objects.filter(public_id=public_id, business__in=visible_to(viewer, on=on)).first()
    if found is None:
        raise NotFound
    return found
