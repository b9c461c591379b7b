"""One inspection as its page shows it: what is there, what may be done next and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from yingzhou.base.clock import today
from yingzhou.base.documents.models import IssuedPaper
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.queries.clocks import ClockView, clocks_about
from yingzhou.work.inspections.choices import State
from yingzhou.work.inspections.models import InspectedItem, Inspection, Inspector
from yingzhou.work.inspections.queries.clocks import ABOUT
from yingzhou.work.inspections.queries.clues import clue_shown
from yingzhou.work.inspections.queries.papers import issued_papers
from yingzhou.work.inspections.queries.reckoning import Year, year_of
from yingzhou.work.inspections.queries.scope import inspection_for, possible_inspectors
from yingzhou.work.inspections.rules import roles


@dataclass(frozen=True)
class InspectionView:
    """What the page shows.  `step` is what comes next; `may` whether this viewer does it."""

    inspection: Inspection
    items: tuple[InspectedItem, ...]
    inspectors: tuple[Inspector, ...]
    year: Year
    papers: tuple[IssuedPaper, ...]
    clocks: tuple[ClockView, ...]
    clue: tuple[str, UUID] | None
    others: tuple[Officer, ...]
    step: str
    may: bool
    may_change: bool


def inspection_page(viewer: Viewer, pid: UUID) -> InspectionView:
    """The page of an inspection the viewer may know of; as many queries for one item as for ten."""
    inspection = inspection_for(viewer, pid)
    inspectors = tuple(inspection.inspectors.select_related("officer").order_by("recused_on", "officer__name", "pk"))
    step = step_of(inspection)
    works, decides = viewer.has(*roles.WORKERS), viewer.has(*roles.APPROVERS)
    going = {one.officer_id for one in inspectors if one.recused_on is None}
    may = {
        "decide": decides and inspection.asked_by_id != viewer.officer_id,
        "record": works and viewer.officer_id in going,
    }.get(step, works)
    may_change = works and inspection.state in (State.ASKED, State.APPROVED)
    return InspectionView(
        inspection=inspection,
        items=tuple(inspection.items.select_related("item__desk").order_by("item__code", "pk")),
        inspectors=inspectors,
        year=year_of(inspection.business, on=today()),
        papers=tuple(issued_papers(inspection)),
        clocks=clocks_about(ABOUT, inspection.public_id),
        clue=clue_shown(viewer, inspection),
        others=tuple(one for one in possible_inspectors(viewer) if one.pk not in {row.officer_id for row in inspectors})
        if may_change
        else (),
        step=step,
        may=may,
        may_change=may_change,
    )


def step_of(inspection: Inspection) -> str:
    """What comes next; nothing once it is public, was declined or called off."""
    if inspection.state == State.ASKED:
        return "decide"
    if inspection.state == State.APPROVED:
        return "code" if not inspection.code else "notify" if inspection.notified_on is None else "record"
    if inspection.state == State.INSPECTED:
        return "tell" if inspection.told_on is None else "publish" if inspection.published_on is None else ""
    return ""
