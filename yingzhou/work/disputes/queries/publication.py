"""Counting a month for the public, and reading what was published.  Counts only: no text of a complaint comes near."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.models import OutcomeAnswer
from yingzhou.work.disputes.models import Complaint, PublishedMonth
from yingzhou.work.disputes.rules import publication as rules

PUBLISHERS = (Role.DEPARTMENT, Role.BUREAU_LEADER)
MONTHS = 24


@dataclass(frozen=True)
class ShownTable:
    """One table as it is read: label, and each category with its number (None: not shown)."""

    name: str
    label: str
    rows: tuple[tuple[str, int | None], ...]
    is_withheld: bool


@dataclass(frozen=True)
class ShownMonth:
    """A month as anyone may read it."""

    month: date
    received: int | None
    ended: int | None
    tables: tuple[ShownTable, ...]
    suppress_up_to: int
    round_to: int


@dataclass(frozen=True)
class MonthState:
    """A month on the publisher's list."""

    month: date
    published: PublishedMonth | None
    is_over: bool


def may_publish(viewer: Viewer) -> bool:
    return any(grant.everywhere for grant in viewer.grants_of(*PUBLISHERS))


def counted_month(month: date) -> dict[str, Any]:
    """What may be published of a month, worked out now by the numbers of its first day."""
    received = Complaint.objects.filter(received_on__gte=month, received_on__lt=rules.month_after(month))
    trades = received.values_list("respondent__industry_code", flat=True)
    topics = received.values_list("topic", flat=True)
    told = OutcomeAnswer.objects.filter(case=OuterRef("case")).order_by("-round").values("answer")[:1]
    ended = Complaint.objects.filter(ended_on__gte=month, ended_on__lt=rules.month_after(month), state__in=rules.ENDED).annotate(
        told=Subquery(told)
    )
    rows = list(ended.values_list("state", "told"))
    return rules.released(
        [
            _counted("trade", (rules.trade_of(code or "") for code in trades)),
            _counted("topic", (topic or rules.UNKNOWN for topic in topics)),
        ],
        [
            _counted("outcome", (state for state, _told in rows)),
            _counted("answer", (told or rules.UNANSWERED for _state, told in rows)),
        ],
        rules.rule_on(month),
    )


def _counted(dimension: str, found: Iterable[str]) -> rules.Counted:
    counts = Counter(found)
    return rules.Counted(dimension, {name: counts.get(name, 0) for name in rules.categories(dimension)})


def months(viewer: Viewer) -> list[MonthState]:
    """The latest months, the newest first, and what was published of each."""
    if not may_publish(viewer):
        raise NotFound
    held = {one.month: one for one in PublishedMonth.objects.select_related("prepared_by", "approved_by")}
    found, month = [], rules.first_of(today())
    for _at in range(MONTHS):
        found.append(MonthState(month, held.get(month), today() >= rules.month_after(month)))
        month = rules.first_of(date.fromordinal(month.toordinal() - 1))
    return found


def month_for(viewer: Viewer, month: date) -> tuple[PublishedMonth | None, ShownMonth]:
    """One month for its publisher: as it was prepared, or as it would be."""
    if not may_publish(viewer):
        raise NotFound
    held = PublishedMonth.objects.filter(month=month).select_related("prepared_by", "approved_by").first()
    if held is not None:
        return held, shown(held.month, held.tables, held.figures)
    return None, shown(month, counted_month(month), rules.figures_on(month))


def shown(month: date, tables: dict[str, Any], figures: dict[str, Any]) -> ShownMonth:
    """Stored numbers with their words."""
    both = {**tables["received"]["tables"], **tables["ended"]["tables"]}
    return ShownMonth(
        month=month,
        received=tables["received"]["total"],
        ended=tables["ended"]["total"],
        tables=tuple(_table(name, both[name]) for name in rules.LABELS if name in both),
        suppress_up_to=figures[rules.SUPPRESS]["value"],
        round_to=figures[rules.ROUND]["value"],
    )


def _table(name: str, cells: dict[str, int | None] | None) -> ShownTable:
    labels = rules.categories(name)
    rows = tuple((str(labels[category]), value) for category, value in (cells or {}).items() if value != 0)
    return ShownTable(name, str(rules.LABELS[name]), rows, cells is None)
