"""Reading imports of businesses: batches, problems, doubts, differences, and what an undo would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from yingzhou.base.clock import now, today
from yingzhou.base.refusals import NotFound
from yingzhou.base.staging import undoing
from yingzhou.base.staging.batches import missing_columns
from yingzhou.base.staging.choices import Choice, Severity, State
from yingzhou.base.staging.columns import Column
from yingzhou.base.staging.kinds import kind_of
from yingzhou.base.staging.models import Batch, Decision, Problem
from yingzhou.base.staging.words import Said, say
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.network.models import Organization
from yingzhou.work.registry.choices import Kind, LegalForm, Outcome, PermitKind, Status
from yingzhou.work.registry.models import Business, StagedBusiness, StagedMatch
from yingzhou.work.registry.rules import importing as rules

KIND = "businesses"
#: Who may import: departments for the whole district, heads for their station.
IMPORTERS = (Role.DEPARTMENT, Role.STATION_HEAD)
PAGE = 50

_LABELS = {
    "kind": Kind,
    "legal_form": LegalForm,
    "status": Status,
    "permit_kind": PermitKind,
}


@dataclass(frozen=True)
class ProblemRow:
    """One problem beside the name of its row."""

    id: int
    said: Said
    name: str


@dataclass(frozen=True)
class Doubt:
    """A row of the file and the business it looks like."""

    row: int
    name: str
    code: str
    other_name: str
    other_code: str
    other_pid: UUID
    likeness: rules.Likeness
    choice: str


@dataclass(frozen=True)
class Difference:
    """One cell that would change."""

    column: str
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangedRow:
    """A business that would change, cell by cell."""

    row: int
    name: str
    code: str
    pid: UUID
    differences: tuple[Difference, ...]
    is_left: bool


@dataclass(frozen=True)
class NewRow:
    """A business the file brings."""

    row: int
    name: str
    code: str
    kind: str
    address: str
    is_seated: bool
    is_left: bool


@dataclass(frozen=True)
class Leftover:
    """A business an undo leaves as it is, and why."""

    name: str
    pid: UUID | None
    why: str


def batches_for(viewer: Viewer) -> QuerySet[Batch]:
    """Imports the viewer may see: all of them district-wide, otherwise one's own."""
    found = Batch.objects.filter(kind=KIND)
    if any(grant.everywhere for grant in viewer.grants_of(*IMPORTERS)):
        return found
    if viewer.grants_of(*IMPORTERS):
        return found.filter(actor=viewer.actor)
    return found.none()


def batch_for(viewer: Viewer, pid: UUID) -> Batch:
    """One import; one of somebody else's station is not found."""
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


def same_file(batch: Batch) -> Batch | None:
    """An earlier batch of exactly this file that has been written."""
    return (
        Batch.objects.filter(kind=batch.kind, sha256=batch.sha256, state=State.COMMITTED)
        .exclude(pk=batch.pk)
        .order_by("-number")
        .first()
    )


def columns() -> tuple[Column, ...]:
    """The columns of the official table."""
    return rules.columns(today())


def missing(batch: Batch) -> list[str]:
    """Required columns that are not mapped yet."""
    return missing_columns(kind_of(batch), batch.mapping)


def problems(batch: Batch, *, after: int = 0, most: int = PAGE, severity: str = Severity.ERROR) -> list[ProblemRow]:
    """Problems row by row."""
    kind = kind_of(batch)
    found = list(Problem.objects.filter(batch=batch, severity=severity, id__gt=after).order_by("id")[:most])
    names = dict(
        StagedBusiness.objects.filter(batch_id=batch.pk, row__in=[problem.row for problem in found]).values_list("row", "name")
    )
    return [ProblemRow(problem.pk, say(problem, kind), names.get(problem.row) or "—") for problem in found]


def doubts(batch: Batch, *, after: int = 0, most: int = PAGE) -> list[Doubt]:
    """Rows that look like a business under another code, undecided and decided."""
    matches = list(StagedMatch.objects.filter(batch_id=batch.pk, outcome=Outcome.DOUBTFUL, row__gt=after).order_by("row")[:most])
    rows = _rows(batch, matches)
    others = Business.objects.in_bulk([match.target_id for match in matches])
    choices = _choices(batch, matches)
    return [
        Doubt(
            row=match.row,
            name=rows[match.row].name or "—",
            code=rows[match.row].uscc or "",
            other_name=others[match.target_id].name,
            other_code=others[match.target_id].uscc,
            other_pid=others[match.target_id].public_id,
            likeness=_likeness(match.why or {}),
            choice=choices.get(match.row, ""),
        )
        for match in matches
        if match.target_id in others
    ]


def undecided(batch: Batch) -> int:
    """Doubtful rows nobody has decided: they stay behind."""
    decided = Decision.objects.filter(batch=batch, choice__in=[Choice.SAME, Choice.TWO]).values("row")
    return StagedMatch.objects.filter(batch_id=batch.pk, outcome=Outcome.DOUBTFUL).exclude(row__in=decided).count()


def changed(batch: Batch, *, column: str = "", after: int = 0, most: int = PAGE) -> list[ChangedRow]:
    """Businesses that change, or those in which one column does."""
    found = StagedMatch.objects.filter(batch_id=batch.pk, outcome=Outcome.CHANGED, row__gt=after)
    if column:
        found = found.filter(diff__has_key=column)
    matches = list(found.order_by("row")[:most])
    targets = Business.objects.in_bulk([match.target_id for match in matches])
    villages = _villages(matches)
    choices = _choices(batch, matches)
    labels = {column.name: str(column.label) for column in columns()}
    return [
        ChangedRow(
            row=match.row,
            name=targets[match.target_id].name,
            code=targets[match.target_id].uscc,
            pid=targets[match.target_id].public_id,
            differences=tuple(
                Difference(name, labels.get(name, name), _shown(name, before, villages), _shown(name, after_, villages))
                for name, (before, after_) in (match.diff or {}).items()
            ),
            is_left=choices.get(match.row) == Choice.LEAVE,
        )
        for match in matches
        if match.target_id in targets
    ]


def new(batch: Batch, *, after: int = 0, most: int = PAGE) -> list[NewRow]:
    """Businesses the file brings."""
    matches = list(StagedMatch.objects.filter(batch_id=batch.pk, outcome=Outcome.NEW, row__gt=after).order_by("row")[:most])
    rows, choices = _rows(batch, matches), _choices(batch, matches)
    return [
        NewRow(
            row=match.row,
            name=rows[match.row].name or "—",
            code=rows[match.row].uscc or "",
            kind=_shown("kind", rows[match.row].kind, {}),
            address=rows[match.row].premises_address or rows[match.row].registered_address or "",
            is_seated=rows[match.row].station_id is not None,
            is_left=choices.get(match.row) == Choice.LEAVE,
        )
        for match in matches
        if match.row in rows
    ]


def missing_businesses(batch: Batch, *, after: int = 0, most: int = PAGE) -> list[Business]:
    """Businesses in the registry that the file does not mention; nothing happens to them."""
    matched = StagedMatch.objects.filter(batch_id=batch.pk, target_id__isnull=False).values("target_id")
    mentioned = StagedBusiness.objects.filter(batch_id=batch.pk, uscc__isnull=False).values("uscc")
    found = Business.objects.filter(pk__gt=after, merged_into__isnull=True, status__in=[Status.ACTIVE, Status.DORMANT])
    if batch.scope is not None:
        found = found.filter(station_id__in=batch.scope)
    return list(found.exclude(pk__in=matched).exclude(uscc__in=mentioned).order_by("pk")[:most])


def undo_preview(batch: Batch) -> undoing.Preview:
    """What taking the batch back would do now."""
    return undoing.preview(kind_of(batch), batch)


def leftovers(batch: Batch, *, most: int = PAGE) -> list[Leftover]:
    """Businesses an undo leaves (or has left), by name."""
    pairs = undoing.left_rows(kind_of(batch), batch, most=most)
    found = Business.objects.in_bulk([root for root, _why in pairs])
    return [
        Leftover(
            name=found[root].name if root in found else "—",
            pid=found[root].public_id if root in found else None,
            why=why,
        )
        for root, why in pairs
    ]


def can_be_undone(batch: Batch, at: datetime | None = None) -> bool:
    return batch.can_be_undone(at or now())


def _rows(batch: Batch, matches: list[StagedMatch]) -> dict[int, StagedBusiness]:
    found = StagedBusiness.objects.filter(batch_id=batch.pk, row__in=[match.row for match in matches])
    return {row.row: row for row in found}


def _likeness(why: Mapping[str, Any]) -> rules.Likeness:
    return rules.Likeness(why["name"], why["address"], why["phone"])


def _choices(batch: Batch, matches: list[StagedMatch]) -> dict[int, str]:
    rows = [match.row for match in matches]
    return dict(Decision.objects.filter(Q(row__in=rows), batch=batch).values_list("row", "choice"))


def _villages(matches: list[StagedMatch]) -> dict[int, str]:
    ids = {value for match in matches for value in (match.diff or {}).get("village", ()) if value}
    return dict(Organization.objects.filter(pk__in=ids).values_list("pk", "name"))


def _shown(column: str, value: Any, villages: dict[int, str]) -> str:
    if value is None or value == "":
        return "—"
    if column == "village":
        return villages.get(value, "—")
    if column in ("revenue", "assets"):
        return f"{float(value) / rules.MONEY_UNIT:g}"
    choices = _LABELS.get(column)
    if choices is not None:
        return str(dict(choices.choices).get(value, value))
    return str(value)
