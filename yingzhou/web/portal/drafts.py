"""What somebody has told us so far, kept in the form itself: signed, so that nobody else can write it, and nowhere on the server.

Name and phone are asked on the last page only, so that they never travel in a draft.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import timedelta
from typing import Any

from django.core import signing

SALT = "portal.draft"
LASTS = timedelta(hours=24)


@dataclass(frozen=True)
class Draft:
    """One filing on its way; `key` names it, so that sending it twice is one matter."""

    key: str
    kind: str = ""
    text: str = ""
    wish: str = ""
    business: str = ""
    community: str = ""
    place: str = ""
    photos: tuple[str, ...] = ()
    goods: str = ""
    amount: str = ""
    bought_on: str = ""
    label: str = ""


def fresh(kind: str = "", label: str = "") -> Draft:
    """An empty one; `label` is what a scanned label carried."""
    return Draft(key=str(uuid.uuid4()), kind=kind, label=label)


def told(draft: Draft, texts: Mapping[str, Any]) -> Draft:
    """The draft with these fields as they were typed."""
    return replace(draft, **texts)


def seal(draft: Draft) -> str:
    """The draft as one hidden field."""
    return signing.dumps(asdict(draft), salt=SALT, compress=True)


def unseal(text: str) -> Draft | None:
    """The draft again; None for one that is too old, or that was not ours."""
    try:
        told = signing.loads(text, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    known = {field.name for field in fields(Draft)}
    texts: dict[str, Any] = {name: value for name, value in told.items() if name in known}
    return Draft(**{**texts, "photos": tuple(texts.get("photos", ()))})
