"""Whose certificate is on file, and on which day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.choices import CertificateKind, Role
from yingzhou.work.accounts.models import Certificate, Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.accounts.rules.certificates import NoSuchHolder

PAGE = 30

#: Who keeps the file.
KEEPERS = (Role.SECURITY_OFFICER, Role.DEPARTMENT)


def held(on: date, kind: CertificateKind = CertificateKind.ENFORCEMENT) -> QuerySet[Certificate]:
    """The certificates of a kind that hold on a day."""
    not_withdrawn = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on)
    return Certificate.objects.filter(not_withdrawn, kind=kind, since__lte=on, until__gt=on)


def certificate_of(
    officer: Officer | int, on: date, *, kind: CertificateKind = CertificateKind.ENFORCEMENT
) -> Certificate | None:
    """The certificate an officer holds on a day; None without one.  Withdrawn, it holds up to the day before."""
    return held(on, kind).filter(officer=officer).order_by("-until", "pk").first()


def certified(officers: Iterable[int], on: date, *, kind: CertificateKind = CertificateKind.ENFORCEMENT) -> frozenset[int]:
    """Those of the officers (primary keys) who hold one on a day."""
    return frozenset(held(on, kind).filter(officer__in=list(officers)).values_list("officer_id", flat=True))


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


@dataclass(frozen=True)
class CertificatesListed:
    """One page of the file, and the id to go on after (None on the last page)."""

    certificates: list[Certificate]
    after: UUID | None


def certificates_page(viewer: Viewer, *, name: str = "", after: str = "") -> CertificatesListed:
    """The file, the latest entry first, narrowed to a name or a work number."""
    found = certificates(viewer).order_by("-pk")
    if name:
        found = found.filter(Q(officer__name__icontains=name) | Q(officer__username__icontains=name))
    last = _pk_of(found, after)
    rows = list((found.filter(pk__lt=last) if last else found)[: PAGE + 1])
    return CertificatesListed(rows[:PAGE], rows[PAGE - 1].public_id if len(rows) > PAGE else None)


def _pk_of(found: QuerySet[Certificate], after: str) -> int | None:
    try:
        return found.filter(public_id=UUID(after)).values_list("pk", flat=True).first()
    except ValueError:
        return None


def holder_named(viewer: Viewer, username: str) -> Officer:
    """The person of a work number, for whom a certificate may be entered."""
    found = holders(viewer).filter(username=username.strip()).first()
    if found is None:
        raise NoSuchHolder(username=username.strip())
    return found


def holders(viewer: Viewer) -> QuerySet[Officer]:
    """For whom one may enter a certificate: everybody with an account (oneself is refused with its reason); nobody, unless one keeps the file."""
    if not any(viewer.has(role) for role in KEEPERS):
        return Officer.objects.none()
    return Officer.objects.filter(is_active=True).order_by("name", "pk")
