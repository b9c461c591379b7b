"""The words of the articles that papers and pages quote, an instrument a file, each with the days it holds.

An instrument may be shipped without the words of an article: then its number is all that is printed, and said to be.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from yingzhou.rulebook.errors import FigureFault, NoValueOn, UnknownFigure

HERE = Path(__file__).parent
#: What stands where the words of an article are not shipped.
NOT_SHIPPED = "（正文未收录）"
_DIGITS = "零一二三四五六七八九"
_ITEM = re.compile(r"(?<=[：；])（([一二三四五六七八九十]+)）(.*?)(?=；（[一二三四五六七八九十]+）|。)")


@dataclass(frozen=True)
class Instrument:
    """A law, regulation or rule: what it is called, the days it holds (both included), and the articles we have."""

    key: str
    title: str
    title_en: str
    document: str
    since: date
    until: date | None
    source: str
    confidence: str
    articles: Mapping[str, str]

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    def cited(self, number: str) -> str:
        """`《…办法》第十六条`."""
        return f"《{self.title}》第{in_characters(int(number))}条"

    def text(self, number: str) -> str:
        """The words of an article, or NOT_SHIPPED."""
        return self.articles.get(number, NOT_SHIPPED)

    def items(self, number: str) -> tuple[str, ...]:
        """The numbered items （一）…（十） of an article, without their numbers; empty where the words are not shipped."""
        return tuple(found.group(2) for found in _ITEM.finditer(self.articles.get(number, "")))


def in_characters(number: int) -> str:
    """1–99 as articles are numbered: 十六, 四十."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def read(path: Path) -> Instrument:
    """An instrument from its file; `FigureFault` where it lacks something."""
    told: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    for key in ("title", "title_en", "document", "from", "source", "confidence"):
        if not told.get(key):
            raise FigureFault(path.name, f"缺 {key}")
    return Instrument(
        path.stem,
        told["title"],
        told["title_en"],
        told["document"],
        told["from"],
        told.get("to"),
        told["source"],
        told["confidence"],
        told["articles"],
    )


@cache
def instruments() -> Mapping[str, Instrument]:
    """Every instrument that is shipped, by its key (`order121`)."""
    return {path.stem: read(path) for path in sorted(HERE.glob("*.yaml"))}


def instrument(key: str) -> Instrument:
    """The instrument of that key."""
    if key not in instruments():
        raise UnknownFigure(key, tuple(instruments()))
    return instruments()[key]


def article(key: str, number: str, *, on: date) -> str:
    """The words of an article on a day; `NoValueOn` where the instrument did not hold, NOT_SHIPPED where we lack them."""
    found = instrument(key)
    if not found.holds_on(on):
        raise NoValueOn(found.title, on, (f"{found.since}～{found.until or ''}",))
    return found.text(number)
