"""收件回执: the receipt is a promise.  Whoever handed something in holds a signed text that names the line of the trail and
the time by which it is under a published head; taking the thing away, or calling it something else, can be shown.

As the signed certificate timestamp of Certificate Transparency (RFC 6962 §3.2), a promise to include within a delay.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from yingzhou.base.secrets.keys import keyring
from yingzhou.base.trail.canonical import canonical, line_of, moment
from yingzhou.base.trail.models import Event, ReceiptSignature, SignedReceipt
from yingzhou.base.trail.proving import Proof, proof_of
from yingzhou.base.trail.verify_trail import RECEIPT_CONTEXT, RECEIPT_FORMAT, leaf_hash
from yingzhou.base.trail.watching import STOP

#: What a receipt says of its thing, and what the thing says of itself today.
Says = dict[str, str]
_today: dict[str, Callable[[Sequence[UUID]], Mapping[UUID, Says]]] = {}


def register(subject_kind: str, says_today: Callable[[Sequence[UUID]], Mapping[UUID, Says]]) -> None:
    """How a room answers for its things: public id → what a receipt of today would say; a thing that is gone is left out."""
    _today[subject_kind] = says_today


def promise(event: Event, *, says: Says) -> SignedReceipt:
    """A receipt for the thing a line is about, in the transaction of the line; its signature comes after the commit."""
    event.refresh_from_db(fields=["at"])
    if event.subject_id is None:
        raise ValueError(f"{event.verb} is about nothing a receipt could name")
    receipt = SignedReceipt(event_id=event.pk, subject_kind=event.subject_kind, subject_id=event.subject_id)
    text = {
        "format": RECEIPT_FORMAT,
        "id": str(receipt.public_id),
        "about": [event.subject_kind, str(event.subject_id)],
        "says": says,
        "received_at": moment(event.at),
        "line": leaf_hash(line_of(event)).hex(),
        "include_by": moment(event.at + STOP),
    }
    receipt.text = canonical(text).decode()
    receipt.save(force_insert=True)
    return receipt


def receipt_of(subject: Any) -> SignedReceipt | None:
    """The receipt given out for a thing."""
    return SignedReceipt.objects.filter(subject_id=subject.public_id).first()


@dataclass(frozen=True)
class Standing:
    """A receipt beside what there is today.  `faults`: gone, changed (naming what), line (taken away or written anew), late."""

    public_id: UUID
    says: Says
    received_at: datetime
    include_by: datetime
    is_signed: bool
    signature: str
    text: str
    batch: int | None
    position: int | None
    sealed_at: datetime | None
    faults: tuple[str, ...]
    changed: tuple[str, ...]


def standing(receipt: SignedReceipt, *, at: datetime) -> Standing:
    """What a receipt is worth today, worked out anew from the tables."""
    told, signed = json.loads(receipt.text), _signature(receipt)
    found, proof = _line_and_proof(receipt, told)
    include_by = datetime.fromisoformat(told["include_by"])
    today = _today[receipt.subject_kind]([receipt.subject_id]).get(receipt.subject_id)
    changed = tuple(name for name, value in told["says"].items() if today is not None and today.get(name) != value)
    faults = {
        "gone": today is None,
        "changed": bool(changed),
        "line": not found or (proof is not None and not proof.holds),
        "late": proof is None and at > include_by,
    }
    return Standing(
        public_id=receipt.public_id,
        says=told["says"],
        received_at=datetime.fromisoformat(told["received_at"]),
        include_by=include_by,
        is_signed=signed is not None,
        signature=signed.signature if signed else "",
        text=receipt.text,
        batch=proof.seal.number if proof else None,
        position=proof.position + 1 if proof else None,
        sealed_at=proof.seal.at if proof else None,
        faults=tuple(name for name, holds in faults.items() if holds),
        changed=changed,
    )


def as_file(receipt: SignedReceipt) -> dict[str, Any]:
    """What its holder takes home: the text, its signature, the way up to a signed head, and the public keys."""
    told, signed = json.loads(receipt.text), _signature(receipt)
    found, proof = _line_and_proof(receipt, told)
    public = {**keyring().public("sign"), **keyring().public("seal")}
    way = None
    if found and proof:
        way = {
            "position": proof.position,
            "path": list(proof.path),
            "head": proof.seal.head,
            "signature": proof.seal.signature,
        }
    return {
        "format": RECEIPT_FORMAT,
        "receipt": receipt.text,
        "key": signed.key if signed else "",
        "signature": signed.signature if signed else "",
        "proof": way,
        "keys": {name: key.hex() for name, key in public.items()},
    }


def is_ours(text: str, key: str, signature: str) -> bool:
    """Whether we signed this text, whatever our tables say today."""
    try:
        return keyring().verifies("sign", key, bytes.fromhex(signature), RECEIPT_CONTEXT + text.encode())
    except ValueError:
        return False


def found_wanting(*, at: datetime, since_id: int = 0, most: int = 10_000) -> list[Standing]:
    """Every receipt whose thing is gone or says something else today, or whose line is: what should be empty."""
    receipts = SignedReceipt.objects.filter(pk__gt=since_id).order_by("pk")[:most]
    return [one for one in (standing(receipt, at=at) for receipt in receipts) if one.faults]


def _signature(receipt: SignedReceipt) -> ReceiptSignature | None:
    return ReceiptSignature.objects.filter(receipt=receipt).first()


def _line_and_proof(receipt: SignedReceipt, told: Mapping[str, Any]) -> tuple[bool, Proof | None]:
    """Whether the very line is there, and its proof once it is sealed."""
    event = Event.objects.filter(pk=receipt.event_id).first()
    if event is None or leaf_hash(line_of(event)).hex() != told["line"]:
        return False, None
    return True, proof_of(event)
