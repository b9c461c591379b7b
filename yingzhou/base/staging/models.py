"""The tables of staging: batches, what is wrong in them, what people decided, and what to put back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from yingzhou.base.evidence.models import Evidence
from yingzhou.base.public_ids import WithPublicId
from yingzhou.base.staging.choices import Choice, Severity, State, Step


class Batch(WithPublicId):
    """导入批次：one file on its way into the tables, and the way back out.

    `actor` and `actor_name` are who sent it; `scope` is what that person might touch then (null: everything), because
    the work is done later, by a job.  `heading` is the header row cell by cell, where a kind keeps cells.  `counts` are for showing.  `marks` are the highest ids of the watched tables when
    the batch was checked (`checked.…`) and committed (`committed.…`): whatever is above was written since.
    """

    number = models.PositiveIntegerField(unique=True)
    kind = models.CharField(max_length=32)
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State, default=State.UPLOADED)
    step = models.CharField(max_length=12, choices=Step, blank=True)
    step_at = models.DateTimeField(null=True, blank=True)
    actor = models.CharField(max_length=80)
    actor_name = models.CharField(max_length=64)
    asked_by = models.CharField(max_length=80, blank=True)
    scope = models.JSONField(null=True, blank=True)
    sheet = models.CharField(max_length=64, blank=True)
    headers = models.JSONField(default=list)
    heading = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    marks = models.JSONField(default=dict)
    note = models.JSONField(default=dict)
    uploaded_at = models.DateTimeField(db_default=Now(), editable=False)
    checked_at = models.DateTimeField(null=True, blank=True)
    committed_at = models.DateTimeField(null=True, blank=True)
    undo_until = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    swept = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "batches"
        constraints = [
            models.CheckConstraint(
                condition=Q(committed_at__isnull=False) | ~Q(state__in=[State.COMMITTED, State.UNDONE]),
                name="batch_committed_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=False) ^ ~Q(state=State.UNDONE), name="batch_undone_has_a_moment"
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "-id"], name="batch_kind"),
            models.Index(fields=["actor", "-id"], name="batch_actor"),
        ]

    def __str__(self) -> str:
        return f"#{self.number:04}"

    def can_be_undone(self, at: datetime) -> bool:
        """Committed, and the days for taking it back are not over."""
        return self.state == State.COMMITTED and self.undo_until is not None and at < self.undo_until

    def is_stuck(self, at: datetime, after: timedelta) -> bool:
        """A job began and has not been heard of for `after`."""
        return bool(self.step) and self.step_at is not None and at - self.step_at > after

    def count(self, name: str) -> int:
        return int(self.counts.get(name, 0))


class ColumnMapping(models.Model):
    """对应列：how a file with these headers was mapped last time, so that it need not be asked again."""

    kind = models.CharField(max_length=32)
    fingerprint = models.CharField(max_length=64)
    columns = models.JSONField()
    decided_by = models.CharField(max_length=80)
    decided_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "fingerprint"], name="column_mapping_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.fingerprint[:8]}"


class Problem(models.Model):
    """问题：what is wrong in one cell of one row.  Words are made from `code` and `facts` when it is shown."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="problems")
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=40)
    value = models.CharField(max_length=120, blank=True)
    severity = models.CharField(max_length=8, choices=Severity)
    code = models.CharField(max_length=40)
    facts = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))

    class Meta:
        indexes = [models.Index(fields=["batch", "severity", "row"], name="problem_row")]

    def __str__(self) -> str:
        return f"{self.row} {self.column} {self.code}"


class Decision(models.Model):
    """决定：what a person said about one row of a batch; survives a new check of the same batch."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="decisions")
    row = models.PositiveIntegerField()
    choice = models.CharField(max_length=8, choices=Choice)
    decided_by = models.CharField(max_length=80)
    decided_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "row"], name="decision_once_a_row")]

    def __str__(self) -> str:
        return f"{self.row} {self.choice}"


class SealedRows(models.Model):
    """The sealed columns of a run of staged rows, sealed together: they exist in the clear nowhere in the database."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="sealed_rows")
    first_row = models.PositiveIntegerField()
    body = models.TextField()

    class Meta:
        verbose_name_plural = "sealed rows"
        constraints = [models.UniqueConstraint(fields=["batch", "first_row"], name="sealed_rows_once")]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.first_row}"


class Touched(models.Model):
    """What a commit touched: the row of the root table, and the rows of it and its parts as they were before.

    `before` is `{table: [row, …]}`, every column of every row as PostgreSQL writes it to JSON (which reads back to the
    same bytes); null where the commit made the row.  `left` says why an undo left it alone.
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="touched")
    root_id = models.BigIntegerField()
    row = models.PositiveIntegerField()
    before: Any = models.JSONField(null=True)
    left = models.CharField(max_length=12, blank=True, db_default="")

    class Meta:
        verbose_name_plural = "touched"
        constraints = [models.UniqueConstraint(fields=["batch", "root_id"], name="touched_once_a_batch")]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.root_id}"


class StagedRow(models.Model):
    """One row of a file, read and checked, waiting.  Each kind of import has its own table of these, with typed columns.

    Such a table is UNLOGGED: it can always be filled again from the file, and a crash empties it (the batch then starts
    over).  `held` marks a row with an error.
    """

    pk = models.CompositePrimaryKey("batch_id", "row")
    batch = models.ForeignKey(Batch, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    row = models.PositiveIntegerField()
    held = models.BooleanField(default=False)

    class Meta:
        abstract = True
