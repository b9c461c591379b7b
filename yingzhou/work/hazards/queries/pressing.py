"""What a person should do next with hazards; `overview` sorts it in with the other rooms' lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from yingzhou.base.clock import today
from yingzhou.base.words import _
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.hazards.choices import ClueState, State
from yingzhou.work.hazards.models import ClueHandover, Hazard, RectificationOrder
from yingzhou.work.hazards.queries.scope import hazards_of

MOST = 200


@dataclass(frozen=True)
class PressingHazard:
    """One line of work: the hazard, what to do, why it is this person's, and the day it is for."""

    hazard: Hazard
    act: str
    why: str
    due_on: date


def pressing_hazards(*, viewer: Viewer, station_wide: bool = False) -> list[PressingHazard]:
    """Hazards waiting for this person (or, `station_wide`, for anyone in scope), the most pressing first."""
    clue = ClueHandover.objects.filter(hazard=OuterRef("pk"), state=ClueState.ASKED)
    order = RectificationOrder.objects.filter(hazard=OuterRef("pk"), is_approved__isnull=True)
    found = (
        hazards_of(viewer)
        .exclude(state=State.CLOSED)
        .annotate(has_clue=Exists(clue), has_order=Exists(order))
        .select_related("business", "case__handler")
    )
    if not station_wide:
        found = found.filter(_turns_of(viewer))
    lines = (_line(viewer, hazard, station_wide) for hazard in found.order_by("due_on", "pk")[:MOST])
    return [line for line in lines if line is not None]


def _turns_of(viewer: Viewer) -> Q:
    turns = Q(case__handler__in=viewer.acts_for) & ~Q(state__in=[State.PASSED, State.HANDED])
    for grant in viewer.grants_of(Role.STATION_HEAD):
        waits = Q(state=State.PASSED) | Q(has_clue=True) | Q(has_order=True) | Q(case__handler__isnull=True)
        turns |= Q(case__station__in=grant.station_ids) & waits
    if any(grant.everywhere for grant in viewer.grants_of(Role.DEPARTMENT)):
        turns |= Q(has_clue=True) | Q(state=State.HANDED)
    return turns


def _line(viewer: Viewer, hazard: Any, station_wide: bool) -> PressingHazard | None:
    is_own = hazard.case.handler_id in viewer.acts_for
    due_on = hazard.due_on or hazard.case.due_on
    found = _words(hazard, is_own)
    if found is None or (hazard.state == State.FIXING and due_on > today() and not station_wide):
        return None
    return PressingHazard(hazard, str(found[0]), str(found[1]), due_on)


def _words(hazard: Any, is_own: bool) -> tuple[Any, Any] | None:
    if hazard.has_clue and not is_own:
        return _("批准移送线索"), _("有人申请移送，等您批准")
    if hazard.has_order and not is_own:
        return _("审核责令限期改正"), _("等您审核")
    return STATE_WORDS.get(hazard.state)


STATE_WORDS: dict[str, tuple[Any, Any]] = {
    State.FOUND: (_("给整改建议"), _("发现了，还没有告诉店家怎么改")),
    State.FIXING: (_("去看看改了没有"), _("整改日到了，店家还没有回音")),
    State.PROVED: (_("看整改凭据"), _("店家交了照片")),
    State.RECHECK: (_("复查"), _("凭据收下了，要再去看一次")),
    State.PASSED: (_("销号"), _("复查合格，等人销号")),
    State.HANDED: (_("登记线索的回复"), _("移送出去，等回复")),
}
