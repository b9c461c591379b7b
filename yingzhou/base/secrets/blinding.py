"""Blind indexes: equality search over a sealed value without storing the value.

The digest tells nothing without the key, except that two rows hold the same value.  Give it a normal form (digits only
for a phone), and a purpose of its own, so that a phone and an identity number never share a digest.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence

from yingzhou.base.secrets.keys import Key, keyring

LENGTH = 41  #: characters of a blind value: key id, colon, 128 bits in hex


def blind(value: str, purpose: str) -> str:
    """What to store beside the sealed value.  Empty stays empty."""
    return _digest(keyring().current("blind"), value, purpose) if value else ""


def blind_many(values: Sequence[str], purpose: str) -> list[str]:
    """`blind` of many values at once, for bulk writing."""
    key = keyring().current("blind")
    start, secret, before = f"{key.id}:", key.secret, purpose.encode() + b"\x00"
    return [start + hmac.digest(secret, before + value.encode(), "sha256").hex()[:32] if value else "" for value in values]


def blinds(value: str, purpose: str) -> list[str]:
    """What to search for (`phone_blind__in=blinds(…)`): the digest under every key still in use."""
    return [_digest(key, value, purpose) for key in keyring().all("blind")] if value else []


def _digest(key: Key, value: str, purpose: str) -> str:
    message = purpose.encode() + b"\x00" + value.encode()
    return f"{key.id}:{hmac.new(key.secret, message, hashlib.sha256).hexdigest()[:32]}"
