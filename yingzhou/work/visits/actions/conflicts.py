"""Two copies of one record: both are kept, and a person decides field by field."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from yingzhou.base.clock import now
from yingzhou.base.trail.canonical import canonical
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.visits import rules
from yingzhou.work.visits.actions.recording import as_text
from yingzhou.work.visits.models import Visit, VisitConflict
from yingzhou.work.visits.queries.scope import visits_of


@dataclass(frozen=True)
class Difference:
    """One field in which two copies differ: as it was sent now, and as it is kept."""

    name: str
    yours: Any
    kept: Any


def kept_content(visit: Visit) -> dict[str, Any]:
    """What the sealed record was told, as plain values."""
    return dict(json.loads(visit.content)["told"]) if visit.content else {}


def differences(yours: Mapping[str, Any], kept: Mapping[str, Any]) -> tuple[Difference, ...]:
    return tuple(Difference(name, yours.get(name), kept.get(name)) for name in rules.differing(yours, kept))


@transaction.atomic
def keep_conflict(*, key: UUID, told: rules.VisitTold, by: Viewer) -> tuple[Difference, ...]:
    """Keep a second copy that came under a key already used, beside the first; in what they differ (nothing: the same record).

    KeyOfAnother when the first is not for this person to know.  The same copy again is kept once.
    """
    visit = visits_of(by).select_for_update(of=("self",)).filter(public_id=key).first()
    if visit is None:
        raise rules.KeyOfAnother()
    content = as_text(rules.content_of(told.raw))
    found = differences(content, kept_content(visit))
    if not found:
        return ()
    text = canonical(content)
    digest = hashlib.sha256(text).hexdigest()
    if not VisitConflict.objects.filter(visit=visit, content_hash=digest).exists():
        second = VisitConflict(visit=visit, officer_id=by.officer_id, content_hash=digest, received_at=now())
        second.content = text.decode()
        second.save(force_insert=True)
        record("visit.conflict", visit, by=by, fields=[one.name for one in found])
    return found
