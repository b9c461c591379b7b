"""The one chip every deadline is shown as: day, days left, article, 暂定 where it may still move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

#: Days (of the deadline's own kind) within which a deadline is shown as near.
NEAR = 3


class State(StrEnum):
    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    OK = "ok"
    PAUSED = "paused"
    DONE = "done"


ICONS = {State.LATE: "alert-triangle", State.TODAY: "alert-circle", State.PAUSED: "player-pause", State.DONE: "check"}


@dataclass(frozen=True)
class Clock:
    """A deadline as it is shown.  `used` is the share of the period gone, 0–100."""

    due_on: date
    state: State
    left_text: str
    label: Any = ""
    article: Any = ""
    detail: Any = ""
    provisional: bool = False
    used: int = 0

    @property
    def icon(self) -> str:
        return ICONS.get(self.state, "")


def clock(
    due_on: date,
    *,
    left: int,
    working: bool = False,
    done: bool = False,
    paused: str = "",
    label: Any = "",
    article: Any = "",
    detail: Any = "",
    provisional: bool = False,
    used: int = 0,
) -> Clock:
    """`left`: days to go (negative: days late; for a done deadline: days to spare), counted by whoever owns the deadline;
    `working`: they are working days."""
    if done:
        state = State.DONE
    elif paused:
        state = State.PAUSED
    elif left < 0:
        state = State.LATE
    elif left == 0:
        state = State.TODAY
    else:
        state = State.SOON if left <= NEAR else State.OK
    return Clock(
        due_on=due_on,
        state=state,
        left_text=paused or _left(left, working=working, done=done),
        label=label or _("期限"),
        article=article,
        detail=detail,
        provisional=provisional,
        used=min(max(used, 0), 100),
    )


class Running(Protocol):
    """What a statutory clock says of itself, whatever room it comes from."""

    @property
    def due_strict(self) -> date: ...
    @property
    def days_left(self) -> int: ...
    @property
    def is_working(self) -> bool: ...
    @property
    def is_running(self) -> bool: ...
    @property
    def paused_for(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def article(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def is_provisional(self) -> bool: ...
    @property
    def used(self) -> int: ...


def deadline_of(view: Running) -> Clock:
    """A statutory clock as the chip: its strict day, which is the one that counts."""
    return clock(
        view.due_strict,
        left=view.days_left,
        working=view.is_working,
        done=not view.is_running,
        paused=_("暂停中：%(why)s") % {"why": view.paused_for} if view.paused_for else "",
        label=view.label,
        article=view.article,
        detail=view.source,
        provisional=view.is_provisional and view.is_running,
        used=view.used,
    )


def _left(left: int, *, working: bool, done: bool) -> str:
    days = abs(left)
    if working:
        count = ngettext("%(num)s 工作日", "%(num)s 工作日", days) % {"num": days}
    else:
        count = ngettext("%(num)s 天", "%(num)s 天", days) % {"num": days}
    if done and left == 0:
        return _("当天办完")
    if done:
        return (_("提前 %(count)s") if left > 0 else _("晚了 %(count)s")) % {"count": count}
    if left == 0:
        return _("今天到期")
    return (_("逾期 %(count)s") if left < 0 else _("剩 %(count)s")) % {"count": count}
