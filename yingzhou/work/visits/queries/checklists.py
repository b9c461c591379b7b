"""The checklists of a day: those of the rulebook, and over them the bureau's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from yingzhou.rulebook import ShippedChecklist, shipped_checklists
from yingzhou.work.registry.models import Business
from yingzhou.work.visits.models import Checklist

GENERAL = "general"


@dataclass(frozen=True)
class Sheet:
    """One version of a checklist.  `trades`: beginnings of class codes; `items` as plain values."""

    code: str
    version: str
    title: str
    trades: tuple[str, ...]
    since: date
    items: tuple[dict[str, Any], ...]
    is_own: bool

    @property
    def trade(self) -> str:
        return "、".join(self.trades)


def all_sheets() -> list[Sheet]:
    """Every version there is, by code and day; the bureau's own after those of the rulebook.  One query."""
    shipped = [_shipped(one) for one in shipped_checklists()]
    own = [_own(row) for row in Checklist.objects.order_by("since", "pk")]
    return sorted(shipped + own, key=lambda sheet: (sheet.code, sheet.is_own, sheet.since))


def sheets_on(day: date) -> dict[str, Sheet]:
    """Code → the version of a day."""
    return {sheet.code: sheet for sheet in all_sheets() if sheet.since <= day}


def sheet(code: str, version: str) -> Sheet | None:
    """One version, also an old one."""
    return next((one for one in all_sheets() if (one.code, one.version) == (code, version)), None)


def code_for(business: Business, sheets: Iterable[Sheet]) -> str:
    """The checklist of a business: the one with the longest beginning of its class; the general one otherwise."""
    matches = [
        (len(trade), one.is_own, one.code)
        for one in sheets
        for trade in one.trades
        if business.industry_code and business.industry_code.lstrip("ABCDEFGHIJKLMNOPQRST").startswith(trade)
    ]
    return max(matches)[2] if matches else GENERAL


def _shipped(one: ShippedChecklist) -> Sheet:
    items = tuple(
        {
            "code": item.code,
            "text": item.text,
            "section": item.section,
            "article": item.article,
            "confidence": item.confidence,
            "grade": item.grade,
            "hazard": item.hazard,
            "finding_templates": list(item.said),
        }
        for item in one.items
    )
    return Sheet(one.code, one.version, one.title, one.trades, one.since, items, is_own=False)


def _own(row: Checklist) -> Sheet:
    return Sheet(row.code, row.version, row.title, tuple(row.trades), row.since, tuple(row.items), is_own=True)


def as_told(one: Sheet) -> dict[str, Any]:
    """A sheet as the phone reads it."""
    told = asdict(one)
    return {name: told[name] for name in ("code", "version", "title")} | {"trade": one.trade, "items": list(one.items)}
