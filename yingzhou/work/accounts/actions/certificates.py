"""执法证登记: entered by one person for another, withdrawn with a reason."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from yingzhou.base.clock import now, today
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.choices import CertificateKind
from yingzhou.work.accounts.models import Certificate, Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.accounts.rules import certificates as rules


@transaction.atomic
def enter_certificate(
    *, officer: Officer, number: str, since: date, until: date, by: Viewer, kind: CertificateKind = CertificateKind.ENFORCEMENT
) -> Certificate:
    """A certificate on file for the days it holds.  Nobody enters their own; the number is sealed, its last four shown."""
    kept = "".join(number.split())
    rules.check_entry(officer_id=officer.pk, by_id=by.officer_id, number=kept, since=since, until=until)
    try:
        with transaction.atomic():
            made = Certificate.objects.create(
                officer=officer,
                kind=kind,
                number=kept,
                tail=kept[-4:],
                since=since,
                until=until,
                entered_by_id=by.officer_id,
                entered_at=now(),
            )
    except IntegrityError as clash:
        raise rules.CertificateThere(since=since.isoformat()) from clash
    record("certificate.enter", made, by=by, officer=officer.public_id, kind=kind, since=since, until=until)
    return made


@transaction.atomic
def withdraw_certificate(*, certificate: Certificate, reason: str, by: Viewer) -> Certificate:
    """Off the file from today, with a reason; what was done under it before stays done."""
    certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if certificate.withdrawn_on is not None:
        raise rules.CertificateGone()
    if not reason.strip():
        raise rules.WithdrawalNeedsReason()
    certificate.withdrawn_on, certificate.withdrawal = today(), reason.strip()[:120]
    certificate.save(update_fields=["withdrawn_on", "withdrawal"])
    record("certificate.withdraw", certificate, by=by)
    return certificate
