"""The national platform's ledger coming in: who may, and the steps of `base.staging`."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from yingzhou.base.documents.lists import Asked, export
from yingzhou.base.refusals import NotAllowed
from yingzhou.base.staging import batches, errors, tasks
from yingzhou.base.staging.choices import Choice
from yingzhou.base.staging.models import Batch
from yingzhou.base.trail.writing import record, record_read
from yingzhou.base.words import _
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.queries import ledger as queries
from yingzhou.work.disputes.queries.ledger import IMPORTERS, KIND

ACT = _("导入平台投诉台账")


def start_import(*, source: bytes | BinaryIO, name: str, by: Viewer) -> Batch:
    """Take a file in; reading begins after the commit."""
    if not queries.may_import(by):
        raise NotAllowed(act=ACT, roles="、".join(str(role.label) for role in IMPORTERS))
    batch = batches.upload(kind=KIND, source=source, name=name, by=by, by_name=by.name)
    tasks.prepare.defer(batch_id=batch.pk)
    return batch


def map_columns(*, pid: UUID, columns: Mapping[str, int], by: Viewer) -> Batch:
    """Say which column of the file is which; the file is read again with that."""
    batch = batches.map_columns(batch=queries.batch_for(by, pid), columns=dict(columns), by=by)
    tasks.prepare.defer(batch_id=batch.pk)
    return batch


def leave_row(*, pid: UUID, row: int, is_left: bool, by: Viewer) -> Batch:
    """Leave one row out of what is written, or take it in again."""
    batch = queries.batch_for(by, pid)
    batches.decide(batch=batch, row=row, choice=Choice.LEAVE if is_left else None, by=by)
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
    """Read and compare anew."""
    batch = batches.ask_check(batch=queries.batch_for(by, pid), by=by)
    tasks.prepare.defer(batch_id=batch.pk)
    return batch


def take_error_sheet(*, pid: UUID, by: Viewer) -> bytes:
    """The rows with errors as an xlsx with a column saying what is wrong.  It holds what people wrote: taking it is on the trail."""
    batch = queries.batch_for(by, pid)
    record("import.take_errors", batch, by=by, rows=batch.count("error_rows"))
    return errors.sheet(batch)


@transaction.atomic
def take_out(*, asked: Asked, purpose: str, by: Viewer) -> bytes:
    """The ledger as an xlsx in the columns it came in.  It names who complains: the purpose is on the trail before it is made."""
    record_read("complainant.read", None, by=by, purpose=purpose.strip(), list=KIND)
    with tempfile.TemporaryFile() as file:
        export(KIND, file, viewer=by, by=by, asked=asked)
        file.seek(0)
        return file.read()
