"""What a person should do next with cases, and why it is theirs.  `overview` sorts it in with the other rooms' lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from yingzhou.base.words import _
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.choices import Kind, Stage
from yingzhou.work.cases.models import Case, Extension
from yingzhou.work.cases.queries.scope import cases_of

MOST = 200


@dataclass(frozen=True)
class Pressing:
    """One line of work: the case, what to do, why it is this person's, and by when."""

    case: Case
    act: str
    why: str
    due_on: date


def pressing(*, viewer: Viewer, station_wide: bool = False) -> list[Pressing]:
    """Open cases waiting for this person (or, `station_wide`, for anyone in scope), the most pressing first.

    Not complaints: what is to be done with them, their own room says.
    """
    found = (
        cases_of(viewer)
        .exclude(stage=Stage.CLOSED)
        .exclude(kind=Kind.COMPLAINT)
        .select_related("business", "community", "handler")
    )
    if not station_wide:
        found = found.filter(_turns_of(viewer))
    waiting = frozenset(
        Extension.objects.filter(decided_at__isnull=True, case__in=found.order_by()).values_list("case_id", flat=True)
    )
    lines = (_line(viewer, case, case.pk in waiting, station_wide) for case in found.order_by("due_on", "pk")[:MOST])
    return [line for line in lines if line is not None]


def _turns_of(viewer: Viewer) -> Q:
    """Whose turn it can be: intake's at intake, the head's to name, to verify and to decide, the handler's own."""
    turns = Q(handler__in=viewer.acts_for)
    if any(grant.everywhere for grant in viewer.grants_of(Role.DEPARTMENT)):
        turns |= Q(stage=Stage.INTAKE)
    stations = frozenset().union(*(grant.station_ids for grant in viewer.grants_of(Role.STATION_HEAD)))
    if stations:
        asked = Extension.objects.filter(decided_at__isnull=True, case=OuterRef("pk"))
        to_name = Q(stage=Stage.DISPATCHED, handler__isnull=True)
        turns |= Q(station__in=stations) & (to_name | Q(stage=Stage.VERIFYING) | Q(Exists(asked)))
    return turns


def _line(viewer: Viewer, case: Case, is_extension_waiting: bool, station_wide: bool) -> Pressing | None:
    is_head = any(case.station_id in grant.station_ids for grant in viewer.grants_of(Role.STATION_HEAD))
    is_intake = any(grant.everywhere for grant in viewer.grants_of(Role.DEPARTMENT))
    is_mine = case.handler_id in viewer.acts_for
    first = case.first_due_on or case.due_on
    line: tuple[Any, Any, date] | None = None
    if case.stage == Stage.INTAKE and is_intake:
        line = (_("交办"), _("新收到的，由受理科室交办"), first)
    elif is_extension_waiting and is_head and not is_mine:
        line = (_("批延期"), _("延期由站长批"), case.due_on)
    elif case.stage == Stage.DISPATCHED and case.handler_id is None and is_head:
        line = (_("定承办人"), _("交到本站，还没有承办人"), first)
    elif case.stage == Stage.DISPATCHED and is_mine:
        line = (_("开始办理"), _why_handler(viewer, case), first)
    elif case.stage == Stage.HANDLING and is_mine:
        line = (_("写办理结果"), _why_handler(viewer, case), case.due_on)
    elif case.stage == Stage.VERIFYING and is_head and not is_mine:
        line = (_("核查"), _("{name}办好了，由您核查").format(name=case.handler.name if case.handler else ""), case.due_on)
    elif station_wide and (is_head or is_intake):
        who = case.handler.name if case.handler else _("还没有承办人")
        line = (_("看一看"), _("{name}在办，您是站长").format(name=who) if is_head else _("在站里办理"), case.due_on)
    return Pressing(case, str(line[0]), str(line[1]), line[2]) if line else None


def _why_handler(viewer: Viewer, case: Case) -> str:
    if case.handler_id == viewer.officer_id:
        return str(_("您是承办人"))
    return str(_("您在代{name}办")).format(name=case.handler.name if case.handler else "")
