"""The counter window: published results, published plans, and draws anybody can work out again.  No person, no grade, no code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from yingzhou.engines.draw import ALGORITHM, verify_draw
from yingzhou.work.inspections.models import DrawResult, InspectedItem, Inspection, InspectionPlan, RandomDraw
from yingzhou.work.registry.rules.keys import name_key

PAGE = 30


@dataclass(frozen=True)
class ResultLine:
    """One item and what was found, in a word."""

    item: str
    finding: str


@dataclass(frozen=True)
class PublicResult:
    """What is published of an inspection: who, when, which items, what was found."""

    business: str
    inspected_on: date | None
    published_on: date | None
    lines: tuple[ResultLine, ...]


@dataclass(frozen=True)
class PublicPlan:
    """A published plan."""

    name: str
    kind: str
    why: str
    scope: str
    since: date
    until: date
    published_on: date | None


@dataclass(frozen=True)
class ResultsPage:
    """A page of results, the latest first; `before` names the last row, None where there is nothing older."""

    rows: tuple[PublicResult, ...]
    plans: tuple[PublicPlan, ...]
    before: UUID | None = None


@dataclass(frozen=True)
class PublicDraw:
    """A draw: what was fixed before, and what became of it."""

    public_id: UUID
    name: str
    filter_words: str
    item: str
    population: int
    select: int
    inputs: str
    commitment: str
    algorithm: str
    committed_at: datetime
    state: str
    drawn_at: datetime | None
    public_word: str
    why: str


@dataclass(frozen=True)
class DrawsPage:
    """A page of draws, the latest first."""

    rows: tuple[PublicDraw, ...]
    before: UUID | None = None


def published_results(name: str = "", *, before: UUID | None = None) -> ResultsPage:
    """Published results, narrowed to businesses whose name begins or goes on like this."""
    found = Inspection.objects.filter(published_on__isnull=False).select_related("business").order_by("-published_on", "-pk")
    if key := name_key(name.strip()):
        found = found.filter(business__name_key__contains=key)
    last = Inspection.objects.filter(public_id=before, published_on__isnull=False).first() if before else None
    if last is not None:
        older = found.filter(published_on__lt=last.published_on) | found.filter(published_on=last.published_on, pk__lt=last.pk)
        found = older
    rows = list(found[: PAGE + 1])
    shown = rows[:PAGE]
    lines: dict[int, list[ResultLine]] = {}
    for one in InspectedItem.objects.filter(inspection__in=shown).select_related("item").order_by("item__code"):
        lines.setdefault(one.inspection_id, []).append(ResultLine(one.item.name, str(one.get_finding_display())))
    return ResultsPage(
        rows=tuple(
            PublicResult(row.business.name, row.inspected_on, row.published_on, tuple(lines.get(row.pk, ()))) for row in shown
        ),
        plans=_plans(),
        before=shown[-1].public_id if len(rows) > PAGE else None,
    )


def _plans() -> tuple[PublicPlan, ...]:
    found = InspectionPlan.objects.filter(published_on__isnull=False).order_by("-published_on", "-pk")[:PAGE]
    return tuple(
        PublicPlan(one.name, str(one.get_kind_display()), one.why, one.scope, one.since, one.until, one.published_on)
        for one in found
    )


def draws_shown(*, before: UUID | None = None) -> DrawsPage:
    """Every draw ever committed to, those given up too."""
    found = RandomDraw.objects.select_related("item", "result").defer("urn", "seed").order_by("-pk")
    last = RandomDraw.objects.filter(public_id=before).values_list("pk", flat=True).first() if before else None
    if last is not None:
        found = found.filter(pk__lt=last)
    rows = list(found[: PAGE + 1])
    return DrawsPage(
        rows=tuple(_shown(one) for one in rows[:PAGE]), before=rows[PAGE - 1].public_id if len(rows) > PAGE else None
    )


def draw_shown(pid: UUID) -> PublicDraw | None:
    """One draw."""
    found = RandomDraw.objects.select_related("item", "result").defer("urn", "seed").filter(public_id=pid).first()
    return _shown(found) if found is not None else None


def draw_record(pid: UUID) -> str | None:
    """The record file, byte for byte; nothing before the draw and nothing of one given up."""
    return DrawResult.objects.filter(draw__public_id=pid).exclude(record="").values_list("record", flat=True).first()


def draw_script() -> str:
    """The script that works a record out again with nothing of ours."""
    return Path(verify_draw.__file__).read_text(encoding="utf-8")


def _shown(draw: RandomDraw) -> PublicDraw:
    result: DrawResult | None = getattr(draw, "result", None)
    return PublicDraw(
        public_id=draw.public_id,
        name=draw.name,
        filter_words=draw.filter_words,
        item=draw.item.name,
        population=draw.population,
        select=draw.select,
        inputs=draw.inputs,
        commitment=draw.commitment,
        algorithm=ALGORITHM,
        committed_at=draw.committed_at,
        state=str(result.end) if result else "committed",
        drawn_at=result.at if result else None,
        public_word=result.public_word if result else "",
        why=result.why if result else "",
    )
