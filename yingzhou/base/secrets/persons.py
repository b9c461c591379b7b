"""A key for each person: destroyed, nobody reads that person any more, in no copy of the database however old.

    KEYS_DIR/persons/3f/3f9a1c07-….key     256 bits, wrapped with a field key; never in the database

`PersonField` is a sealed column of a row that is one person; the row's `public_id` names the key.  The file alone opens
nothing (it is wrapped), the database alone opens nothing (the key is not in it).  A copy of the keys must follow
erasures: `yingzhou backup --keys` mirrors this folder, and nobody else should keep old copies of it.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from yingzhou.base import durable
from yingzhou.base.secrets.ciphers import CannotOpen, Token, seal, seal_with, unseal, unseal_with
from yingzhou.base.secrets.fields import SealedField
from yingzhou.base.secrets.keys import AES, SIZES, Key, keyring

#: Stands where a sealed value names its key.
PERSON = "person"


class PersonErased(CannotOpen):
    """The key of this person has been destroyed: nobody reads the value any more."""


class PersonField(SealedField):
    """Text sealed with the key of the one person its row is.  The key is made with the first value.

    A value written before the column had keys of persons opens with the field key it names, until it is written again.
    """

    def sealed(self, instance: Any, text: str) -> Token:
        key = key_of(instance.public_id) if exists(instance.public_id) else _make(instance.public_id)
        return seal_with(key, text, place=self.place(instance.public_id))

    def opened(self, instance: Any, token: Token) -> str:
        if token.key_id != PERSON:
            return super().opened(instance, token)
        return unseal_with(key_of(instance.public_id), token, place=self.place(instance.public_id))


def exists(person: UUID) -> bool:
    """Whether there is a key by which this person can still be read."""
    return _path(person).exists()


def key_of(person: UUID) -> Key:
    """The key of a person; PersonErased once it is gone."""
    try:
        wrapped = _path(person).read_text().strip()
    except FileNotFoundError:
        raise PersonErased("the key of this person has been destroyed") from None
    algorithm, _colon, secret = unseal(Token(wrapped), place=_place(person), ring=keyring()).partition(":")
    return Key(PERSON, PERSON, algorithm, "", bytes.fromhex(secret))


def destroy(person: UUID) -> bool:
    """Take the key of a person away, for good; false if there was none.  Doing it again is harmless."""
    path = _path(person)
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    durable.sync_folder(path.parent)
    return True


def everyone() -> Iterator[UUID]:
    """Everyone who has a key."""
    for path in sorted(_folder().glob("*/*.key")):
        with suppress(ValueError):
            yield UUID(path.stem)


def wrapped_by() -> Counter[str]:
    """Field key → how many keys of persons it wraps."""
    return Counter(_token(person).key_id for person in everyone())


def rewrap() -> int:
    """Wrap every key of a person with the current field key; how many were not yet.  The values stay as they are."""
    current, moved = keyring().current("field").id, 0
    for person in everyone():
        token = _token(person)
        if token.key_id != current:
            durable.write(_path(person), _wrapped(person, unseal(token, place=_place(person), ring=keyring())))
            moved += 1
    return moved


def _make(person: UUID) -> Key:
    algorithm = getattr(settings, "FIELD_ALGORITHM", AES)
    key = Key(PERSON, PERSON, algorithm, "", secrets.token_bytes(SIZES[algorithm]))
    durable.make_folder(_path(person).parent)
    durable.write(_path(person), _wrapped(person, f"{algorithm}:{key.secret.hex()}"))
    return key


def _wrapped(person: UUID, text: str) -> bytes:
    return f"{seal(text, place=_place(person), ring=keyring())}\n".encode()


def _token(person: UUID) -> Token:
    return Token(_path(person).read_text().strip())


def _place(person: UUID) -> str:
    return f"{PERSON}.{person}"


def _folder() -> Path:
    return Path(settings.KEYS_DIR) / "persons"


def _path(person: UUID) -> Path:
    return _folder() / person.hex[:2] / f"{person}.key"
