"""Importing businesses (导入经营主体): who may, and what this room does at each step of `base.staging`.

A department imports for the whole district; a station's head imports the station's own rows.
"""

from __future__ import annotations

from typing import BinaryIO

from yingzhou.base.refusals import NotAllowed
from yingzhou.base.staging import batches, tasks
from yingzhou.base.staging.asking import Steps
from yingzhou.base.staging.models import Batch
from yingzhou.base.words import _
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.registry.queries import imports as queries
from yingzhou.work.registry.queries.imports import IMPORTERS, KIND

ACT = _("导入经营主体")


def start_import(*, source: bytes | BinaryIO, name: str, by: Viewer) -> Batch:
    """Take a file in; reading begins after the commit."""
    scope = scope_of(by)
    batch = batches.upload(kind=KIND, source=source, name=name, by=by, by_name=by.name, scope=scope)
    tasks.prepare.defer(batch_id=batch.pk)
    return batch


_steps = Steps[Viewer](queries.batch_for)
map_columns = _steps.map_columns
decide_row = _steps.decide_row
check_again = _steps.check_again
commit_import = _steps.commit_import
undo_import = _steps.undo_import
drop_import = _steps.drop_import
take_error_sheet = _steps.take_error_sheet


def scope_of(viewer: Viewer) -> list[int] | None:
    """Stations whose rows the viewer may import; None for the whole district."""
    grants = viewer.grants_of(*IMPORTERS)
    if not grants:
        raise NotAllowed(act=ACT, roles="、".join(str(role.label) for role in IMPORTERS))
    if any(grant.everywhere for grant in grants):
        return None
    return sorted(frozenset().union(*(grant.station_ids for grant in grants)))
