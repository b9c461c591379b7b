"""Showing that one line is under a signed head, with as many hashes as the batch has levels (RFC 6962 §2.1.1)."""

from __future__ import annotations

import json
from dataclasses import dataclass

from yingzhou.base.secrets.keys import keyring
from yingzhou.base.trail.canonical import line_of
from yingzhou.base.trail.models import Event, Leaf, Seal
from yingzhou.base.trail.verify_trail import CONTEXT, leaf_hash, name_of, root_from, root_of


@dataclass(frozen=True)
class Proof:
    """Where a line stands, the way up from it, and whether all of it agrees today."""

    seal: Seal
    position: int
    leaf: str
    path: tuple[str, ...]
    root: str
    holds: bool


def path_to(position: int, leaves: list[bytes]) -> list[bytes]:
    """The hashes beside the way from a leaf to the root, the lowest first."""
    if len(leaves) <= 1:
        return []
    split = 1 << (len(leaves) - 1).bit_length() - 1
    if position < split:
        return [*path_to(position, leaves[:split]), root_of(leaves[split:])]
    return [*path_to(position - split, leaves[split:]), root_of(leaves[:split])]


def proof_of(event: Event) -> Proof | None:
    """The proof for a sealed line, worked out from what the tables say today; None while it waits for its seal."""
    own = Leaf.objects.filter(event_id=event.pk).select_related("seal").first()
    if own is None:
        return None
    stored = Leaf.objects.filter(seal=own.seal).order_by("position").values_list("hash", flat=True)
    leaves = [bytes.fromhex(text) for text in stored]
    path, leaf = path_to(own.position, leaves), leaf_hash(line_of(event))
    root = root_from(leaf, own.position, len(leaves), path)
    return Proof(
        seal=own.seal,
        position=own.position,
        leaf=leaf.hex(),
        path=tuple(step.hex() for step in path),
        root=root.hex() if root else "",
        holds=root is not None and head_holds(own.seal, root),
    )


def head_holds(seal: Seal, root: bytes) -> bool:
    """Whether the signed text names this root, and the signature is of one of our keys."""
    text = seal.head.encode()
    head = json.loads(text)
    return (
        head["root"] == root.hex()
        and name_of({"head": seal.head, "signature": seal.signature}) == seal.head_hash
        and keyring().verifies("seal", head["key"], bytes.fromhex(seal.signature), CONTEXT + text)
    )
