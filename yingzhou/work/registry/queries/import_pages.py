"""What the pages of an import show: one batch with the first rows of each list, one list, an undo before it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from yingzhou.base.documents.sheets import Column as SheetColumn
from yingzhou.base.documents.sheets import template_xlsx
from yingzhou.base.staging import undoing
from yingzhou.base.staging.choices import Choice, Severity, State
from yingzhou.base.staging.models import Batch, Decision
from yingzhou.base.words import _
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.registry.queries.imports import (
    PAGE,
    ChangedRow,
    Doubt,
    Leftover,
    NewRow,
    ProblemRow,
    batch_for,
    changed,
    columns,
    doubts,
    latest,
    leftovers,
    missing,
    missing_businesses,
    new,
    problems,
    same_file,
    undecided,
    undo_preview,
)


def template() -> bytes:
    """The official table to fill in, with drop-downs and a sample row."""
    return template_xlsx(
        [
            SheetColumn(
                column.name,
                column.label,
                choices=column.choices,
                is_required=column.required,
                sample=column.example,
                note=column.help,
                width=column.width,
            )
            for column in columns()
        ],
        title=str(_("经营主体导入模板")),
        notes=[_("一户一行；带 * 的必填；空着的格子不会覆盖库里已有的内容。")],
    )


@dataclass(frozen=True)
class Review:
    """Everything the page of one batch shows: a few rows of each list, and what writing or taking back would mean."""

    batch: Batch
    missing_columns: list[str]
    errors: list[ProblemRow]
    doubts: list[Doubt]
    undecided: int
    left: int
    changed: list[ChangedRow]
    new: list[NewRow]
    same_file: Batch | None
    before: list[Batch]
    leftovers: list[Leftover]

    @property
    def to_write(self) -> int:
        """Rows a commit would write as things stand."""
        return self.batch.count("new") + self.batch.count("changed") + self.batch.count("doubtful") - self.undecided - self.left


def review(viewer: Viewer, pid: UUID, *, column: str = "", most: int = 6) -> Review:
    """One batch with the first rows of each list."""
    batch = batch_for(viewer, pid)
    checked = batch.state == State.CHECKED
    return Review(
        batch=batch,
        missing_columns=missing(batch) if batch.state == State.UNMAPPED else [],
        errors=problems(batch, most=most) if batch.count("errors") else [],
        doubts=doubts(batch, most=most) if checked else [],
        undecided=undecided(batch) if checked else 0,
        left=Decision.objects.filter(batch=batch, choice=Choice.LEAVE).count() if checked else 0,
        changed=changed(batch, column=column, most=most) if checked else [],
        new=new(batch, most=most) if checked else [],
        same_file=same_file(batch) if checked else None,
        before=latest(viewer, before=batch.number, most=3),
        leftovers=leftovers(batch) if batch.state == State.UNDONE and batch.count("left") else [],
    )


@dataclass(frozen=True)
class ListedRows:
    """A run of one list of a batch, and where the next begins."""

    batch: Batch
    rows: list[Any]
    after: int | None


def listed(viewer: Viewer, pid: UUID, which: str, *, after: int, column: str = "") -> ListedRows:
    """One list of a batch, a page of it: errors, warnings, doubtful, changed, new, or missing."""
    batch = batch_for(viewer, pid)
    rows: list[Any]
    if which in ("errors", "warnings"):
        severity = Severity.ERROR if which == "errors" else Severity.WARNING
        rows = problems(batch, after=after, severity=severity)
        last = rows[-1].id if rows else 0
    elif which == "missing":
        rows = list(missing_businesses(batch, after=after))
        last = rows[-1].pk if rows else 0
    else:
        lists: dict[str, Callable[[], list[Any]]] = {
            "doubtful": lambda: doubts(batch, after=after),
            "changed": lambda: changed(batch, column=column, after=after),
            "new": lambda: new(batch, after=after),
        }
        rows = lists[which]()
        last = rows[-1].row if rows else 0
    return ListedRows(batch, rows, last if len(rows) >= PAGE else None)


@dataclass(frozen=True)
class Undo:
    """What taking a batch back would do."""

    batch: Batch
    preview: undoing.Preview
    leftovers: list[Leftover]


def undo_page(viewer: Viewer, pid: UUID) -> Undo:
    """Before taking back: how many go, return and stay, and the first of those that stay."""
    batch = batch_for(viewer, pid)
    return Undo(batch, undo_preview(batch), leftovers(batch))
