"""The life of a batch: uploaded → (mapped) → checked → committed → undone, or dropped; never half of any step.

Each long step is one transaction of a job.  What a person presses only notes the wish (`step`, `asked_by`) and defers
the job; a job that dies leaves the tables as they were and the wish standing, and is run again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, BinaryIO
from uuid import UUID

from django.db import OperationalError, connection, transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import now, today
from yingzhou.base.evidence import places, storing
from yingzhou.base.numbering.counting import next_number
from yingzhou.base.refusals import NotFound
from yingzhou.base.staging import filling, reading, undoing
from yingzhou.base.staging.choices import Choice, State, Step
from yingzhou.base.staging.columns import header_key, suggest
from yingzhou.base.staging.kinds import Kind, kind_named, kind_of
from yingzhou.base.staging.models import Batch, ColumnMapping, Decision
from yingzhou.base.staging.refusals import (
    AtWork,
    ChangedMeanwhile,
    ColumnsMissing,
    ColumnTwice,
    FileRefused,
    NotAtThisStep,
    NothingToCommit,
    UndoTooLate,
)
from yingzhou.base.trail.acting import acting
from yingzhou.base.trail.writing import record
from yingzhou.base.words import _
from yingzhou.rulebook import figure

#: A job not heard of for this long has died; its step may be asked for again.
STUCK_AFTER = timedelta(minutes=15)


@dataclass(frozen=True)
class AskedBy:
    """The person who asked for a step that a job now carries out."""

    actor: str


def upload(*, kind: str, source: bytes | BinaryIO, name: str, by: Actor, by_name: str, scope: Any = None) -> Batch:
    """Keep the file as evidence and open a batch for it.  The caller defers the reading (`tasks.prepare`)."""
    with transaction.atomic():
        evidence = storing.put(source, by=by, name=name, kind="import")
        batch = Batch.objects.create(
            number=next_number("import", year=0),
            kind=kind_named(kind).name,
            name=name[:200],
            size=evidence.size,
            sha256=evidence.sha256,
            evidence=evidence,
            actor=by.actor,
            asked_by=by.actor,
            actor_name=by_name,
            scope=scope,
            step=Step.READING,
            step_at=now(),
        )
        record("import.upload", batch, by=by, kind=kind, sha256=batch.sha256, size=batch.size)
    return batch


def prepare(batch: Batch) -> Batch:
    """Read, check and compare.  Ends in CHECKED, UNMAPPED or REFUSED; harmless to run again."""
    kind = kind_of(batch)
    try:
        with transaction.atomic():
            batch = _locked(batch, State.UPLOADED, State.UNMAPPED, State.CHECKED)
            with reading.table_of(places.blob(batch.sha256), keep_cells=kind.keeps_cells) as table:
                batch.sheet, batch.headers, batch.heading = table.sheet, table.headers, table.heading
                mapping = batch.mapping or mapping_for(kind, table.headers)
                if missing := missing_columns(kind, mapping):
                    batch.note = {"missing": missing}
                    return _save(batch, State.UNMAPPED, mapping=suggest(table.headers, list(kind.columns(today()))))
                batch.mapping = mapping
                batch.counts = filling.Filling(batch, kind, mapping).run(table)
            _compare(batch, kind)
            return _save(batch, State.CHECKED)
    except FileRefused as refusal:
        return _refuse(batch, refusal)


def compare_again(batch: Batch) -> Batch:
    """Look at the tables anew, without reading the file again."""
    with transaction.atomic():
        batch = _locked(batch, State.CHECKED)
        _compare(batch, kind_of(batch))
        return _save(batch, State.CHECKED)


def _compare(batch: Batch, kind: Kind) -> None:
    batch.marks = {**batch.marks, "checked": undoing.marks(undoing.watched_tables(kind))}
    batch.counts = {**batch.counts, **kind.compare(batch)}
    batch.checked_at = now()
    batch.note = {}


def _refuse(batch: Batch, refusal: FileRefused) -> Batch:
    with transaction.atomic():
        batch = _locked(batch, State.UPLOADED, State.UNMAPPED, State.CHECKED)
        filling.clear(batch, kind_of(batch))
        batch.note = {"refused": refusal.why}
        record("import.refuse", batch, by=AskedBy(batch.actor), why=refusal.why)
        return _save(batch, State.REFUSED)


def map_columns(*, batch: Batch, columns: dict[str, int], by: Actor) -> Batch:
    """Say which column of the file is which; remembered for the next file with these headers.  The caller defers the reading."""
    kind = kind_of(batch)
    with transaction.atomic():
        batch = _locked(batch, State.UNMAPPED, State.CHECKED, act=_("对应列"))
        if missing := missing_columns(kind, columns):
            raise ColumnsMissing(columns="、".join(missing))
        if len(set(columns.values())) < len(columns):
            twice = next(at for at in columns.values() if list(columns.values()).count(at) > 1)
            raise ColumnTwice(column=batch.headers[twice])
        batch.mapping = {name: at for name, at in columns.items() if 0 <= at < len(batch.headers)}
        ColumnMapping.objects.update_or_create(
            kind=batch.kind,
            fingerprint=fingerprint(batch.headers),
            defaults={"columns": batch.mapping, "decided_by": by.actor},
        )
        record("import.map", batch, by=by, columns=sorted(batch.mapping))
        return _begin(batch, Step.READING, by)


def ask_check(*, batch: Batch, by: Actor) -> Batch:
    """Ask for the file to be read and compared again.  The caller defers the reading."""
    with transaction.atomic():
        batch = _locked(batch, State.UPLOADED, State.CHECKED, act=_("再校验"))
        return _begin(batch, Step.READING, by)


def decide(*, batch: Batch, row: int, choice: Choice | None, by: Actor) -> None:
    """Say what to do with one row; None takes the decision back."""
    with transaction.atomic():
        batch = _locked(batch, State.CHECKED, act=_("决定重复"))
        if choice is None:
            Decision.objects.filter(batch=batch, row=row).delete()
        else:
            Decision.objects.update_or_create(batch=batch, row=row, defaults={"choice": choice, "decided_by": by.actor})
        record("import.decide", batch, by=by, row=row, choice=str(choice or ""))


def ask_commit(*, batch: Batch, by: Actor) -> Batch:
    """Ask for the batch to be written.  The caller defers the writing (`tasks.commit`)."""
    with transaction.atomic():
        batch = _locked(batch, State.CHECKED, act=_("写入"))
        if not batch.count("new") + batch.count("changed") + batch.count("doubtful"):
            raise NothingToCommit()
        return _begin(batch, Step.COMMITTING, by)


def commit(batch: Batch) -> Batch:
    """Write the batch, all of it in one transaction.  Harmless to run again; refused when the tables moved meanwhile."""
    kind = kind_of(batch)
    if batch.state == State.CHECKED and not filling.is_filled(batch, kind):
        return _again(prepare(batch), moved=0)
    try:
        with transaction.atomic():
            batch = _locked(batch, State.CHECKED, State.COMMITTED)
            if batch.state == State.COMMITTED:
                return batch
            by = AskedBy(batch.asked_by or batch.actor)
            _one_at_a_time(kind)
            acting(by, source=f"import:{batch.number}")
            batch.counts = {**batch.counts, **kind.write(batch, by)}
            batch.marks = {**batch.marks, "committed": undoing.marks(undoing.watched_tables(kind))}
            batch.committed_at = now()
            batch.undo_until = batch.committed_at + timedelta(days=figure("imports.undo_days", on=today()).value)
            filling.forget_sealed(batch)
            record("import.commit", batch, by=by, **{name: batch.count(name) for name in ("written_new", "written_changed")})
            return _save(batch, State.COMMITTED)
    except ChangedMeanwhile as refusal:
        return _again(compare_again(batch), moved=refusal.facts["count"])


def _again(batch: Batch, *, moved: int) -> Batch:
    """Checked anew instead of written; the page says why."""
    batch.note = {"moved": moved}
    batch.save(update_fields=["note"])
    return batch


def ask_undo(*, batch: Batch, by: Actor) -> Batch:
    """Ask for the batch to be taken back.  The caller defers the work (`tasks.undo`)."""
    with transaction.atomic():
        batch = _locked(batch, State.COMMITTED, act=_("撤销"))
        if not batch.can_be_undone(now()):
            raise UndoTooLate(until=batch.undo_until.date() if batch.undo_until else "—")
        return _begin(batch, Step.UNDOING, by)


def undo(batch: Batch) -> Batch:
    """Take the batch back, all of it in one transaction; harmless to run again."""
    kind = kind_of(batch)
    with transaction.atomic():
        batch = _locked(batch, State.COMMITTED, State.UNDONE)
        if batch.state == State.UNDONE:
            return batch
        by = AskedBy(batch.asked_by or batch.actor)
        _one_at_a_time(kind)
        acting(by, source=f"import-undo:{batch.number}")
        done = undoing.put_back(kind, batch)
        kind.taken_back(batch, by)
        batch.counts = {**batch.counts, "removed": done.removed, "restored": done.restored, "left": done.left_count}
        batch.undone_at = now()
        record("import.undo", batch, by=by, removed=done.removed, restored=done.restored, left=done.left_count)
        return _save(batch, State.UNDONE)


def drop(*, batch: Batch, by: Actor) -> Batch:
    """Give the batch up: nothing was written, nothing will be."""
    with transaction.atomic():
        batch = _locked(batch, State.UPLOADED, State.UNMAPPED, State.CHECKED, act=_("放弃"))
        filling.clear(batch, kind_of(batch))
        filling.forget_decisions(batch)
        record("import.drop", batch, by=by)
        return _save(batch, State.DROPPED)


def latest(kind: str, *, most: int = 50) -> list[Batch]:
    """The latest batches of a kind, for who may see them all."""
    return list(Batch.objects.filter(kind=kind).order_by("-number")[:most])


def named(kind: str, name: int | UUID) -> Batch:
    """A batch by its number or its public id, for who may see them all."""
    by = {"number": name} if isinstance(name, int) else {"public_id": name}
    batch = Batch.objects.filter(kind=kind, **by).first()
    if batch is None:
        raise NotFound()
    return batch


def mapping_for(kind: Kind, headers: Sequence[str]) -> dict[str, int]:
    """What was decided last time for these headers, or what the headers say by themselves."""
    remembered = ColumnMapping.objects.filter(kind=kind.name, fingerprint=fingerprint(headers)).first()
    return dict(remembered.columns) if remembered else suggest(headers, list(kind.columns(today())))


def missing_columns(kind: Kind, mapping: dict[str, int]) -> list[str]:
    """Labels of required columns nobody brought."""
    return [str(column.label) for column in kind.columns(today()) if column.required and column.name not in mapping]


def fingerprint(headers: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(header_key(header) for header in headers).encode()).hexdigest()


def _locked(batch: Batch, *states: State, act: Any = "") -> Batch:
    """The batch under lock, in one of these states; a person meets a refusal, not a queue, when a job holds it."""
    try:
        found = Batch.objects.select_for_update(nowait=bool(act)).filter(pk=batch.pk).first()
    except OperationalError as held:
        raise AtWork(step=Step(batch.step or Step.READING).label) from held
    if found is None:
        raise NotFound()
    if act and found.step and not found.is_stuck(now(), STUCK_AFTER):
        raise AtWork(step=Step(found.step).label)
    if found.state not in states:
        raise NotAtThisStep(state=State(found.state).label, act=act or _("继续处理"))
    return found


def _begin(batch: Batch, step: Step, by: Actor) -> Batch:
    batch.step, batch.step_at, batch.asked_by = step, now(), by.actor
    if step == Step.READING:
        batch.state = State.UPLOADED
    batch.save()
    return batch


def _save(batch: Batch, state: State, **more: Any) -> Batch:
    batch.state, batch.step, batch.step_at = state, "", None
    for name, value in more.items():
        setattr(batch, name, value)
    batch.save()
    return batch


def _one_at_a_time(kind: Kind) -> None:
    """Two batches of one kind are written one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('yingzhou.staging'), hashtext(%s))", [kind.name])
