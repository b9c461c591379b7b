"""更正: what was learned after the seal is written beside the record, never into it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from yingzhou.base.clock import now
from yingzhou.base.trail.canonical import canonical, moment
from yingzhou.base.trail.watching import check_sealing
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.visits import rules
from yingzhou.work.visits.actions.recording import as_text
from yingzhou.work.visits.models import Amendment, Visit


def kept_content(visit: Visit) -> dict[str, Any]:
    """What the sealed record was told, as plain values."""
    return dict(json.loads(visit.content)["told"]) if visit.content else {}


@transaction.atomic
def amend_visit(*, visit: Visit, why: str, fields: Mapping[str, Any], by: Viewer) -> Amendment:
    """Write down what is otherwise than the sealed record says, and why.  WhyMissing, NothingToAmend."""
    check_sealing()
    visit = Visit.objects.select_for_update().get(pk=visit.pk)
    before = amended_content(visit)
    changes = rules.amended(before, as_text(dict(fields)), why=why)
    last = visit.amendments.order_by("-position").first()
    at = now()
    position = last.position + 1 if last else 1
    sealed = {
        "before": last.seal if last else visit.seal,
        "at": moment(at),
        "why": why.strip(),
        "fields": changes,
        "by": by.actor,
    }
    amendment = Amendment.objects.create(
        visit=visit,
        position=position,
        why=why.strip(),
        fields=changes,
        officer_id=by.officer_id,
        at=at,
        seal=hashlib.sha256(canonical(sealed)).hexdigest(),
    )
    record("visit.amend", visit, by=by, fields=sorted(changes), seal=amendment.seal)
    return amendment


def amended_content(visit: Visit) -> dict[str, Any]:
    """The record as it reads today: what was sealed, and over it every amendment in its order."""
    content = kept_content(visit)
    for amendment in visit.amendments.order_by("position"):
        content |= {name: new for name, (_old, new) in amendment.fields.items()}
    return content
