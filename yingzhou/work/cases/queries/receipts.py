"""What the receipt of a matter says, and what the matter says of itself today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from yingzhou.base.trail.canonical import moment
from yingzhou.base.trail.receipts import Says
from yingzhou.work.cases.models import Case, TrackingCode


def receipt_says(case: Case) -> Says:
    """Its number, its kind, when it came in, and the keyed digest of its code; nothing of what was said, and never who said it."""
    return _says(case, TrackingCode.objects.filter(case=case).values_list("digest", flat=True).first() or "")


def says_today(public_ids: Sequence[UUID]) -> Mapping[UUID, Says]:
    """What receipts given out today would say; a matter that is gone is left out."""
    digests = dict(TrackingCode.objects.filter(case__public_id__in=public_ids).values_list("case_id", "digest"))
    return {case.public_id: _says(case, digests.get(case.pk, "")) for case in Case.objects.filter(public_id__in=public_ids)}


def _says(case: Case, digest: str) -> Says:
    return {"number": case.number, "kind": case.kind, "received_at": moment(case.received_at), "code": digest}
