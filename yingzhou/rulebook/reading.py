"""Reading the figures: `figure("complaints.acceptance_days", on=day).value`."""

from __future__ import annotations

import difflib
import fnmatch
import hashlib
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from yingzhou.rulebook.errors import FigureFault, NoValueOn, UnknownFigure

HERE = Path(__file__).parent
CONFIDENCE = ("A", "B", "C")
KINDS = ("figure", "table", "window", "officer_set", "promptly", "note")
UNITS = frozenset(
    {
        "working_day",
        "calendar_day",
        "month",
        "year",
        "hour",
        "time",
        "yuan",
        "wan_yuan",
        "percent",
        "person",
        "business",
        "count",
        "date",
        "table",
        "text",
    }
)
#: The C loader where it was built: five times faster, the same result.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百\d]+条.*$")
#: What a value may say beside itself: `rule` its row in the table of deadlines, `extension` in its own unit, `extension_by` in the article's words, `approver` the role
#: that is here, `excludes` in the article's words, `pauses` the reasons that stop the count.
EXTRAS = ("rule", "extension", "extension_by", "approver", "excludes", "pauses", "note")
_ROW_KEYS = {"from", "to", "value", "unit", "source", "confidence", *EXTRAS}


@dataclass(frozen=True)
class Figure:
    """One value of a figure, with the days it holds (`since` and `until` both included) and where it is written.

    `confidence`: A the instrument was read, B a second source confirms it, C from memory and to be checked by a person.
    """

    name: str
    label: str
    label_en: str
    unit: str
    kind: str
    value: Any
    source: str
    confidence: str
    since: date
    until: date | None = None
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def article(self) -> str:
        """The article within the instrument, `第十五条`; empty where the source names none."""
        found = _ARTICLE.search(self.source)
        return found.group() if found else ""

    @property
    def instrument(self) -> str:
        """The instrument without the article."""
        return _ARTICLE.sub("", self.source).strip()

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Series:
    """A figure over time: its values, earliest first, never two on one day.  A value may have a unit of its own."""

    name: str
    label: str
    label_en: str
    unit: str
    values: tuple[Figure, ...]

    def on(self, day: date) -> Figure:
        """The value of a day; `NoValueOn` where none holds."""
        for value in self.values:
            if value.holds_on(day):
                return value
        raise NoValueOn(self.name, day, tuple(f"{v.since}～{v.until or ''}" for v in self.values))


class Rulebook:
    """The figures of one edition.  Immutable; `version` changes when any value does."""

    def __init__(self, series: Iterable[Series]) -> None:
        self._series = {one.name: one for one in sorted(series, key=lambda one: one.name)}

    @property
    def version(self) -> str:
        """Twelve hexadecimal digits over every name, day, value and source."""
        told = [
            [value.name, str(value.since), str(value.until), value.value, value.source]
            for one in self._series.values()
            for value in one.values
        ]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False, default=str).encode()).hexdigest()[:12]

    def __iter__(self) -> Iterator[Series]:
        return iter(self._series.values())

    def series(self, name: str) -> Series:
        """The whole history of a figure; `UnknownFigure` with near names where there is none."""
        if name not in self._series:
            raise UnknownFigure(name, tuple(difflib.get_close_matches(name, self._series, n=3)))
        return self._series[name]

    def figure(self, name: str, *, on: date) -> Figure:
        """The figure of a day."""
        return self.series(name).on(on)

    def figures(self, pattern: str = "*") -> list[Series]:
        """Every figure whose name matches (`complaints.*`) or whose label holds the text."""
        glob = pattern if any(mark in pattern for mark in "*?[") else f"*{pattern}*"
        return [
            one
            for one in self
            if fnmatch.fnmatchcase(one.name, glob) or pattern in one.label or pattern.lower() in one.label_en.lower()
        ]

    def with_added(self, rows: Iterable[Mapping[str, Any]]) -> Rulebook:
        """The book with a bureau's own dated rows (`name`, `from`, `value`, `source`, …).

        A row may add a figure, a later value or a missing one; one that touches a day which already has a value is
        refused, except that an open-ended value ends the day before a later row begins.
        """
        series = dict(self._series)
        for row in rows:
            name = str(row["name"])
            series[name] = _extended(series.get(name), name, row)
        return Rulebook(series.values())


def _extended(old: Series | None, name: str, row: Mapping[str, Any]) -> Series:
    head = (
        {"label": old.label, "label_en": old.label_en, "unit": old.unit, "kind": old.values[0].kind}
        if old
        else {key: row.get(key, "") for key in ("label", "label_en", "unit", "kind") if key in row}
    )
    added = _value(name, head, {key: row[key] for key in _ROW_KEYS if key in row}, where=name)
    values = list(old.values) if old else []
    if values and values[-1].until is None and values[-1].since < added.since:
        last = values[-1]
        ends = date.fromordinal(added.since.toordinal() - 1)
        values[-1] = Figure(**{**last.__dict__, "until": ends})
    return _series(name, head, [*values, added], where=name)


def _series(name: str, head: Mapping[str, Any], values: list[Figure], *, where: str) -> Series:
    values = sorted(values, key=lambda value: value.since)
    for earlier, later in itertools.pairwise(values):
        if earlier.until is None or earlier.until >= later.since:
            raise FigureFault(where, f"{earlier.since} 起的值与 {later.since} 起的值日期重叠；先给前一个写上 to")
    if not values:
        raise FigureFault(where, "没有任何值")
    return Series(name, head["label"], head["label_en"], head["unit"], tuple(values))


def _value(name: str, head: Mapping[str, Any], row: Mapping[str, Any], *, where: str) -> Figure:
    for key in ("label", "label_en", "unit"):
        if not head.get(key):
            raise FigureFault(where, f"缺 {key}")
    unit = row.get("unit") or head["unit"]
    if unit not in UNITS:
        raise FigureFault(where, f"unit 不认识 {unit!r}；可用：{'、'.join(sorted(UNITS))}")
    kind = head.get("kind") or "figure"
    if kind not in KINDS:
        raise FigureFault(where, f"kind 不认识 {kind!r}")
    if unknown := set(row) - _ROW_KEYS:
        raise FigureFault(where, f"不认识的项：{'、'.join(sorted(unknown))}")
    if not row.get("source"):
        raise FigureFault(where, "没有出处（source）")
    if row.get("confidence") not in CONFIDENCE:
        raise FigureFault(where, "confidence 只能是 A、B、C")
    since, until = row.get("from"), row.get("to")
    if not isinstance(since, date):
        raise FigureFault(where, "没有生效日（from），或不是日期")
    if until is not None and (not isinstance(until, date) or until < since):
        raise FigureFault(where, "失效日（to）不是日期，或早于生效日")
    if "value" not in row:
        raise FigureFault(where, "没有值（value）")
    extra = {key: row[key] for key in EXTRAS if key in row}
    return Figure(
        name,
        head["label"],
        head["label_en"],
        unit,
        kind,
        row["value"],
        row["source"],
        row["confidence"],
        since,
        until,
        extra,
    )


def read_folder(folder: Path) -> Rulebook:
    """Every `*.yaml` directly in a folder; the file's name is the first part of its figures' names."""
    found: list[Series] = []
    for path in sorted(folder.glob("*.yaml")):
        told = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506  both are safe loaders
        for key, entry in (told or {}).items():
            name = f"{path.stem}.{key}"
            where = f"{path.name} · {key}"
            values = [_value(name, entry, row, where=where) for row in entry.get("values", [])]
            found.append(_series(name, entry, values, where=where))
    return Rulebook(found)


@cache
def shipped() -> Rulebook:
    """The rulebook as shipped, read once a process."""
    return read_folder(HERE)


def figure(name: str, *, on: date, book: Rulebook | None = None) -> Figure:
    """The figure of a day, from the shipped rulebook unless another is handed in."""
    return (book or shipped()).figure(name, on=on)


def figures(pattern: str = "*", *, book: Rulebook | None = None) -> list[Series]:
    """Figures by name pattern or by words of their label."""
    return (book or shipped()).figures(pattern)
