"""Key files: one key, one file, mode 0400, with an id and a day; the newest of a purpose seals, all of them open.

    KEYS_DIR/field/3f9a1c07.key     AES-256-GCM or SM4-GCM, for SealedField
    KEYS_DIR/blind/….key            HMAC-SHA-256, for blind()
    KEYS_DIR/seal/….key  ….pub      Ed25519, signs the heads of the trail; only the sealer needs the .key
    KEYS_DIR/sign/….key  ….pub      Ed25519, signs receipts and manifests of exports
    KEYS_DIR/django                 the framework's own secret

A running process notices a new key by the time stamp of the folder, so a rotation needs no restart.
`ensure()` and `add()` take the folder, so that `up` can make the keys before there are settings.
"""

from __future__ import annotations

import json
import os
import secrets
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from yingzhou.base import durable

AES = "aes-256-gcm"
SM4 = "sm4-gcm"
HMAC = "hmac-sha-256"
ED25519 = "ed25519"

#: purpose → algorithm of a new key; `field` may be set otherwise (settings.FIELD_ALGORITHM).
PURPOSES = {"field": AES, "blind": HMAC, "seal": ED25519, "sign": ED25519}
SIZES = {AES: 32, SM4: 16, HMAC: 32, ED25519: 32}


class KeyFault(RuntimeError):
    """A key file is missing, open to others, or not a key.  The message says which and how to mend it."""


@dataclass(frozen=True)
class Key:
    """One key.  `secret` never appears in a repr, so never in a log or a traceback of ours."""

    id: str
    purpose: str
    algorithm: str
    made_at: str
    secret: bytes = field(repr=False)

    def sign(self, message: bytes) -> bytes:
        """The Ed25519 signature of `message` (64 bytes)."""
        return Ed25519PrivateKey.from_private_bytes(self.secret).sign(message)


class Keyring:
    """The keys of one folder, re-read when a file is added or taken away."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._read: dict[str, tuple[int, tuple[Key, ...]]] = {}

    def all(self, purpose: str) -> tuple[Key, ...]:
        """Every key of a purpose, the oldest first."""
        place = self.folder / purpose
        try:
            stamp = place.stat().st_mtime_ns
        except FileNotFoundError:
            stamp = -1
        known = self._read.get(purpose)
        if known is None or known[0] != stamp:
            with self._lock:
                known = self._read[purpose] = (stamp, _read_folder(place))
        return known[1]

    def current(self, purpose: str) -> Key:
        """The key new values are sealed with: the newest."""
        keys = self.all(purpose)
        if not keys:
            raise KeyFault(f"no key for {purpose!r} in {self.folder}: run `yingzhou up`, or restore them from the key escrow")
        return keys[-1]

    def named(self, purpose: str, key_id: str) -> Key:
        """The key an old value was sealed with."""
        for _try in range(2):
            for key in self.all(purpose):
                if key.id == key_id:
                    return key
            self._read.pop(purpose, None)  # two keys made within one tick of the clock
        raise KeyFault(f"the key {key_id!r} for {purpose!r} is not in {self.folder}: restore it from the key escrow")

    def public(self, purpose: str) -> dict[str, bytes]:
        """Key id → public half (32 bytes) of every signing key of a purpose; needs no private key."""
        return {path.stem: _unpack(path)["public"] for path in sorted((self.folder / purpose).glob("*.pub"))}

    def verifies(self, purpose: str, key_id: str, signature: bytes, message: bytes) -> bool:
        """Whether `signature` is ours; false for an unknown key."""
        known = self.public(purpose).get(key_id)
        if known is None:
            return False
        try:
            Ed25519PublicKey.from_public_bytes(known).verify(signature, message)
        except InvalidSignature:
            return False
        return True


_rings: dict[Path, Keyring] = {}


def keyring() -> Keyring:
    """The keys of this deployment (settings.KEYS_DIR)."""
    folder = Path(settings.KEYS_DIR)
    return _rings.setdefault(folder, Keyring(folder))


def ensure(folder: Path, *, field_algorithm: str = AES) -> list[str]:
    """Make what is missing; the names of what was made.  Safe to run at every start, by two processes at once."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    algorithms = {**PURPOSES, "field": field_algorithm}
    missing = [purpose for purpose in PURPOSES if not _read_folder(folder / purpose)]
    made = [f"{purpose}/{add(folder, purpose, algorithm=algorithms[purpose]).id}" for purpose in missing]
    if not (folder / "django").exists():
        durable.write(folder / "django", secrets.token_urlsafe(48).encode())
        made.append("django")
    return made


def add(folder: Path, purpose: str, *, algorithm: str = "") -> Key:
    """A new key, current from now on; the older ones still open what they sealed."""
    algorithm = algorithm or PURPOSES[purpose]
    key = Key(
        id=secrets.token_hex(4),
        purpose=purpose,
        algorithm=algorithm,
        made_at=datetime.now(UTC).isoformat(timespec="microseconds"),
        secret=secrets.token_bytes(SIZES[algorithm]),
    )
    place = folder / purpose
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    about = {"id": key.id, "purpose": purpose, "algorithm": algorithm, "made_at": key.made_at}
    if algorithm == ED25519:
        public = Ed25519PrivateKey.from_private_bytes(key.secret).public_key().public_bytes_raw()
        durable.write(place / f"{key.id}.pub", _pack(about, public=public), mode=0o444)
    durable.write(place / f"{key.id}.key", _pack(about, secret=key.secret))
    return key


def remove(folder: Path, purpose: str, key_id: str) -> None:
    """Take a key away.  The caller has made sure that nothing is sealed with it any more (`rotation.retire`)."""
    (folder / purpose / f"{key_id}.key").unlink()
    durable.sync_folder(folder / purpose)


# -- files -------------------------------------------------------------------------------------------------------------


def _read_folder(place: Path) -> tuple[Key, ...]:
    keys = []
    for path in place.glob("*.key"):
        if os.name != "nt" and path.stat().st_mode & 0o077:
            raise KeyFault(f"{path} can be read by other users: chmod 0400 {path}")
        values = _unpack(path)
        keys.append(Key(values["id"], values["purpose"], values["algorithm"], values["made_at"], values["secret"]))
    return tuple(sorted(keys, key=lambda key: (key.made_at, key.id)))


def _pack(about: dict[str, str], **values: bytes) -> bytes:
    text = {name: value.hex() for name, value in values.items()}
    return json.dumps({**about, **text}, indent=1).encode() + b"\n"


def _unpack(path: Path) -> dict:
    try:
        values = json.loads(path.read_bytes())
        for name in {"secret", "public"} & set(values):
            values[name] = bytes.fromhex(values[name])
    except (ValueError, OSError) as fault:
        raise KeyFault(f"{path} cannot be read as a key file ({fault}): restore it from the key escrow") from None
    return values
