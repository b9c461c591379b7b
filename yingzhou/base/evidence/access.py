"""Who may see a piece of evidence: the room that owns its kind decides.  A kind nobody owns is seen by nobody.

access.register("case", cases.queries.may_see_evidence)          # in the room's apps.py
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from yingzhou.base.evidence.models import Evidence

MaySee = Callable[[Any, Evidence], bool]

_owners: dict[str, tuple[MaySee, MaySee]] = {}


def register(kind: str, may_see: MaySee, *, may_have_original: MaySee | None = None) -> None:
    """Declare the owner of a kind.  `may_have_original` narrows who gets the file as it came (default: who may see it)."""
    _owners[kind] = (may_see, may_have_original or may_see)


def unregister(kind: str) -> None:
    """Forget an owner (a test puts back what it changed)."""
    _owners.pop(kind, None)


def may_see(viewer: Any, evidence: Evidence) -> bool:
    """Whether the owner of the evidence shows it to the viewer."""
    owner = _owners.get(evidence.kind)
    return owner is not None and owner[0](viewer, evidence)


def may_have_original(viewer: Any, evidence: Evidence) -> bool:
    """Whether the viewer may have the file as it came, with all it tells about its maker."""
    owner = _owners.get(evidence.kind)
    return owner is not None and owner[0](viewer, evidence) and owner[1](viewer, evidence)
