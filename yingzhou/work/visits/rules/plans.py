"""What a plan asks of figures and of what people do to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _
from yingzhou.rulebook import industries
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer

#: Who sees plans; who makes, changes and accepts them; who goes.
READERS = (Role.STATION_HEAD, Role.STATION_OFFICER, Role.LIAISON, Role.BUREAU_LEADER)
MAKERS = (Role.STATION_HEAD,)
GOERS = (Role.STATION_OFFICER, Role.LIAISON)

SECONDS_A_MINUTE = 60
#: How far ahead a week can be planned, and how many candidates of one station are weighed against one another.
FURTHEST_WEEKS = 8
MOST_CANDIDATES = 900


class PlanIsComputing(Refusal):
    """The worker has it; what is changed meanwhile would be overwritten."""

    reason = _("这份计划正在算")
    mend = _("等算完，或先点“停下”")


class PlanIsEmpty(Refusal):
    """There is nothing to accept."""

    reason = _("这份计划还没有算出来")
    mend = _("先点“排这一周”")


class WeekOver(Refusal):
    """What is over is not planned any more."""

    reason = _("{monday}那一周已经过去了")
    mend = _("换成本周或以后的周")
    field = "monday"
    status = 422


class WeekTooFar(Refusal):
    """Nobody knows yet what will matter then."""

    reason = _("{monday}太远了，最多提前{weeks}周")
    mend = _("换近一点的周")
    field = "monday"
    status = 422


class NotMonday(Refusal):
    """A week is named by its Monday."""

    reason = _("{monday}不是周一")
    mend = _("选这一周的周一")
    field = "monday"
    status = 422


class DayOver(Refusal):
    """A day that has passed stays as it was planned."""

    reason = _("{day}已经过去了")
    mend = _("选今天或以后的日子")
    field = "day"
    status = 422


class DayOutside(Refusal):
    """A plan is about its own week."""

    reason = _("{day}不在这一周")
    mend = _("选这一周里的日子")
    field = "day"
    status = 422


class NobodyGoes(Refusal):
    """The officer is not on post that day."""

    reason = _("{name}在{day}不上班、请假，或不在这个站")
    mend = _("换一个人，或换一天")
    field = "officer"
    status = 422


class DoesNotFit(Refusal):
    """The visit cannot be added there without breaking something; `why` says what."""

    reason = _("放不进去：{why}")
    mend = _("换一天或换一个人；也可以先移走那天的一户")
    status = 422


#: Said where a line of visits breaks a window, the working day or the longest absence.
DAY_IS_FULL = _("那天的时间排不下：店里方便的钟点、上下班或在外时间里总有一样要超")


class NotPlaced(Refusal):
    """Only a business of the station that trades can be planned."""

    reason = _("{name}没有坐标，路上的时间算不出来")
    mend = _("在户上补经营场所的坐标，再排")
    status = 422


class FeedExists(Refusal):
    """One secret address a person: two would be one to forget."""

    reason = _("您已经有一个订阅地址")
    mend = _("地址丢了就先作废，再要一个新的")


def may_make(viewer: Viewer, station_id: int) -> bool:
    """Whether somebody leads a station, or stands in for who does."""
    return any(station_id in grant.station_ids for grant in viewer.grants_of(*MAKERS))


def check_week(monday: date, *, on: date) -> None:
    """Refuse a week that is no week, is over, or is too far ahead."""
    if monday.isoweekday() != 1:
        raise NotMonday(monday=monday)
    this = on - timedelta(days=on.isoweekday() - 1)
    if monday < this:
        raise WeekOver(monday=monday)
    if monday > this + timedelta(weeks=FURTHEST_WEEKS):
        raise WeekTooFar(monday=monday, weeks=FURTHEST_WEEKS)


def check_day(day: date, *, monday: date, on: date) -> None:
    """Refuse a day outside the week, or one that is over."""
    if not monday <= day < monday + timedelta(days=7):
        raise DayOutside(day=day)
    if day < on:
        raise DayOver(day=day)


@dataclass(frozen=True)
class ByTrade:
    """A figure that depends on the trade: the longest prefix of the GB/T 4754 code wins, else `default`."""

    table: Mapping[str, Any]

    def of(self, industry_code: str) -> Any:
        code = industries.normal(industry_code) if industry_code else ""
        for length in range(len(code), 0, -1):
            if code[:length] in self.table:
                return self.table[code[:length]]
        return self.table["default"]


def is_of_trade(industry_code: str, prefixes: Sequence[str]) -> bool:
    """Whether a GB/T 4754 code stands under one of some prefixes; a letter is a whole section."""
    code = industries.normal(industry_code) if industry_code else ""
    found = industries.industry(code) if code else None
    return bool(code) and any(
        found is not None and found.section == prefix if prefix.isalpha() else code.startswith(industries.normal(prefix))
        for prefix in prefixes
    )


def seconds_of(clock: str) -> int:
    """`"08:30"` in seconds from midnight."""
    hours, minutes = clock.split(":")
    return (int(hours) * 60 + int(minutes)) * SECONDS_A_MINUTE


def windows_of(hours: Sequence[Sequence[str]]) -> tuple[tuple[int, int], ...]:
    """Hours as pairs of seconds from midnight."""
    return tuple((seconds_of(first), seconds_of(last)) for first, last in hours)
