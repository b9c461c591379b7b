"""What is never scored: indicators the law forbids, and those of house policy, each dated and cited.

    refused("inspection_count", on=today)       # → RefusedIndicator, or None where the day knows no such rule

Whoever registers an indicator asks here first and shows the source beside the refusal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from yingzhou.rulebook.errors import FigureFault

FILE = Path(__file__).parent / "refused.yaml"
NEEDED = ("label", "label_en", "from", "source", "confidence", "why")


@dataclass(frozen=True)
class RefusedIndicator:
    """An indicator nobody may be judged by: since when, on what basis, why."""

    name: str
    label: str
    label_en: str
    since: date
    until: date | None
    source: str
    confidence: str
    why: str

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@cache
def all_refused() -> Mapping[str, RefusedIndicator]:
    """Every refused indicator, by its name."""
    told: Mapping[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {name: read(name, entry) for name, entry in told.items()}


def read(name: str, told: Mapping[str, Any]) -> RefusedIndicator:
    """One entry; `FigureFault` where it lacks something."""
    for key in NEEDED:
        if not told.get(key):
            raise FigureFault(f"{FILE.name} · {name}", f"缺 {key}")
    return RefusedIndicator(
        name, told["label"], told["label_en"], told["from"], told.get("to"), told["source"], told["confidence"], told["why"]
    )


def refused(name: str, *, on: date) -> RefusedIndicator | None:
    """The rule of a day against this indicator, if there is one."""
    found = all_refused().get(name)
    return found if found is not None and found.holds_on(on) else None
