"""Reading records: the list of a station, one record with all that belongs to it, two copies beside one another."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.hazards.models import Hazard
from yingzhou.work.visits import rules
from yingzhou.work.visits.choices import AnswerState
from yingzhou.work.visits.models import (
    Amendment,
    Confirmation,
    Finding,
    FindingPhoto,
    Visit,
    VisitConflict,
    VisitMatter,
    VisitPromise,
)
from yingzhou.work.visits.models.confirming import OwnerAnswer
from yingzhou.work.visits.queries.checklists import Sheet, sheet
from yingzhou.work.visits.queries.scope import DECIDERS, visit_for, visits_of

PAGE = 50


@dataclass(frozen=True)
class VisitList:
    """One page of records, the latest first; `after` is the cursor of the next."""

    rows: tuple[Visit, ...]
    after: str


def visit_list(
    viewer: Viewer, *, words: str = "", is_mine: bool = False, has_findings: bool = False, after: str = ""
) -> VisitList:
    """Records in scope, narrowed; each row carries `n_findings`, `n_confirmed`, `is_amended` and `has_conflict`.  One query."""
    found = visits_of(viewer)
    if is_mine:
        found = found.filter(officer__in=viewer.acts_for)
    if words:
        found = found.filter(Q(business__name__icontains=words) | Q(number=words) | Q(officer__name=words))
    if has_findings:
        found = found.filter(Exists(Finding.objects.filter(visit=OuterRef("pk"))))
    if (place := _place(after)) is not None:
        day, pk = place
        found = found.filter(Q(visited_on__lt=day) | Q(visited_on=day, pk__lt=pk))
    rows = list(_with_marks(found).order_by("-visited_on", "-pk")[: PAGE + 1])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return VisitList(tuple(rows[:PAGE]), f"{last.visited_on.isoformat()}~{last.pk}" if last else "")


def _with_marks(found: QuerySet[Visit]) -> QuerySet[Visit]:
    return (
        found.select_related("business", "officer", "station", "confirmation")
        .defer("content")
        .annotate(
            n_findings=Count("findings", distinct=True),
            n_confirmed=Count("confirmation", distinct=True),
            is_amended=Exists(Amendment.objects.filter(visit=OuterRef("pk"))),
            has_conflict=Exists(VisitConflict.objects.filter(visit=OuterRef("pk"), resolved_at__isnull=True)),
        )
    )


def _place(cursor: str) -> tuple[date, int] | None:
    day, _tilde, pk = cursor.partition("~")
    try:
        return date.fromisoformat(day), int(pk)
    except ValueError:
        return None


@dataclass(frozen=True)
class SeenItem:
    """One item of the checklist and what was seen of it; `state` is empty where nobody said anything."""

    text: str
    section: str
    state: str
    words: Any


@dataclass(frozen=True)
class FindingView:
    """A finding with its photos, and the hazard it became with what shows it mended."""

    finding: Finding
    item: str
    photos: tuple[UUID, ...]
    after: tuple[UUID, ...]
    hazard: Hazard | None


@dataclass(frozen=True)
class AmendmentView:
    """What was learned later: each field in words, as it read before and as it is."""

    amendment: Amendment
    changes: tuple[tuple[Any, str, str], ...]


@dataclass(frozen=True)
class VisitView:
    """All that belongs to one record.  `is_whole`: the content kept still has the hash that was sealed."""

    visit: Visit
    is_whole: bool
    sheet: Sheet | None
    items: tuple[SeenItem, ...]
    findings: tuple[FindingView, ...]
    matters: tuple[VisitMatter, ...]
    promises: tuple[VisitPromise, ...]
    confirmation: Confirmation | None
    signature: UUID | None
    answers: tuple[OwnerAnswer, ...]
    amendments: tuple[AmendmentView, ...]
    conflicts: tuple[VisitConflict, ...]
    may_amend: bool
    may_decide: bool


def visit_view(viewer: Viewer, pid: UUID) -> VisitView:
    """One record; the number of queries does not depend on how much is in it."""
    visit = visit_for(viewer, pid)
    used = sheet(visit.checklist, visit.checklist_version)
    names = {item["code"]: item["text"] for item in used.items} if used else {}
    confirmation = Confirmation.objects.filter(visit=visit).select_related("photo__evidence").first()
    photo = confirmation.photo if confirmation else None
    return VisitView(
        visit=visit,
        is_whole=bool(visit.seal) and hashlib.sha256(visit.content.encode()).hexdigest() == visit.seal,
        sheet=used,
        items=_items(visit, used),
        findings=_findings(visit, names),
        matters=tuple(visit.matters.select_related("case").order_by("pk")),
        promises=tuple(visit.promises.order_by("position")),
        confirmation=confirmation,
        signature=photo.evidence.public_id if photo and photo.evidence else None,
        answers=tuple(visit.owner_answers.order_by("at", "pk")),
        amendments=tuple(_amendment(one) for one in visit.amendments.select_related("officer").order_by("position")),
        conflicts=tuple(visit.conflicts.select_related("officer").order_by("received_at")),
        may_amend=bool(visit.seal) and (visit.officer_id in viewer.acts_for or viewer.has(Role.STATION_HEAD)),
        may_decide=viewer.has(*DECIDERS) or visit.officer_id in viewer.acts_for,
    )


def _amendment(one: Amendment) -> AmendmentView:
    told = [(rules.FIELD_WORDS.get(name, name), in_words(old), in_words(new)) for name, (old, new) in sorted(one.fields.items())]
    return AmendmentView(one, tuple(told))


def _items(visit: Visit, used: Sheet | None) -> tuple[SeenItem, ...]:
    said = dict(visit.answers.values_list("item", "state"))
    found = set(visit.findings.exclude(item="").values_list("item", flat=True))
    rest = AnswerState.FINE if visit.rest_fine else ""
    rows = []
    for item in used.items if used else ():
        state = AnswerState.FINDING if item["code"] in found else said.get(item["code"], rest)
        rows.append(SeenItem(item["text"], item["section"], state, AnswerState(state).label if state else ""))
    return tuple(rows)


def _findings(visit: Visit, names: dict[str, str]) -> tuple[FindingView, ...]:
    photos = Prefetch("photos", FindingPhoto.objects.select_related("photo__evidence").order_by("position"))
    rows = list(visit.findings.prefetch_related(photos).order_by("position"))
    wanted = [row.hazard for row in rows if row.hazard]
    hazards = {
        hazard.public_id: hazard
        for hazard in Hazard.objects.filter(public_id__in=wanted).select_related("case").prefetch_related("pictures__evidence")
    }
    return tuple(_finding(row, names, hazards) for row in rows)


def _finding(row: Finding, names: dict[str, str], hazards: dict[UUID, Hazard]) -> FindingView:
    hazard = hazards.get(row.hazard) if row.hazard else None
    kept = [one.photo.evidence for one in row.photos.all()]
    own = tuple(evidence.public_id for evidence in kept if evidence is not None)
    after = [picture.evidence.public_id for picture in hazard.pictures.all() if picture.side == "after"] if hazard else []
    return FindingView(row, names.get(row.item, ""), own, tuple(pid for pid in after if pid not in own), hazard)


@dataclass(frozen=True)
class FieldPair:
    """One field in which two copies differ, in words a person reads."""

    name: str
    label: Any
    kept: str
    other: str
    chosen: str


@dataclass(frozen=True)
class ConflictView:
    """Two copies of one record, field by field."""

    conflict: VisitConflict
    visit: Visit
    pairs: tuple[FieldPair, ...]

    @property
    def is_open(self) -> bool:
        return self.conflict.resolved_at is None


def open_conflicts(viewer: Viewer) -> list[VisitConflict]:
    """What waits for somebody to decide, the oldest first."""
    rows = VisitConflict.objects.filter(resolved_at__isnull=True, visit__in=visits_of(viewer))
    return list(rows.select_related("visit__business", "officer").order_by("received_at")[:100])


def conflict_for(viewer: Viewer, pid: UUID) -> VisitConflict:
    """One pair, if the record is in scope."""
    found = VisitConflict.objects.filter(public_id=pid, visit__in=visits_of(viewer))
    one = found.select_related("visit__business", "visit__officer", "officer", "resolved_by").first()
    if one is None:
        raise NotFound
    return one


def conflict_view(viewer: Viewer, pid: UUID) -> ConflictView:
    """The pair as a person compares it."""
    conflict = conflict_for(viewer, pid)
    kept = json.loads(conflict.visit.content)["told"] if conflict.visit.content else {}
    other = json.loads(conflict.content)
    pairs = tuple(
        FieldPair(
            name, rules.FIELD_WORDS.get(name, name), in_words(kept.get(name)), in_words(other.get(name)), _chosen(conflict, name)
        )
        for name in rules.differing(other, kept)
    )
    return ConflictView(conflict, conflict.visit, pairs)


def _chosen(conflict: VisitConflict, name: str) -> str:
    return str(conflict.chosen.get(name, ""))


def in_words(value: Any) -> str:
    """A value of a record so that a person can compare it: texts as they are, lists line by line."""
    if value in (None, "", [], {}):
        return "—"
    if isinstance(value, bool):
        return "✓" if value else "—"
    if isinstance(value, list):
        return "\n".join(in_words(one) for one in value)
    if isinstance(value, dict):
        told = (value.get("text"), value.get("item"), value.get("state"), value.get("kind"), value.get("reason"), value.get("by"))
        return " · ".join(str(one) for one in told if one) or json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)
