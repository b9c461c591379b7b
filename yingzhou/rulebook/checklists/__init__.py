"""What to look at on a service visit, by trade.  A file is one version; an older version stays readable beside it.

The articles are those the rules of the house cite; an item without one is good practice and says so by having none.
`confidence` is that of the citation: A read, B confirmed elsewhere, C to be checked by a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from yingzhou.rulebook.errors import FigureFault

HERE = Path(__file__).parent
GRADES = ("general", "serious", "major")


@dataclass(frozen=True)
class ChecklistItem:
    """One thing to look at.  `said` are the usual ways to put what is found there; `hazard` the item of `hazards.items` a
    finding becomes (empty: one that has to be written out), `grade` how bad it usually is."""

    code: str
    text: str
    section: str
    article: str
    confidence: str
    grade: str
    hazard: str
    said: tuple[str, ...]


@dataclass(frozen=True)
class ShippedChecklist:
    """One version of a checklist, for classes of GB/T 4754 whose code begins with one of `trades` (none: for every trade)."""

    code: str
    version: str
    title: str
    trades: tuple[str, ...]
    since: date
    items: tuple[ChecklistItem, ...]


@cache
def shipped_checklists() -> tuple[ShippedChecklist, ...]:
    """Every version shipped, by code and day."""
    found = (_read(path) for path in sorted(HERE.glob("*.yaml")))
    return tuple(sorted(found, key=lambda one: (one.code, one.since)))


def _read(path: Path) -> ShippedChecklist:
    raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    items = tuple(_item(path, section["title"], item) for section in raw["sections"] for item in section["items"])
    codes = [item.code for item in items]
    if len(set(codes)) < len(codes):
        raise FigureFault(path.name, "有一项写了两次")
    return ShippedChecklist(
        code=raw["code"],
        version=str(raw["version"]),
        title=raw["title"],
        trades=tuple(str(trade) for trade in raw.get("trades", ())),
        since=raw["from"],
        items=items,
    )


def _item(path: Path, section: str, raw: dict[str, Any]) -> ChecklistItem:
    grade, article = raw.get("grade", "general"), raw.get("article", "")
    if grade not in GRADES or (article and raw.get("confidence") not in ("A", "B", "C")):
        raise FigureFault(path.name, f"{raw['code']}：没有这个等级，或引了条文却没有标可信度")
    return ChecklistItem(
        code=raw["code"],
        text=raw["text"],
        section=section,
        article=article,
        confidence=raw.get("confidence", ""),
        grade=grade,
        hazard=raw.get("hazard", ""),
        said=tuple(raw.get("said", ())),
    )
