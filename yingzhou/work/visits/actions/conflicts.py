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
from yingzhou.base.words import _
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.visits import rules
from yingzhou.work.visits.actions.amending import amend_visit, kept_content
from yingzhou.work.visits.actions.recording import as_text
from yingzhou.work.visits.models import VisitConflict
from yingzhou.work.visits.queries.scope import visits_of

WHY = _("同一次走访来了两份，按另一份改")


@dataclass(frozen=True)
class Difference:
    """One field in which two copies differ: as it was sent now, and as it is kept."""

    name: str
    yours: Any
    kept: Any


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


@transaction.atomic
def resolve_conflict(*, conflict: VisitConflict, chosen: Mapping[str, str], by: Viewer) -> VisitConflict:
    """Decide field by field which copy holds.  What is taken from the second becomes an amendment of the first, which stays
    sealed as it is; the second stays beside it.  AlreadyResolved, NotDecided for a field nobody chose for.
    """
    conflict = VisitConflict.objects.select_for_update().select_related("visit").get(pk=conflict.pk)
    if conflict.resolved_at is not None:
        raise rules.AlreadyResolved()
    other = json.loads(conflict.content)
    fields = rules.differing(other, kept_content(conflict.visit))
    rules.check_decided(fields, chosen)
    taken = {name: other.get(name) for name in fields if chosen[name] == rules.OTHER}
    if changes := {name: value for name, value in taken.items() if name in rules.AMENDABLE}:
        amend_visit(visit=conflict.visit, why=str(WHY), fields=changes, by=by)
    conflict.chosen = {name: chosen[name] for name in fields}
    conflict.resolved_by_id, conflict.resolved_at = by.officer_id, now()
    conflict.save(update_fields=["chosen", "resolved_by", "resolved_at"])
    record("visit.resolve_conflict", conflict.visit, by=by, taken=sorted(taken))
    return conflict
