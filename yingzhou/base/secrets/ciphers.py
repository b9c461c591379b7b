"""Sealing one text value: authenticated, bound to its place, prefixed with the key it needs.

A sealed value reads `aes-256-gcm.3f9a1c07.<base64url of nonce + ciphertext + tag>`.  Moving it to another row or column
makes it unreadable, because table, column and row stand in the authenticated data.  96-bit random nonces: rotate a key
before it has sealed 2³² values (NIST SP 800-38D §8.3).
"""

from __future__ import annotations

import base64
import os
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from yingzhou.base.secrets.keys import AES, SM4, Key, KeyFault, Keyring

NONCE, TAG = 12, 16


class CannotOpen(RuntimeError):
    """The value was changed, moved to another row, or sealed with another key of the same id."""


class Token(str):
    """A sealed value.  Its own type, so that plain text can never be taken for it."""

    __slots__ = ()

    @property
    def key_id(self) -> str:
        return self.split(".", 2)[1]


def seal(text: str, *, place: str, ring: Keyring) -> Token:
    """`text` sealed for `place` (table.column.row) with the current field key."""
    return seal_with(ring.current("field"), text, place=place)


def seal_with(key: Key, text: str, *, place: str) -> Token:
    """`text` sealed for `place` with one key."""
    body = _encrypt(key, os.urandom(NONCE), text.encode(), place.encode())
    return Token(f"{key.algorithm}.{key.id}.{base64.urlsafe_b64encode(body).decode()}")


def seal_all(texts: Sequence[str], places: Sequence[str], *, ring: Keyring) -> list[str]:
    """`seal` of many values with one look at the keys; an empty text stays empty."""
    key = ring.current("field")
    before = f"{key.algorithm}.{key.id}."
    if key.algorithm != AES:
        return [str(seal(text, place=place, ring=ring)) if text else "" for text, place in zip(texts, places, strict=True)]
    encrypt, nonces = AESGCM(key.secret).encrypt, os.urandom(NONCE * len(texts))
    sealed = []
    for at, (text, place) in enumerate(zip(texts, places, strict=True)):
        nonce = nonces[at * NONCE : (at + 1) * NONCE]
        body = nonce + encrypt(nonce, text.encode(), place.encode()) if text else b""
        sealed.append(before + base64.urlsafe_b64encode(body).decode() if text else "")
    return sealed


def unseal(token: str, *, place: str, ring: Keyring) -> str:
    """The text; CannotOpen if it was changed or belongs to another place, KeyFault if its key is gone."""
    key_id = [*token.split(".", 2), ""][1]
    return unseal_with(ring.named("field", key_id), token, place=place)


def unseal_with(key: Key, token: str, *, place: str) -> str:
    """The text sealed with one key; CannotOpen if it was changed or belongs to another place."""
    algorithm, _key_id, text = [*token.split(".", 2), "", ""][:3]
    if key.algorithm != algorithm:
        raise CannotOpen(f"a value at {place} names the algorithm {algorithm!r}, its key has {key.algorithm!r}")
    try:
        body = base64.b64decode(text.encode(), altchars=b"-_", validate=True)
        return _decrypt(key, body, place.encode()).decode()
    except (InvalidTag, ValueError):
        raise CannotOpen(f"the sealed value at {place} does not open: it was changed or moved") from None


def _encrypt(key: Key, nonce: bytes, text: bytes, place: bytes) -> bytes:
    if key.algorithm == AES:
        return nonce + AESGCM(key.secret).encrypt(nonce, text, place)
    if key.algorithm == SM4:
        sealer = Cipher(algorithms.SM4(key.secret), modes.GCM(nonce)).encryptor()
        sealer.authenticate_additional_data(place)
        return nonce + sealer.update(text) + sealer.finalize() + sealer.tag
    raise KeyFault(f"{key.algorithm!r} is not an algorithm for fields: choose {AES} or {SM4}")


def _decrypt(key: Key, body: bytes, place: bytes) -> bytes:
    nonce, text = body[:NONCE], body[NONCE:]
    if key.algorithm == AES:
        return AESGCM(key.secret).decrypt(nonce, text, place)
    if key.algorithm == SM4:
        text, tag = text[:-TAG], text[-TAG:]
        opener = Cipher(algorithms.SM4(key.secret), modes.GCM(nonce, tag)).decryptor()
        opener.authenticate_additional_data(place)
        return opener.update(text) + opener.finalize()
    raise KeyFault(f"{key.algorithm!r} is not an algorithm for fields: choose {AES} or {SM4}")
