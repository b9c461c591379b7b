"""The steps of a batch as a person asks for them: is it theirs to ask, note the wish, leave the long work to a job."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.staging import batches, errors, tasks
from yingzhou.base.staging.choices import Choice
from yingzhou.base.staging.models import Batch
from yingzhou.base.trail.writing import record

Asker = TypeVar("Asker", bound=Actor)


@dataclass(frozen=True)
class Steps(Generic[Asker]):
    """The same steps for every kind of file; a room says which batches the asker has (`batch_for` raises `NotFound`)."""

    batch_for: Callable[[Asker, UUID], Batch]

    def map_columns(self, *, pid: UUID, columns: Mapping[str, int], by: Asker) -> Batch:
        """Say which column of the file is which; the file is read again with that."""
        batch = batches.map_columns(batch=self.batch_for(by, pid), columns=dict(columns), by=by)
        tasks.prepare.defer(batch_id=batch.pk)
        return batch

    def decide_row(self, *, pid: UUID, row: int, choice: Choice | None, by: Asker) -> Batch:
        """Say of one row what is to become of it; without a choice, take back what was said."""
        batch = self.batch_for(by, pid)
        batches.decide(batch=batch, row=row, choice=choice, by=by)
        return batch

    def check_again(self, *, pid: UUID, by: Asker) -> Batch:
        """Read and compare anew, for instance after the net was changed."""
        batch = batches.ask_check(batch=self.batch_for(by, pid), by=by)
        tasks.prepare.defer(batch_id=batch.pk)
        return batch

    def commit_import(self, *, pid: UUID, by: Asker) -> Batch:
        """Have the batch written, by a job."""
        batch = batches.ask_commit(batch=self.batch_for(by, pid), by=by)
        tasks.commit.defer(batch_id=batch.pk)
        return batch

    def undo_import(self, *, pid: UUID, by: Asker) -> Batch:
        """Have the batch taken back, by a job."""
        batch = batches.ask_undo(batch=self.batch_for(by, pid), by=by)
        tasks.undo.defer(batch_id=batch.pk)
        return batch

    def drop_import(self, *, pid: UUID, by: Asker) -> Batch:
        """Give the batch up before anything was written."""
        return batches.drop(batch=self.batch_for(by, pid), by=by)

    @transaction.atomic
    def take_error_sheet(self, *, pid: UUID, by: Asker) -> bytes:
        """The rows with errors as an xlsx with a column saying what is wrong; mended, it can be sent again alone.

        It holds what people wrote, personal data included: taking it is on the trail.
        """
        batch = self.batch_for(by, pid)
        record("import.take_errors", batch, by=by, rows=batch.count("error_rows"))
        return errors.sheet(batch)
