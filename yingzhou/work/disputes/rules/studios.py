"""Who keeps a studio, who writes in its diary, and when a session can be held."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer

#: Who sets a studio up and says who sits there.
KEEPERS = (Role.STATION_OFFICER, Role.STATION_HEAD, Role.DEPARTMENT)
#: Who writes in a diary: keepers, and the mediators of that studio.
BOOKERS = (*KEEPERS, Role.MEDIATOR)
#: Who reads one.
READERS = (*BOOKERS, Role.BUREAU_LEADER)


class StudioThere(Refusal):
    """One studio a point a day."""

    reason = _("这个点已经有调解工作室了")
    mend = _("打开原来那一个，加调解员或屋子")
    field = "name"


class NotYourDiary(Refusal):
    """The studio belongs to another station, and the viewer does not mediate there."""

    reason = _("{name}的日程由{station}和驻点调解员排")
    mend = _("请他们来排")
    status = 403


class RoomThere(Refusal):
    """A room of that name is there."""

    reason = _("已经有一间叫“{name}”")
    mend = _("换个名字")
    field = "name"


class SitsThere(Refusal):
    """The mediator sits there already on some of these days."""

    reason = _("{name}那天已经在这里驻点")
    mend = _("不用再加")
    field = "mediator"


class MediatorUnnamed(Refusal):
    """Neither an officer nor a name."""

    reason = _("没有写是谁")
    mend = _("选一位同事，或写下姓名")
    field = "name"
    status = 422


class StudioClosed(Refusal):
    """No sessions that day."""

    reason = _("{day} 不办：{reason}")
    mend = _("选别的日子")
    field = "on"


class OutsideHours(Refusal):
    """The studio's own hours."""

    reason = _("{day} 的工作室时间是 {hours}")
    mend = _("改到这个时间里，或先改工作室时间")
    field = "starts"


class RoomTaken(Refusal):
    """Another session is in the room."""

    reason = _("{room} 这段时间已经有一场")
    mend = _("换一间，或换个时间")
    field = "room"


class MediatorTaken(Refusal):
    """The mediator sits in another session, here or elsewhere."""

    reason = _("{mediator} 这段时间已经有一场")
    mend = _("换一位调解员，或换个时间")
    field = "mediator"


class NotOfThisStudio(Refusal):
    """A room or a mediator of another studio."""

    reason = _("{name} 那天不在这个工作室")
    mend = _("选这里的屋子和调解员")
    field = "mediator"
    status = 422


class AlreadyOver(Refusal):
    """What was held, missed or canceled is not changed."""

    reason = _("这一场已经记为“{state}”")
    mend = _("再排一场")


class ReasonMissing(Refusal):
    """Canceling without saying why."""

    reason = _("没有写为什么取消")
    mend = _("写一句，双方会问")
    field = "reason"
    status = 422


@dataclass(frozen=True)
class Open:
    """When a studio is open on a day: its spans, or the reason it is closed."""

    spans: tuple[tuple[time, time], ...]
    closed: str = ""


def may_book(viewer: Viewer, *, station_id: int, sits_here: bool) -> bool:
    """Whether a viewer writes in the diary of a studio of that station."""
    keeps = any(grant.everywhere or station_id in grant.station_ids for grant in viewer.grants_of(*KEEPERS))
    return keeps or (sits_here and viewer.has(Role.MEDIATOR))


def check_open(day: date, starts: time, ends: time, opening: Open) -> None:
    """Refuse a session on a closed day or outside the hours; a studio without hours of its own takes any time."""
    if opening.closed:
        raise StudioClosed(day=day, reason=opening.closed)
    if opening.spans and not any(opens <= starts and ends <= closes for opens, closes in opening.spans):
        raise OutsideHours(day=day, hours=in_words(opening.spans))


def in_words(spans: Sequence[tuple[time, time]]) -> str:
    """`09:00–11:30、13:30–17:00`."""
    return "、".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in spans)


def opening_on(day: date, hours: Iterable[tuple[int, time, time]], closures: Iterable[tuple[date, date, str]]) -> Open:
    """Hours and closures of a studio on one day; a weekday without hours is closed where other days have some."""
    for since, until, reason in closures:
        if since <= day < until:
            return Open((), reason)
    rows = list(hours)
    spans = tuple(sorted((opens, closes) for weekday, opens, closes in rows if weekday == day.isoweekday()))
    return Open(spans, "" if spans or not rows else str(_("这天不开")))
