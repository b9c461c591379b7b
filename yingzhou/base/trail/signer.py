"""The signer: a process of its own that holds the key of receipts, listens on a unix socket and takes one kind of request.

It signs no bytes that somebody sends: a request names a receipt that is committed, and the signer reads the text itself and
compares it with the line of the trail it speaks of.  Whoever takes over the web process can have no promise signed that the
trail does not keep.
"""

from __future__ import annotations

import json
import os
import socket
import socketserver
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, close_old_connections

from yingzhou.base.refusals import Refusal
from yingzhou.base.secrets.keys import keyring
from yingzhou.base.trail.canonical import canonical, line_of
from yingzhou.base.trail.models import Event, ReceiptSignature, SignedReceipt
from yingzhou.base.trail.verify_trail import RECEIPT_CONTEXT, RECEIPT_FORMAT, leaf_hash
from yingzhou.base.words import _

PATIENCE = 2.0
LONGEST = 65_536
MOST = 500


class NotToBeSigned(Refusal):
    """The signer was asked for something it does not sign."""

    reason = _("这份回执与留痕不符，不能签名")


@dataclass(frozen=True)
class Signed:
    """A signature and the key it was made with."""

    key: str
    signature: str


def address() -> Path:
    return Path(settings.SPOOL_DIR) / "signer.sock"


# -- the signer's side -------------------------------------------------------------------------------------------------


def sign(public_id: UUID) -> Signed:
    """The signature of a committed receipt whose line is on the trail; NotToBeSigned for anything else."""
    receipt = SignedReceipt.objects.filter(public_id=public_id).first()
    event = Event.objects.filter(pk=receipt.event_id).first() if receipt else None
    if receipt is None or event is None:
        raise NotToBeSigned()
    told = json.loads(receipt.text)
    wanted = {
        "format": RECEIPT_FORMAT,
        "id": str(receipt.public_id),
        "about": [event.subject_kind, str(event.subject_id)],
        "line": leaf_hash(line_of(event)).hex(),
    }
    if canonical(told).decode() != receipt.text or any(told.get(name) != value for name, value in wanted.items()):
        raise NotToBeSigned()
    key = keyring().current("sign")
    return Signed(key.id, key.sign(RECEIPT_CONTEXT + receipt.text.encode()).hex())


class _Handler(socketserver.StreamRequestHandler):
    timeout = PATIENCE

    def handle(self) -> None:
        """One line in, one line out."""
        try:
            asked = json.loads(self.rfile.readline(LONGEST))
            answer = _answered(asked)
        except (ValueError, KeyError, TypeError, AttributeError):
            answer = {"refused": "not a request"}
        except (TimeoutError, DatabaseError):
            answer = {"refused": "not now"}
        self.wfile.write(canonical(answer) + b"\n")


def _answered(asked: dict[str, Any]) -> dict[str, Any]:
    if asked["type"] != "receipts":
        raise ValueError("another type of request")
    close_old_connections()
    signed: dict[str, Any] = {}
    for name in asked["ids"][:MOST]:
        try:
            given = sign(UUID(name))
            signed[name] = {"key": given.key, "signature": given.signature}
        except NotToBeSigned:
            signed[name] = None
    return {"signed": signed}


class Signer(socketserver.UnixStreamServer):
    """Answers one request after the other; the socket is for this user alone."""

    request_queue_size = 128

    def __init__(self, place: Path) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.unlink(missing_ok=True)
        before = os.umask(0o177)
        try:
            super().__init__(str(place), _Handler)
        finally:
            os.umask(before)


# -- everybody else's side ---------------------------------------------------------------------------------------------


def sign_now(public_ids: Sequence[UUID]) -> int:
    """Have these receipts signed and keep the signatures; how many were.  None where the signer does not answer: the next
    run of the job finds them."""
    signed = _ask([str(public_id) for public_id in public_ids])
    receipts = SignedReceipt.objects.filter(public_id__in=list(signed)).in_bulk(field_name="public_id")
    rows = [
        ReceiptSignature(receipt=receipts[public_id], key=given.key, signature=given.signature)
        for public_id, given in signed.items()
        if public_id in receipts
    ]
    ReceiptSignature.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def sign_waiting() -> int:
    """Everything that waits for its signature, the oldest first; how many were signed."""
    total = 0
    while waiting := list(SignedReceipt.objects.filter(signed=None).order_by("pk").values_list("public_id", flat=True)[:MOST]):
        signed = sign_now(waiting)
        total += signed
        if signed < len(waiting):
            break
    return total


def _ask(public_ids: Sequence[str]) -> dict[UUID, Signed]:
    if not public_ids or not hasattr(socket, "AF_UNIX"):
        return {}
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(PATIENCE)
            line.connect(str(address()))
            line.sendall(canonical({"type": "receipts", "ids": list(public_ids)}) + b"\n")
            with line.makefile("rb") as answer:
                told = json.loads(answer.readline())
    except (OSError, ValueError):
        return {}
    return {UUID(name): Signed(**given) for name, given in told.get("signed", {}).items() if given}
