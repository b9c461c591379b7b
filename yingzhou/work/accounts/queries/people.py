"""People with an account."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer


def officers(viewer: Viewer) -> QuerySet[Officer]:
    """Everyone with an account, for the security officer; for anyone else nobody."""
    if not viewer.has(Role.SECURITY_OFFICER):
        return Officer.objects.none()
    return Officer.objects.order_by("name", "pk")


def officer_for(viewer: Viewer, public_id: UUID) -> Officer:
    """One person: oneself, or anyone for the security officer."""
    found = Officer.objects.filter(public_id=public_id).first()
    if found is None or not (viewer.has(Role.SECURITY_OFFICER) or found.pk == viewer.officer_id):
        raise NotFound
    return found
