"""Reading imports of the platform's ledger: batches, problems, differences, and what an undo would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from yingzhou.base.clock import today
from yingzhou.base.documents.sheets import Column as SheetColumn
from yingzhou.base.documents.sheets import template_xlsx
from yingzhou.base.refusals import NotFound
from yingzhou.base.staging import undoing
from yingzhou.base.staging.batches import missing_columns
from yingzhou.base.staging.choices import Choice, Severity, State
from yingzhou.base.staging.columns import Column
from yingzhou.base.staging.kinds import kind_of
from yingzhou.base.staging.models import Batch, Decision, Problem
from yingzhou.base.staging.words import Said, say
from yingzhou.base.words import _
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.choices import ComplaintState, RowOutcome
from yingzhou.work.disputes.models import Complaint, StagedComplaint, StagedComplaintMatch
from yingzhou.work.disputes.queries.ledger_rows import OWN
from yingzhou.work.disputes.rules import platform as rules

KIND = "complaints"
#: Who may import: the department that is the bureau's one window for complaints.
IMPORTERS = (Role.DEPARTMENT,)
PAGE = 50
FEW = 6
LISTS = ("errors", "warnings", "changed", "new")


@dataclass(frozen=True)
class Difference:
    """One cell that says something else than last time."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class RowView:
    """A complaint the file brings or changes; no person in it."""

    row: int
    number: str
    respondent: str
    state: str
    received_on: Any
    differences: tuple[Difference, ...]
    is_left: bool


@dataclass(frozen=True)
class Leftover:
    """A complaint an undo leaves as it is, and why."""

    number: str
    why: str


@dataclass(frozen=True)
class Review:
    """Everything the page of one batch shows."""

    batch: Batch
    missing_columns: list[str]
    errors: list[Said]
    warnings: list[Said]
    changed: list[RowView]
    new: list[RowView]
    left: int
    same_file: Batch | None
    leftovers: list[Leftover]

    @property
    def to_write(self) -> int:
        return self.batch.count("new") + self.batch.count("changed") - self.left


def may_import(viewer: Viewer) -> bool:
    """A department of the bureau itself; its scope is the district."""
    return any(grant.everywhere for grant in viewer.grants_of(*IMPORTERS))


def batches_for(viewer: Viewer) -> QuerySet[Batch]:
    found = Batch.objects.filter(kind=KIND)
    return found if may_import(viewer) else found.none()


def batch_for(viewer: Viewer, pid: UUID) -> Batch:
    """One import; NotFound for who may not know of it."""
    batch = batches_for(viewer).filter(public_id=pid).first()
    if batch is None:
        raise NotFound()
    return batch


def latest(viewer: Viewer, *, before: int | None = None, most: int = PAGE) -> list[Batch]:
    """The latest imports, or those before a number."""
    found = batches_for(viewer).order_by("-number")
    if before is not None:
        found = found.filter(number__lt=before)
    return list(found[:most])


def columns() -> tuple[Column, ...]:
    return rules.columns(today())


def template() -> bytes:
    """The ledger to fill in by hand, where the platform gives no file."""
    return template_xlsx(
        [SheetColumn(one.name, one.label, is_required=one.required, width=one.width) for one in columns()],
        title=str(_("平台投诉台账")),
        notes=[_("一件一行；带 * 的必填。平台导出的文件可以直接上传，不必照抄到这里。")],
    )


def review(viewer: Viewer, pid: UUID) -> Review:
    """One batch with the first rows of each list."""
    batch = batch_for(viewer, pid)
    checked = batch.state == State.CHECKED
    return Review(
        batch=batch,
        missing_columns=missing_columns(kind_of(batch), batch.mapping) if batch.state == State.UNMAPPED else [],
        errors=problems(batch, most=FEW) if batch.count("errors") else [],
        warnings=problems(batch, most=FEW, severity=Severity.WARNING) if checked and batch.count("warnings") else [],
        changed=rows_of(batch, RowOutcome.CHANGED, most=FEW) if checked else [],
        new=rows_of(batch, RowOutcome.NEW, most=FEW) if checked else [],
        left=Decision.objects.filter(batch=batch, choice=Choice.LEAVE).count() if checked else 0,
        same_file=_same_file(batch) if checked else None,
        leftovers=leftovers(batch) if batch.state == State.UNDONE and batch.count("left") else [],
    )


def _same_file(batch: Batch) -> Batch | None:
    found = Batch.objects.filter(kind=KIND, sha256=batch.sha256, state=State.COMMITTED).exclude(pk=batch.pk)
    return found.order_by("-number").first()


@dataclass(frozen=True)
class ListedRows:
    """A run of one list of a batch, and where the next begins."""

    batch: Batch
    problems: list[Said]
    rows: list[RowView]
    after: int | None


def listed(viewer: Viewer, pid: UUID, which: str, *, after: int) -> ListedRows:
    """One list of a batch, a page of it: errors, warnings, changed or new.  Problems are paged by row."""
    batch = batch_for(viewer, pid)
    if which in ("errors", "warnings"):
        severity = Severity.ERROR if which == "errors" else Severity.WARNING
        told = problems(batch, after=after, severity=severity)
        return ListedRows(batch, told, [], told[-1].row if len(told) >= PAGE else None)
    rows = rows_of(batch, RowOutcome(which), after=after)
    return ListedRows(batch, [], rows, rows[-1].row if len(rows) >= PAGE else None)


def problems(batch: Batch, *, after: int = 0, most: int = PAGE, severity: str = Severity.ERROR) -> list[Said]:
    """Problems in the order of the file, from the row after one on; the last row is told whole."""
    kind = kind_of(batch)
    found = list(Problem.objects.filter(batch=batch, severity=severity, row__gt=after).order_by("row", "id")[: most + 40])
    if len(found) > most:
        last = found[most - 1].row
        found = [one for one in found if one.row <= last]
    return [say(one, kind) for one in found]


def rows_of(batch: Batch, outcome: RowOutcome, *, after: int = 0, most: int = PAGE) -> list[RowView]:
    """Rows of one outcome, in the order of the file."""
    matches = list(StagedComplaintMatch.objects.filter(batch_id=batch.pk, outcome=outcome, row__gt=after).order_by("row")[:most])
    numbers = [match.row for match in matches]
    staged = {row.row: row for row in StagedComplaint.objects.filter(batch_id=batch.pk, row__in=numbers)}
    left = set(Decision.objects.filter(batch=batch, row__in=numbers, choice=Choice.LEAVE).values_list("row", flat=True))
    return [_row(match, staged[match.row], is_left=match.row in left) for match in matches if match.row in staged]


def _row(match: StagedComplaintMatch, staged: StagedComplaint, *, is_left: bool) -> RowView:
    labels = rules.labels()
    return RowView(
        row=match.row,
        number=staged.number or "—",
        respondent=staged.respondent_name or "—",
        state=str(ComplaintState(staged.state).label) if staged.state else "—",
        received_on=staged.received_on,
        differences=tuple(
            Difference(str(labels.get(name, name.removeprefix(OWN))), before or "—", after or "—")
            for name, (before, after) in (match.diff or {}).items()
        ),
        is_left=is_left,
    )


def undo_preview(viewer: Viewer, pid: UUID) -> tuple[Batch, undoing.Preview, list[Leftover]]:
    """What taking a batch back would do now."""
    batch = batch_for(viewer, pid)
    return batch, undoing.preview(kind_of(batch), batch), leftovers(batch)


def leftovers(batch: Batch, *, most: int = PAGE) -> list[Leftover]:
    """Complaints an undo leaves (or has left), by number."""
    pairs = undoing.left_rows(kind_of(batch), batch, most=most)
    found = dict(Complaint.objects.filter(pk__in=[root for root, _why in pairs]).values_list("pk", "platform_number"))
    return [Leftover(found.get(root) or "—", why) for root, why in pairs]
