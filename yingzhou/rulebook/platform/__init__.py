"""The national 12315 platform's ledger: its columns and the words in them, as data a bureau can look at and correct.

The official list of columns is not public: everything here has confidence C, and whoever imports may map columns on screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from yingzhou.rulebook.reading import LOADER

HERE = Path(__file__).parent


@dataclass(frozen=True)
class LedgerColumn:
    """One column of the ledger: our name for it, what it is called, and what else it may be called."""

    name: str
    label: str
    label_en: str
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Ledger:
    """The whole sheet.  `words[kind][choice]` are the words a file may use; the first is the one we write."""

    columns: tuple[LedgerColumn, ...]
    words: dict[str, dict[str, tuple[str, ...]]]
    source: str
    confidence: str


@cache
def ledger() -> Ledger:
    """As shipped."""
    told: dict[str, Any] = yaml.load((HERE / "columns.yaml").read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506
    return Ledger(
        columns=tuple(LedgerColumn(one["name"], one["label"], one["label_en"], tuple(one["aliases"])) for one in told["columns"]),
        words={kind: {choice: tuple(map(str, said)) for choice, said in words.items()} for kind, words in told["words"].items()},
        source=told["source"],
        confidence=told["confidence"],
    )
