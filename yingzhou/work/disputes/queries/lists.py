"""The list of complaints: a page by keyset, a capped count."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.choices import ComplaintState
from yingzhou.work.disputes.models import Complaint
from yingzhou.work.disputes.queries.deadlines import with_due
from yingzhou.work.disputes.queries.scope import complaints_of
from yingzhou.work.disputes.rules.steps import ENDED, MEDIATED, UNDECIDED

PAGE = 30
CAP = 1_001
#: The views of the list, and the states in each.
VIEWS = {
    "undecided": UNDECIDED,
    "running": MEDIATED | {ComplaintState.SETTLED},
    "ended": ENDED,
    "all": frozenset(ComplaintState),
}


@dataclass(frozen=True)
class Listed:
    """One page: the rows, the id to continue after (None on the last page), and the count up to 1,001."""

    complaints: list[Complaint]
    after: UUID | None
    count: int

    @property
    def is_capped(self) -> bool:
        return self.count >= CAP


def complaint_list(
    *, viewer: Viewer, view: str = "undecided", words: str = "", mine: bool = False, after: UUID | None = None
) -> Listed:
    """Open ones by the day they are due, the most pressing first; ended ones and all, the latest receipt first."""
    found = with_due(_narrowed(viewer, view=view, words=words, mine=mine))
    is_open = view in ("undecided", "running")
    order = ("due", "pk") if is_open else ("-received_on", "-pk")
    rows = found.select_related("case", "case__handler", "held_by", "respondent").order_by(*order)
    last = found.filter(public_id=after).values("received_on", "pk", "due").first() if after else None
    if last and is_open:
        rows = rows.filter(Q(due__gt=last["due"]) | Q(due=last["due"], pk__gt=last["pk"]))
    elif last:
        rows = rows.filter(Q(received_on__lt=last["received_on"]) | Q(received_on=last["received_on"], pk__lt=last["pk"]))
    page = list(rows[: PAGE + 1])
    more = len(page) > PAGE
    return Listed(page[:PAGE], page[PAGE - 1].public_id if more else None, found.order_by()[:CAP].count())


def _narrowed(viewer: Viewer, *, view: str, words: str, mine: bool) -> QuerySet[Complaint]:
    found = complaints_of(viewer).filter(state__in=VIEWS.get(view, VIEWS["undecided"]))
    if mine:
        found = found.filter(case__handler__in=viewer.acts_for)
    if text := words.strip():
        found = found.filter(
            Q(case__number__icontains=text)
            | Q(platform_number__icontains=text)
            | Q(respondent_name__icontains=text)
            | Q(goods__icontains=text)
        )
    return found
