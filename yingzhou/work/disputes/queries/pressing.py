"""What a person should do next with complaints, clock by clock; `overview` sorts it in with the other rooms' lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from yingzhou.base.clock import today
from yingzhou.base.words import _
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.models import Clock
from yingzhou.work.cases.queries.clocks import ClockView
from yingzhou.work.disputes.models import Complaint
from yingzhou.work.disputes.queries.deadlines import ABOUT, clocks_of_complaints, with_due
from yingzhou.work.disputes.queries.scope import complaints_of, facts_of
from yingzhou.work.disputes.rules import periods
from yingzhou.work.disputes.rules.steps import UNDECIDED, holds, is_intake

MOST = 200


@dataclass(frozen=True)
class PressingComplaint:
    """One line of work: the complaint, what to do, why it is this person's, and the clock that runs."""

    complaint: Complaint
    act: str
    why: str
    clock: ClockView


def pressing_complaints(*, viewer: Viewer, station_wide: bool = False) -> list[PressingComplaint]:
    """Clocks that run in complaints this person works on (or, `station_wide`, answers for), the earliest strict day first."""
    running = Clock.objects.filter(about=ABOUT, about_id=OuterRef("public_id"), stopped_on__isnull=True)
    found = list(
        with_due(complaints_of(viewer).filter(Exists(running)))
        .select_related("case__handler", "held_by")
        .order_by("due", "pk")[:MOST]
    )
    clocks = clocks_of_complaints(found)
    lines = [
        line for one in found if _is_theirs(viewer, one, station_wide) for line in _lines(one, clocks.get(one.public_id, ()))
    ]
    return sorted(lines, key=lambda line: line.clock.due_strict)


def _is_theirs(viewer: Viewer, complaint: Complaint, station_wide: bool) -> bool:
    """Undecided: whoever holds it, or intake while nobody else does.  Later: the handler.  The rest only on asking."""
    facts = facts_of(complaint)
    if facts.handler_id is not None and facts.handler_id in viewer.acts_for:
        return True
    if complaint.state in UNDECIDED and (holds(viewer, facts) or (is_intake(viewer) and facts.held_by_id is None)):
        return True
    return station_wide and (holds(viewer, facts) or is_intake(viewer))


def _lines(complaint: Complaint, clocks: tuple[ClockView, ...]) -> Iterator[PressingComplaint]:
    for clock in clocks:
        if clock.is_running:
            act, why = _words(complaint, clock.figure)
            yield PressingComplaint(complaint, str(act), str(why), clock)


def _words(complaint: Complaint, figure: str) -> tuple[Any, Any]:
    if figure == periods.ACCEPTANCE and complaint.state in UNDECIDED:
        days = (today() - complaint.received_on).days
        who = complaint.held_by.name if complaint.held_by else _("受理科室")
        return _("决定受不受理"), str(_("收到 {days} 天，{who}来决定")).format(days=days, who=who)
    return OTHER_WORDS.get(figure, (_("投诉的法定期限"), ""))


TO_TELL = _("决定书做好了，还没有告知；告知了才算按期")
OTHER_WORDS: dict[str, tuple[Any, Any]] = {
    periods.ACCEPTANCE: (_("告知投诉人"), TO_TELL),
    periods.TERMINATION_NOTICE: (_("告知双方"), TO_TELL),
    periods.MEDIATION: (_("调解"), _("您在调解这件投诉")),
    periods.CLUE_CHECK: (_("核查线索"), _("调解中发现的线索，由您核查")),
    periods.AUTHORITY: (_("商定处理权限"), _("和别的部门有争议，到期报上一级")),
}
