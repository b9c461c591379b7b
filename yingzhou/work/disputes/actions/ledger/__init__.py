"""The national platform's ledger coming in: who may, and the steps of `base.staging`."""

from __future__ import annotations

import tempfile
from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from yingzhou.base.documents.lists import Asked, export
from yingzhou.base.refusals import NotAllowed
from yingzhou.base.staging import batches, tasks
from yingzhou.base.staging.asking import Steps
from yingzhou.base.staging.choices import Choice
from yingzhou.base.staging.models import Batch
from yingzhou.base.trail.writing import record_read
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


_steps = Steps[Viewer](queries.batch_for)
map_columns = _steps.map_columns
check_again = _steps.check_again
commit_import = _steps.commit_import
undo_import = _steps.undo_import
drop_import = _steps.drop_import
take_error_sheet = _steps.take_error_sheet


def leave_row(*, pid: UUID, row: int, is_left: bool, by: Viewer) -> Batch:
    """Leave one row out of what is written, or take it in again."""
    return _steps.decide_row(pid=pid, row=row, choice=Choice.LEAVE if is_left else None, by=by)


@transaction.atomic
def take_out(*, asked: Asked, purpose: str, by: Viewer) -> bytes:
    """The ledger as an xlsx in the columns it came in.  It names who complains: the purpose is on the trail before it is made."""
    record_read("complainant.read", None, by=by, purpose=purpose.strip(), list=KIND)
    with tempfile.TemporaryFile() as file:
        export(KIND, file, viewer=by, by=by, asked=asked)
        file.seek(0)
        return file.read()
