"""Whose certificate is on file, and on which day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.choices import CertificateKind, Role
from yingzhou.work.accounts.models import Certificate, Officer
from yingzhou.work.accounts.rules import Viewer

#: Who keeps the file.
KEEPERS = (Role.SECURITY_OFFICER, Role.DEPARTMENT)


def certificate_of(
    officer: Officer | int, on: date, *, kind: CertificateKind = CertificateKind.ENFORCEMENT
) -> Certificate | None:
    """The certificate an officer holds on a day; None without one.  Withdrawn, it holds up to the day before."""
    return _held(on, kind).filter(officer=officer).order_by("-until", "pk").first()


def certified(officers: Iterable[int], on: date, *, kind: CertificateKind = CertificateKind.ENFORCEMENT) -> frozenset[int]:
    """Those of the officers (primary keys) who hold one on a day."""
    return frozenset(_held(on, kind).filter(officer__in=list(officers)).values_list("officer_id", flat=True))


def certificates(viewer: Viewer) -> QuerySet[Certificate]:
    """Every certificate on file, for those who keep the file; for anyone else their own."""
    found = Certificate.objects.select_related("officer", "entered_by").order_by("officer__name", "-since", "pk")
    if any(viewer.has(role) for role in KEEPERS):
        return found
    return found.filter(officer=viewer.officer_id)


def certificate_for(viewer: Viewer, pid: UUID) -> Certificate:
    """One certificate; unknown and not for this viewer answer alike."""
    found = certificates(viewer).filter(public_id=pid).first()
    if found is None:
        raise NotFound
    return found


def holders(viewer: Viewer) -> QuerySet[Officer]:
    """For whom one may enter a certificate: everybody with an account but oneself; nobody, unless one keeps the file."""
    if not any(viewer.has(role) for role in KEEPERS):
        return Officer.objects.none()
    return Officer.objects.filter(is_active=True).exclude(pk=viewer.officer_id).order_by("name", "pk")


def _held(on: date, kind: CertificateKind) -> QuerySet[Certificate]:
    not_withdrawn = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on)
    return Certificate.objects.filter(not_withdrawn, kind=kind, since__lte=on, until__gt=on)
