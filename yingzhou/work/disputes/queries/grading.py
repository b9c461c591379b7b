"""A point by the rubric in force: what each item counted, where that comes from, and the stars it would be worth today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from yingzhou.base.clock import today
from yingzhou.base.figures.reading import figure
from yingzhou.engines.scoring import Score, score
from yingzhou.work.disputes.choices import CheckKind
from yingzhou.work.disputes.models import CheckedItem, PointCheck
from yingzhou.work.disputes.queries.star_facts import Counted, FactRow, Period, count
from yingzhou.work.disputes.rules import stars as rules
from yingzhou.work.liaison.models import ContactPoint


@dataclass(frozen=True)
class ItemView:
    """One line of the rubric as the page shows it.  `source` is record, self or assessor; `photo` where one was kept."""

    id: str
    words: str
    counts: str
    unit: str
    value: int | None
    points: int
    most: int
    source: str
    seen_on: date | None
    photo: UUID | None
    rows: int


@dataclass(frozen=True)
class GroupView:
    """The items of one group and what they earn together."""

    words: str
    items: tuple[ItemView, ...]

    @property
    def points(self) -> int:
        return sum(item.points for item in self.items)

    @property
    def most(self) -> int:
        return sum(item.most for item in self.items)


@dataclass(frozen=True)
class RoadView:
    """One thing to do, and what it earns."""

    words: str
    gain: int
    is_must: bool


@dataclass(frozen=True)
class Graded:
    """A point by the rubric: points, stars, and what is missing, in plain words."""

    grading: rules.Grading
    score: Score
    counted: Mapping[str, Counted]
    groups: tuple[GroupView, ...]
    roads: tuple[RoadView, ...]
    gap: str
    next_stars: int | None
    next_points: int | None


def grading_on(on: date) -> rules.Grading:
    """The rubric of a day, shipped or the bureau's own."""
    return rules.read_grading(figure(rules.FIGURE, on=on))


def period_of(grading: rules.Grading, on: date) -> Period:
    """The months the rubric looks back over, today included."""
    months = on.year * 12 + on.month - 1 - grading.months_back
    since = date(months // 12, months % 12 + 1, min(on.day, 28))
    return Period(since, on + timedelta(days=1), grading.least_cases)


def latest_check(point: ContactPoint, kind: CheckKind) -> PointCheck | None:
    """The last look of a kind."""
    found = PointCheck.objects.filter(point=point, kind=kind).select_related("made_by")
    return found.prefetch_related("items__evidence").order_by("-on", "-pk").first()


def graded(point: ContactPoint, *, on: date | None = None) -> Graded:
    """Count everything, score it, and put it in words."""
    on = on or today()
    grading = grading_on(on)
    looks = {kind: latest_check(point, kind) for kind in CheckKind}
    seen = _seen(grading, looks)
    period = period_of(grading, on)
    counted: dict[str, Counted] = {}
    for row in grading.told["items"]:
        evidence = row["evidence"]
        if rules.RECORD in evidence:
            counted[row["id"]] = count(evidence[rules.RECORD], point, period, evidence)
        elif row["id"] in seen:
            look, item = seen[row["id"]]
            counted[row["id"]] = Counted(item.value, (FactRow(look.get_kind_display(), look.on, item.value > 0),))
        else:
            counted[row["id"]] = Counted(None)
    found = score(grading.rubric, {name: one.value for name, one in counted.items()})
    return _in_words(grading, found, counted, seen)


def _seen(grading: rules.Grading, looks: Mapping[CheckKind, PointCheck | None]) -> dict[str, tuple[PointCheck, CheckedItem]]:
    """What was seen for each item that somebody must see: the assessor's word, else, where the rubric takes it, the point's own.

    A later self-check does not overrule what an assessor saw; a later visit overrules everything.
    """
    found: dict[str, tuple[PointCheck, CheckedItem]] = {}
    for kind, sources in ((CheckKind.SELF, (rules.SELF,)), (CheckKind.ASSESSOR, (rules.SELF, rules.ASSESSOR))):
        look = looks[kind]
        asked = {row["id"] for row in grading.items_from(*sources)}
        for item in look.items.all() if look else ():
            if item.item in asked:
                found[item.item] = (look, item)  # type: ignore[assignment]
    return found


def _in_words(
    grading: rules.Grading,
    found: Score,
    counted: Mapping[str, Counted],
    seen: Mapping[str, tuple[PointCheck, CheckedItem]],
) -> Graded:
    language = get_language() or "zh-hans"
    groups = []
    for name, words in grading.told["groups"].items():
        rows = [row for row in grading.told["items"] if row["group"] == name]
        items = tuple(_item(grading, found, row, counted[row["id"]], seen.get(row["id"]), language) for row in rows)
        groups.append(GroupView(rules.in_language(words, language), items))
    gap = found.gap
    ahead = next((star for star in grading.rubric.stars if gap and star.stars == gap.stars), None)
    return Graded(
        grading=grading,
        score=found,
        counted=counted,
        groups=tuple(groups),
        roads=tuple(
            RoadView(rules.road_in_words(grading, road, language), road.gain, road.is_must) for road in (gap.roads if gap else ())
        ),
        gap=rules.gap_in_words(grading, gap, language) if gap else "",
        next_stars=gap.stars if gap else None,
        next_points=ahead.points if ahead else None,
    )


def _item(
    grading: rules.Grading,
    found: Score,
    row: Mapping[str, Any],
    counted: Counted,
    seen: tuple[PointCheck, CheckedItem] | None,
    language: str,
) -> ItemView:
    line = found.line(row["id"])
    source = next(name for name in (rules.RECORD, rules.SELF, rules.ASSESSOR) if name in row["evidence"])
    photo = seen[1].evidence if seen else None
    return ItemView(
        id=row["id"],
        words=grading.words(row["id"], "words", language),
        counts=grading.words(row["id"], "counts", language),
        unit=grading.words(row["id"], "unit", language),
        value=counted.value,
        points=line.points,
        most=line.most,
        source=source,
        seen_on=seen[0].on if seen else None,
        photo=photo.public_id if photo else None,
        rows=len(counted.rows),
    )


def facts_of(found: Graded) -> dict[str, Any]:
    """The facts of a grading as plain values, rows and all, for a snapshot."""
    return {name: {"value": one.value, "rows": [_plain(row) for row in one.rows]} for name, one in sorted(found.counted.items())}


def _plain(row: FactRow) -> dict[str, Any]:
    told = asdict(row)
    return {**told, "on": str(row.on) if row.on else None, "case": str(row.case) if row.case else None}
