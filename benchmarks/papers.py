"""Papers a second: the whole of issuing one, and what its parts cost."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from uuid import uuid4

from benchmarks.database import application
from benchmarks.rows import Row

ON = date(2026, 5, 20)
ISSUED, DRAWN = 30, 60


def run() -> list[Row]:
    """All figures, in about half a minute."""
    with application():
        return [*_parts(), _issuing()]


def _parts() -> list[Row]:
    from yingzhou.base.documents import wording
    from yingzhou.base.documents.issuing.making import in_word
    from yingzhou.base.documents.papers import fill
    from yingzhou.base.documents.papers.paper_pdf import composed_pdf
    from yingzhou.base.documents.templates import trial

    letter, official = trial.composed("complaint.refusal", on=ON), trial.composed("points.award", on=ON)
    template = wording.shipped_docx("complaint.refusal", on=ON)
    return [
        _row("papers: PDF of a decision, two pages", _each(lambda: composed_pdf(letter)), "≤ 100 ms"),
        _row("papers: PDF of an official document", _each(lambda: composed_pdf(official)), "≤ 100 ms"),
        _row("papers: Word file of a decision", _each(lambda: fill(template, in_word(letter.words))), "≤ 200 ms"),
    ]


def _issuing() -> Row:
    from yingzhou.base.actors import SYSTEM
    from yingzhou.base.documents.issuing import issue
    from yingzhou.base.documents.templates import trial

    values = trial.sample("complaint.refusal", on=ON)

    def one() -> None:
        issue(kind="complaint.refusal", about="bench", about_id=uuid4(), on=ON, values=values, by=SYSTEM)

    return Row("papers: issued, one writer, both files kept", 1 / _each(one, ISSUED), None, None, "≥ 1 papers/s", "papers/s")


def _each(act: Callable[[], object], times: int = DRAWN) -> float:
    """Seconds for one, the first not counted."""
    act()
    begun = time.perf_counter()
    for _ in range(times):
        act()
    return (time.perf_counter() - begun) / times


def _row(name: str, seconds: float, target: str) -> Row:
    return Row(name, seconds * 1000, None, None, target, "ms")
