"""The signed note that goes with a list: who took what, when, how many rows, and the digest of the file."""

from __future__ import annotations

import hmac
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from yingzhou.base.actors import Actor
from yingzhou.base.clock import now
from yingzhou.base.secrets.keys import ED25519, keyring

PURPOSE = "sign"


@dataclass(frozen=True)
class Manifest:
    """What left the house."""

    list: str
    by: str
    at: str
    filter: Mapping[str, str]
    columns: tuple[str, ...]
    rows: int
    sha256: str
    algorithm: str = ED25519
    key: str = ""
    signature: str = ""

    def as_json(self) -> str:
        """For people and programs: indented, sorted, UTF-8."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, indent=1)

    def signed_part(self) -> bytes:
        """The bytes the signature covers: canonical JSON of everything but the signature."""
        facts = {name: value for name, value in asdict(self).items() if name != "signature"}
        return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def signed(name: str, *, by: Actor, filters: Mapping[str, Any], columns: tuple[str, ...], rows: int, sha256: str) -> Manifest:
    """The manifest of one list, signed with the current key for signing."""
    key = keyring().current(PURPOSE)
    facts: dict[str, Any] = {
        "list": name,
        "by": by.actor,
        "at": now().isoformat(timespec="seconds"),
        "filter": {str(field): str(value) for field, value in filters.items()},
        "columns": columns,
        "rows": rows,
        "sha256": sha256,
        "key": key.id,
    }
    bare = Manifest(**facts)
    return Manifest(**facts, signature=b64encode(key.sign(bare.signed_part())).decode())


def read(text: str) -> Manifest:
    """A manifest as it was written by `as_json`."""
    facts = json.loads(text)
    return Manifest(**{**facts, "columns": tuple(facts["columns"])})


def is_genuine(manifest: Manifest, *, sha256: str) -> bool:
    """Whether we signed this manifest, and the file with this digest is the one it names."""
    ours = keyring().verifies(PURPOSE, manifest.key, b64decode(manifest.signature), manifest.signed_part())
    return ours and hmac.compare_digest(manifest.sha256, sha256)
