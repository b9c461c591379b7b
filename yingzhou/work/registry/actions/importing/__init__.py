"""Importing businesses (导入经营主体): who may, and what this room does at each step of `base.staging`.

A department imports for the whole district; a station's head imports the station's own rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO
from uuid import UUID

from yingzhou.base.refusals import NotAllowed
from yingzhou.base.staging import batches, errors, tasks
from yingzhou.base.staging.choices import Choice
from yingzhou.base.staging.models import Batch
from yingzhou.base.trail.writing import record
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


def map_columns(*, pid: UUID, columns: Mapping[str, int], by: Viewer) -> Batch:
    """Say which column of the file is which; the file is read again with that."""
    batch = batches.map_columns(batch=queries.batch_for(by, pid), columns=dict(columns), by=by)
    tasks.prepare.defer(batch_id=batch.pk)
    return batch


def decide_row(*, pid: UUID, row: int, choice: Choice | None, by: Viewer) -> Batch:
    """Say of one row: the same business, two businesses, or not to be written."""
    batch = queries.batch_for(by, pid)
    batches.decide(batch=batch, row=row, choice=choice, by=by)
    return batch


def commit_import(*, pid: UUID, by: Viewer) -> Batch:
    """Have the batch written, by a job."""
    batch = batches.ask_commit(batch=queries.batch_for(by, pid), by=by)
    tasks.commit.defer(batch_id=batch.pk)
    return batch


def undo_import(*, pid: UUID, by: Viewer) -> Batch:
    """Have the batch taken back, by a job."""
    batch = batches.ask_undo(batch=queries.batch_for(by, pid), by=by)
    tasks.undo.defer(batch_id=batch.pk)
    return batch


def drop_import(*, pid: UUID, by: Viewer) -> Batch:
    """Give the batch up before anything was written."""
    return batches.drop(batch=queries.batch_for(by, pid), by=by)


def check_again(*, pid: UUID, by: Viewer) -> Batch:
    """Read and compare anew, for instance after the net was changed."""
    batch = batches.ask_check(batch=queries.batch_for(by, pid), by=by)
    tasks.prepare.defer(batch_id=batch.pk)
    return batch


def take_error_sheet(*, pid: UUID, by: Viewer) -> bytes:
    """The rows with errors as an xlsx with a column saying what is wrong; mended, it can be sent again alone.

    It holds what people wrote, personal data included, so that taking it is in the trail.
    """
    batch = queries.batch_for(by, pid)
    record("import.take_errors", batch, by=by, rows=batch.count("error_rows"))
    return errors.sheet(batch)


def scope_of(viewer: Viewer) -> list[int] | None:
    """Stations whose rows the viewer may import; None for the whole district."""
    grants = viewer.grants_of(*IMPORTERS)
    if not grants:
        raise NotAllowed(act=ACT, roles="、".join(str(role.label) for role in IMPORTERS))
    if any(grant.everywhere for grant in grants):
        return None
    return sorted(frozenset().union(*(grant.station_ids for grant in grants)))
