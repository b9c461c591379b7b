"""What the receipt of a visit says, what the visit says of itself today, and the receipt as the phone checks it."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from yingzhou.base.secrets.keys import keyring
from yingzhou.base.trail.canonical import moment
from yingzhou.base.trail.models import ReceiptSignature, SignedReceipt
from yingzhou.base.trail.receipts import Says
from yingzhou.base.trail.verify_trail import RECEIPT_CONTEXT
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.visits.models import Photo, Visit
from yingzhou.work.visits.queries.scope import visit_for

ABOUT = "visits.visit"


def receipt_says(visit: Visit) -> Says:
    """Its number, its seal, when it came in.  Nothing of what was seen, and nobody's name."""
    return {"number": visit.number, "seal": visit.seal, "received_at": moment(visit.received_at)}


def says_today(public_ids: Sequence[UUID]) -> Mapping[UUID, Says]:
    """What receipts given out today would say; a visit that is gone is left out."""
    return {visit.public_id: receipt_says(visit) for visit in Visit.objects.filter(public_id__in=public_ids)}


@dataclass(frozen=True)
class PhoneReceipt:
    """A signed receipt: `signature` (base64, 64 bytes) is Ed25519 over the bytes `signed` (base64): a context and the text."""

    id: UUID
    about: UUID
    key: str
    signed: str
    signature: str
    text: str


def signed_receipt(visit: UUID) -> PhoneReceipt | None:
    """The receipt of a visit, once it is signed."""
    signed = (
        ReceiptSignature.objects.filter(receipt__subject_kind=ABOUT, receipt__subject_id=visit).select_related("receipt").first()
    )
    if signed is None:
        return None
    text = signed.receipt.text
    return PhoneReceipt(
        id=signed.receipt.public_id,
        about=visit,
        key=signed.key,
        signed=base64.b64encode(RECEIPT_CONTEXT + text.encode()).decode(),
        signature=base64.b64encode(bytes.fromhex(signed.signature)).decode(),
        text=text,
    )


@dataclass(frozen=True)
class Standing:
    """How a visit stands with us: its seal, the hash of every photo, the receipt promised and, once signed, the receipt."""

    visit: UUID
    number: str
    seal: str
    photos: dict[str, str]
    promised: UUID | None
    receipt: PhoneReceipt | None


def standing_of(viewer: Viewer, key: UUID) -> Standing:
    """How a visit stands; NotFound for one the viewer may not know of."""
    return standing_of_recorded(visit_for(viewer, key).public_id)


def standing_of_recorded(key: UUID) -> Standing:
    """The same for whoever has just recorded it."""
    visit = Visit.objects.get(public_id=key)
    promised = SignedReceipt.objects.filter(subject_kind=ABOUT, subject_id=key).values_list("public_id", flat=True).first()
    photos = Photo.objects.filter(Q(shown_in__finding__visit=visit) | Q(signs__visit=visit))
    hashes = {str(pid): sha256 for pid, sha256 in photos.values_list("public_id", "sha256")}
    return Standing(visit.public_id, visit.number, visit.seal, hashes, promised, signed_receipt(key))


@dataclass(frozen=True)
class PublicKey:
    """The public half of a key receipts are signed with: raw Ed25519, base64."""

    id: str
    public: str


def signing_keys() -> tuple[PublicKey, ...]:
    """Every key a receipt may be signed with, the newest first.  Needs no private key."""
    public = keyring().public("sign")
    newest = [key.id for key in keyring().all("sign")]
    ordered = sorted(public, key=lambda name: newest.index(name) if name in newest else -1, reverse=True)
    return tuple(PublicKey(name, base64.b64encode(public[name]).decode()) for name in ordered)
