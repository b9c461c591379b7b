"""Writing what was decided: new complaints with matter, person, row and clock; changed ones column by column."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db import connection

from yingzhou.base.actors import Actor
from yingzhou.base.clock import SHANGHAI, today
from yingzhou.base.staging import undoing
from yingzhou.base.staging.batches import fingerprint
from yingzhou.base.staging.choices import Choice
from yingzhou.base.staging.filling import sealed_texts
from yingzhou.base.staging.kinds import kind_of
from yingzhou.base.staging.models import Batch, Decision
from yingzhou.base.staging.refusals import ChangedMeanwhile
from yingzhou.base.trail.models import Event
from yingzhou.base.trail.writing import record_many
from yingzhou.work.cases import actions as cases
from yingzhou.work.cases.choices import Kind, Stage
from yingzhou.work.cases.models import Case
from yingzhou.work.disputes.actions.ledger.clocks import keep_clocks
from yingzhou.work.disputes.choices import RowOutcome
from yingzhou.work.disputes.models import (
    Complainant,
    Complaint,
    PlatformRow,
    PlatformSheet,
    StagedComplaint,
    StagedComplaintMatch,
)
from yingzhou.work.disputes.queries.ledger_rows import is_ours_to_say
from yingzhou.work.disputes.rules import platform as rules
from yingzhou.work.registry.models import Business

#: Columns of a row that stand in the complaint as they are.
PLAIN = (
    "channel",
    "respondent_name",
    "respondent_address",
    "request",
    "facts",
    "goods",
    "topic",
    "amount",
    "bought_on",
    "consents_publication",
    "consents_delegation",
)
#: Columns that say where a complaint stands: one changes, all are read again.
STANDING = frozenset({"state", "decided_on", "ground", "reason", "ended_on", "result"})
PEOPLE = frozenset({"person", "phone", "address"})
CHUNK = 1_000


@dataclass(frozen=True)
class Said:
    """What was sealed of a row."""

    person: str
    phone: str
    address: str
    cells: str


def write(batch: Batch, by: Actor) -> dict[str, Any]:
    """Write the batch; ChangedMeanwhile if somebody wrote one of its complaints since it was checked."""
    new, changed = _chosen(batch)
    _check_unmoved(batch, new, changed)
    sheet = _sheet(batch)
    made = touched = 0
    for run in sealed_texts(batch):
        said = {row: Said(*json.loads(text)) for row, text in run.items()}
        fresh = [row for row in said if row in new]
        if fresh:
            made += _write_new(batch, fresh, said, sheet, by)
        known = {row: changed[row] for row in said if row in changed}
        if known:
            touched += _write_changed(batch, known, said, sheet, by)
    return {"written_new": made, "written_changed": touched}


def _chosen(batch: Batch) -> tuple[set[int], dict[int, tuple[int, frozenset[str]]]]:
    """Rows to write: the new ones, and the changed ones with their complaint and the columns that differ."""
    left = set(Decision.objects.filter(batch=batch, choice=Choice.LEAVE).values_list("row", flat=True))
    new: set[int] = set()
    changed: dict[int, tuple[int, frozenset[str]]] = {}
    matches = StagedComplaintMatch.objects.filter(batch_id=batch.pk).exclude(outcome=RowOutcome.SAME)
    for row, outcome, target, diff in matches.values_list("row", "outcome", "target_id", "diff"):
        if row in left:
            continue
        if outcome == RowOutcome.NEW:
            new.add(row)
        elif target is not None:
            changed[row] = (target, frozenset(diff or ()))
    return new, changed


def _check_unmoved(batch: Batch, new: set[int], changed: dict[int, tuple[int, frozenset[str]]]) -> None:
    staged = StagedComplaint.objects.filter(batch_id=batch.pk, row__in=new).values("number")
    moved = Complaint.objects.filter(platform_number__in=staged).count()
    seen = batch.marks.get("checked", {}).get("trail_event", 0)
    targets = Complaint.objects.filter(pk__in=[target for target, _columns in changed.values()]).values("public_id")
    since = Event.objects.filter(pk__gt=seen, subject_kind="disputes.complaint", subject_id__in=targets)
    moved += since.exclude(verb__endswith=".read").values("subject_id").distinct().count()
    if moved:
        raise ChangedMeanwhile(count=moved)


def _sheet(batch: Batch) -> PlatformSheet:
    """The header row of this file, kept once."""
    mark = fingerprint([*map(str, batch.heading), json.dumps(batch.mapping, sort_keys=True)])
    found, _made = PlatformSheet.objects.get_or_create(
        fingerprint=mark, defaults={"heading": batch.heading, "mapping": batch.mapping}
    )
    return found


def _staged(batch: Batch, rows: Sequence[int]) -> Iterator[list[StagedComplaint]]:
    found = list(StagedComplaint.objects.filter(batch_id=batch.pk, row__in=list(rows)).order_by("row"))
    for at in range(0, len(found), CHUNK):
        yield found[at : at + CHUNK]


def _write_new(batch: Batch, rows: Sequence[int], said: dict[int, Said], sheet: PlatformSheet, by: Actor) -> int:
    made = 0
    for staged in _staged(batch, rows):
        shops = _shops(staged)
        complaints = [_complaint(row, shops) for row in staged]
        matters = [_matter(row, one) for row, one in zip(staged, complaints, strict=True)]
        cases.enter_cases(cases=matters, kind=Kind.COMPLAINT, batch=batch.public_id, by=by)
        for one, matter in zip(complaints, matters, strict=True):
            one.case = matter
        Complaint.objects.bulk_create(complaints, batch_size=CHUNK)
        pairs = list(zip(staged, complaints, strict=True))
        people = [_person(one, said[row.row], row) for row, one in pairs if _is_told(said[row.row])]
        Complainant.objects.bulk_create(people, batch_size=CHUNK)
        PlatformRow.objects.bulk_create(
            [PlatformRow(complaint=one, sheet=sheet, cells=said[row.row].cells, digest=row.digest or "") for row, one in pairs],
            batch_size=CHUNK,
        )
        record_many("complaint.register", complaints, by=by, channel="import", batch=batch.public_id)
        keep_clocks([one for one in complaints if one.state not in rules.OVER], by=by)
        _remember_new(batch, pairs)
        made += len(complaints)
    return made


def _remember_new(batch: Batch, pairs: Sequence[tuple[StagedComplaint, Complaint]]) -> None:
    rows, ids = [row.row for row, _one in pairs], [one.pk for _row, one in pairs]
    undoing.remember_new(batch, "SELECT * FROM unnest(%s::int[], %s::bigint[])", [rows, ids])


def _shops(staged: Sequence[StagedComplaint]) -> dict[str, Business]:
    """Respondents we know, by their code."""
    codes = {row.respondent_uscc.upper() for row in staged if row.respondent_uscc}
    return {one.uscc: one for one in Business.objects.filter(uscc__in=codes, merged_into__isnull=True)}


def _complaint(row: StagedComplaint, shops: dict[str, Business]) -> Complaint:
    shop = shops.get((row.respondent_uscc or "").upper())
    one = Complaint(platform_number=row.number, respondent=shop)
    one.received_on = row.received_on or today()  # a row without it was held back
    _take(one, row, frozenset(PLAIN) | STANDING)
    return one


def _take(one: Complaint, row: StagedComplaint, columns: frozenset[str]) -> None:
    """Put what a row says into a complaint, for these columns."""
    for name in PLAIN:
        if name in columns:
            value = getattr(row, name)
            setattr(one, name, _empty(name) if value is None else value)
    if columns & STANDING:
        one.state, one.ground = row.state or "", row.ground or ""
        one.decided_on = row.decided_on
        one.reason, one.ended_on = row.reason or "", row.ended_on
        one.termination = rules.termination(one.state, one.reason)


def _empty(name: str) -> Any:
    if name in ("amount", "bought_on"):
        return None
    return False if name.startswith("consents_") else ""


def _matter(row: StagedComplaint, one: Complaint) -> Case:
    matter = Case(
        title=" · ".join(part for part in (one.respondent_name, one.goods) if part)[:80],
        text=one.request or one.facts,
        business=one.respondent,
        community_id=one.respondent.community_id if one.respondent else None,
        place=(one.respondent_address or one.respondent_name)[:200],
        received_at=datetime.combine(one.received_on, time(12), SHANGHAI),
    )
    _follow(matter, one)
    return matter


def _follow(matter: Case, one: Complaint) -> None:
    """The matter stands where its complaint does."""
    facts = rules.matter_facts(one.state, one.received_on, one.decided_on, one.ended_on)
    matter.due_on, matter.due_figure, matter.is_due_provisional = facts.due_on, facts.due_figure, facts.is_provisional
    matter.outcome, matter.closed_on = facts.outcome, facts.closed_on
    if facts.is_over:
        matter.stage = Stage.CLOSED
        matter.handler = None
    elif matter.stage == Stage.CLOSED:
        matter.stage = Stage.INTAKE


def _is_told(said: Said) -> bool:
    return bool(said.person or said.phone or said.address)


def _person(one: Complaint, said: Said, row: StagedComplaint) -> Complainant:
    return Complainant(
        complaint=one,
        place=1,
        name=said.person,
        phone=said.phone,
        phone_blind=row.phone_blind or "",
        address=said.address,
        address_blind=row.address_blind or "",
    )


def _write_changed(
    batch: Batch, known: dict[int, tuple[int, frozenset[str]]], said: dict[int, Said], sheet: PlatformSheet, by: Actor
) -> int:
    targets = {target: (row, columns) for row, (target, columns) in known.items()}
    staged = {row.row: row for rows in _staged(batch, list(known)) for row in rows}
    found = list(Complaint.objects.select_for_update(of=("self",)).filter(pk__in=targets).select_related("case").order_by("pk"))
    rows = {one.complaint_id: one for one in PlatformRow.objects.filter(complaint__in=found)}
    _picture_cases(rows.values(), {one.pk: one.case for one in found})
    ids = list(targets)
    undoing.remember(
        kind_of(batch),
        batch,
        "SELECT * FROM unnest(%s::int[], %s::bigint[])",
        [[targets[target][0] for target in ids], ids],
    )
    moved = []
    for one in found:
        number, columns = targets[one.pk]
        _take(one, staged[number], columns - (STANDING if is_ours_to_say(one) else frozenset()))
        if columns & STANDING and not is_ours_to_say(one):
            _follow(one.case, one)
            moved.append(one)
        if columns & PEOPLE:
            _write_person(one, said[number], staged[number])
        _write_row(one, rows.get(one.pk), said[number].cells, staged[number].digest or "", sheet)
    fields = [*PLAIN, "state", "decided_on", "ground", "reason", "termination", "ended_on"]
    Complaint.objects.bulk_update(found, fields, batch_size=500)
    cases.follow_cases(cases=[one.case for one in moved], batch=batch.public_id, by=by)
    keep_clocks(moved, by=by)
    record_many("complaint.follow", found, by=by, batch=batch.public_id)
    return len(found)


def _picture_cases(rows: Any, matters: dict[int, Case]) -> None:
    """Keep each matter as it is in the row of its complaint, before the row itself is remembered."""
    for row in rows:
        matter = matters[row.complaint_id]
        row.case_before = {name: _plain(getattr(matter, name)) for name in cases.FOLLOWED}
        row.save(update_fields=["case_before"])


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _write_person(one: Complaint, said: Said, row: StagedComplaint) -> None:
    person = one.complainants.order_by("place").first()
    if person is None:
        if _is_told(said):
            _person(one, said, row).save()
        return
    person.name, person.phone, person.address = said.person, said.phone, said.address
    person.phone_blind, person.address_blind = row.phone_blind or "", row.address_blind or ""
    person.save()


def _write_row(one: Complaint, row: PlatformRow | None, cells: str, digest: str, sheet: PlatformSheet) -> None:
    if row is None:
        PlatformRow.objects.create(complaint=one, sheet=sheet, cells=cells, digest=digest)
        return
    row.cells, row.digest, row.sheet = cells, digest, sheet
    row.save(update_fields=["cells", "digest", "sheet"])


def taken_back(batch: Batch, by: Actor) -> None:
    """After an undo: matters of complaints that went go too, those of complaints that returned stand as they stood."""
    gone = list(
        Case.objects.filter(source="import", source_id=batch.public_id, complaint__isnull=True).values_list("pk", flat=True)
    )
    cases.forget_entered(ids=gone, batch=batch.public_id, by=by)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT root_id FROM staging_touched WHERE batch_id = %s AND before IS NOT NULL AND \"left\" = ''", [batch.pk]
        )
        ids = [root for (root,) in cursor.fetchall()]
    back = list(Complaint.objects.filter(pk__in=ids).select_related("case", "platform_row"))
    matters = []
    for one in back:
        before = one.platform_row.case_before if hasattr(one, "platform_row") else {}
        for name, value in before.items():
            setattr(one.case, name, value)
        matters.append(one.case)
    cases.follow_cases(cases=matters, batch=batch.public_id, by=by)
    keep_clocks(back, by=by)
