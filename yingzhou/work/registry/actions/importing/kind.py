"""What staging is told about businesses."""

from __future__ import annotations

from typing import Any

from yingzhou.base.clock import today
from yingzhou.base.staging.kinds import Kind, Parts
from yingzhou.base.staging.models import Batch, Touched
from yingzhou.base.words import _
from yingzhou.work.registry.actions.importing import comparing, writing
from yingzhou.work.registry.actions.importing.finishing import STORED, Finishing
from yingzhou.work.registry.models import Business, StagedBusiness
from yingzhou.work.registry.queries.imports import KIND
from yingzhou.work.registry.queries.villages import resolver
from yingzhou.work.registry.rules import importing as rules

#: Results computed by ourselves are no reason to leave a business alone.
COMPUTED = ("size", "size_version")

_LEFT = f"""
SELECT t.root_id, 'merged' FROM {Touched._meta.db_table} t JOIN registry_business b ON b.id = t.root_id
WHERE t.batch_id = %s AND b.merged_into_id IS NOT NULL
UNION ALL
SELECT t.root_id, 'changed' FROM {Touched._meta.db_table} t JOIN registry_change h ON h.business_id = t.root_id
WHERE t.batch_id = %s AND h.id > %s AND NOT (h."table" = 'registry_business' AND h.fields - %s::text[] = '{{}}')
"""


def left(batch: Batch) -> tuple[str, list[Any]]:
    """What the registry itself has noted since: merges and changes of any field that is not computed."""
    return _LEFT, [batch.pk, batch.pk, batch.marks.get("committed", {}).get("registry_change", 0), list(COMPUTED)]


BUSINESSES = Kind(
    name=KIND,
    label=_("经营主体"),
    columns=rules.columns,
    table=StagedBusiness,
    stored=STORED,
    finisher=lambda batch: Finishing(batch, resolver(on=today())),
    compare=comparing.compare,
    write=writing.write,
    parts=Parts(
        root="registry_business",
        parts=(
            ("registry_formername", "business_id"),
            ("registry_premises", "business_id"),
            ("registry_permit", "business_id"),
            ("registry_contactperson", "business_id"),
            ("registry_seat", "business_id"),
        ),
    ),
    root_model=lambda: Business,
    left=left,
    watched=("registry_change",),
    forget=comparing.forget,
    words=rules.WORDS,
)
