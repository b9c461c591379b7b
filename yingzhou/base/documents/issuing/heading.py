"""What a paper says of the bureau: its name on the day, and its sign in the numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from yingzhou.base.figures.reading import figure

_named: list[Callable[[date], str]] = []


def name_the_bureau(asked: Callable[[date], str]) -> None:
    """Register who knows the bureau's name on a day; registering again replaces it."""
    _named[:] = [asked]


def bureau_on(day: date) -> str:
    """The bureau's name on a day; empty (a visible blank) where nobody knows it."""
    return _named[0](day) if _named else ""


def number_of(serial: int, *, series: str, on: date, is_official: bool) -> str:
    """`某市监投受〔2026〕第7号`; an official document (GB/T 9704) has no 第 and no leading zero."""
    prefix = figure("papers.number_prefix", on=on).value
    counted = f"{serial}号" if is_official else f"第{serial}号"
    return f"{prefix}{series}〔{on.year}〕{counted}"
