"""国民经济行业分类 GB/T 4754-2017: 1,971 codes in four levels.

Codes and names of a national standard.  The widely copied file of this name is mostly the 2011 edition; the tests hold
the names that tell the two apart.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
EDITION = "GB/T 4754-2017"
SECTION, DIVISION, GROUP, CLASS = 1, 2, 3, 4


@dataclass(frozen=True)
class Industry:
    """One line of the standard: 门类 (a letter), 大类 (2 digits), 中类 (3), 小类 (4)."""

    code: str
    name: str
    section: str

    @property
    def level(self) -> int:
        return SECTION if self.code.isalpha() else len(self.code)

    @property
    def parent(self) -> str:
        """The code above; empty for a section."""
        if self.level == SECTION:
            return ""
        return self.section if self.level == DIVISION else self.code[:-1]


@cache
def industries() -> dict[str, Industry]:
    """All of them by code, in the order of the standard."""
    with (HERE / "gbt4754_2017.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: Industry(row["code"], row["name"], row["section"]) for row in csv.DictReader(file)}


def normal(code: str) -> str:
    """`A0111`, ` 0111 ` and `0111` are one code; a section letter alone stays."""
    plain = code.strip().upper()
    return plain[1:] if len(plain) > 1 and plain[0].isalpha() else plain


def industry(code: str) -> Industry | None:
    """The line of a code, or None where the standard has no such code (or the letter before it is another section's)."""
    found = industries().get(normal(code))
    letter = code.strip()[:1].upper()
    return None if found and letter.isalpha() and letter != found.section else found


def lineage(code: str) -> list[Industry]:
    """From the section down to the code itself; empty for an unknown code."""
    line: list[Industry] = []
    found = industry(code)
    while found:
        line.append(found)
        found = industries().get(found.parent)
    return line[::-1]


def named(text: str, *, among: Iterable[int] = (CLASS,), limit: int = 20) -> list[Industry]:
    """Lines of some levels whose name holds the text; those beginning with it first, then the shorter name."""
    wanted = set(among)
    found = [one for one in industries().values() if text in one.name and one.level in wanted]
    return sorted(found, key=lambda one: (not one.name.startswith(text), len(one.name), one.code))[:limit]
