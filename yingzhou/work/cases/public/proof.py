"""The receipt: what its holder was promised, and whether it is kept.  Asked by the receipt's own id, or by the file taken home."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yingzhou.base.clock import now
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.base.trail import receipts, signer
from yingzhou.base.trail.models import SignedReceipt
from yingzhou.base.words import _
from yingzhou.work.cases.choices import Kind
from yingzhou.work.cases.models import Case


class NotAReceipt(Refusal):
    """Something was sent that is no receipt file of ours."""

    reason = _("这不是我们签过名的回执")
    mend = _("请选回执页上下载的 .json 文件，不要改动里面的字")
    field = "file"
    status = 422


@dataclass(frozen=True)
class ReceiptCheck:
    """A promise beside what there is today.  Each `is_…` is worked out anew; `is_whole` when nothing is wrong."""

    public_id: UUID
    number: str
    kind: str
    received_at: datetime
    include_by: datetime
    is_signed: bool
    is_sealed: bool
    is_late: bool
    batch: int | None
    position: int | None
    sealed_at: datetime | None
    is_there: bool
    is_changed: bool
    has_line: bool
    is_known: bool
    text: str
    signature: str

    @property
    def is_whole(self) -> bool:
        return self.is_there and self.has_line and self.is_known and not self.is_changed and not self.is_late


def sign(receipt: UUID) -> bool:
    """Have the receipt signed now, if the signer answers; else the job of the next minute does it."""
    return bool(signer.sign_now([receipt]))


def check_receipt(receipt: UUID) -> ReceiptCheck:
    """What the receipt promises and whether it is kept; NotFound for an id we gave no receipt."""
    return _told(receipts.standing(_receipt(receipt), at=now()))


def receipt_file(receipt: UUID) -> str:
    """The file its holder takes home: it can be checked without us."""
    return json.dumps(receipts.as_file(_receipt(receipt)), ensure_ascii=False, indent=1) + "\n"


def check_receipt_file(content: bytes) -> ReceiptCheck:
    """The same for a receipt file, also when we say we know nothing of it; NotAReceipt for one we never signed."""
    try:
        told = json.loads(content)
        text, key, signature = (str(told[name]) for name in ("receipt", "key", "signature"))
        said = json.loads(text)
        public_id = UUID(said["id"])
    except (ValueError, KeyError, TypeError, UnicodeDecodeError):
        raise NotAReceipt() from None
    if not receipts.is_ours(text, key, signature):
        raise NotAReceipt()
    known = SignedReceipt.objects.filter(public_id=public_id).first()
    if known is not None and known.text == text:
        return _told(receipts.standing(known, at=now()))
    return _vanished(public_id, text, signature)


def proof_of(case: Case) -> UUID:
    """The id of the receipt a matter was given."""
    receipt = receipts.receipt_of(case)
    if receipt is None:
        raise NotFound()
    return receipt.public_id


def _receipt(public_id: UUID) -> SignedReceipt:
    receipt = SignedReceipt.objects.filter(public_id=public_id, subject_kind="cases.case").first()
    if receipt is None:
        raise NotFound()
    return receipt


def _told(standing: receipts.Standing) -> ReceiptCheck:
    return ReceiptCheck(
        public_id=standing.public_id,
        number=standing.says["number"],
        kind=_kind(standing.says["kind"]),
        received_at=standing.received_at,
        include_by=standing.include_by,
        is_signed=standing.is_signed,
        is_sealed=standing.batch is not None and "line" not in standing.faults,
        is_late="late" in standing.faults,
        batch=standing.batch,
        position=standing.position,
        sealed_at=standing.sealed_at,
        is_there="gone" not in standing.faults,
        is_changed="changed" in standing.faults,
        has_line="line" not in standing.faults,
        is_known=True,
        text=standing.text,
        signature=standing.signature,
    )


def _vanished(public_id: UUID, text: str, signature: str) -> ReceiptCheck:
    """We signed it, and our tables know nothing of it: the file in hand is the proof."""
    said = json.loads(text)
    return ReceiptCheck(
        public_id=public_id,
        number=said["says"]["number"],
        kind=_kind(said["says"]["kind"]),
        received_at=datetime.fromisoformat(said["received_at"]),
        include_by=datetime.fromisoformat(said["include_by"]),
        is_signed=True,
        is_sealed=False,
        is_late=False,
        batch=None,
        position=None,
        sealed_at=None,
        is_there=Case.objects.filter(public_id=said["about"][1]).exists(),
        is_changed=False,
        has_line=False,
        is_known=False,
        text=text,
        signature=signature,
    )


def _kind(value: str) -> str:
    return str(Kind(value).label) if value in Kind.values else value
