"""Who has a certificate on file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from yingzhou.work.accounts.choices import CertificateKind
from yingzhou.work.accounts.models import Certificate


def certified(officers: Iterable[int], *, on: date) -> frozenset[int]:
    """Of these officers (primary keys), those with an enforcement certificate in force on the day."""
    found = Certificate.objects.filter(
        officer_id__in=list(officers),
        kind=CertificateKind.ENFORCEMENT,
        since__lte=on,
        until__gt=on,
        withdrawn_on__isnull=True,
    )
    return frozenset(found.values_list("officer_id", flat=True))


def is_certified(officer: int, *, on: date) -> bool:
    """Whether this officer may exercise powers on the day."""
    return officer in certified([officer], on=on)
