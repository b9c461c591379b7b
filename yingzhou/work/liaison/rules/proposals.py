"""Who may have a proposal made and accept it, what stands in the way, and its reasons in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _
from yingzhou.engines.assignment import Reason, Weights, Why
from yingzhou.rulebook import figure
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer

#: Who sees how the liaison work is spread, within the stations they answer for.
OVERSEERS = (Role.STATION_HEAD, Role.DEPARTMENT, Role.BUREAU_LEADER)
#: Who decides who looks after whom: the head for the station, a leader for all.
DECIDERS = (Role.STATION_HEAD, Role.BUREAU_LEADER)


class NotYoursToDecide(Refusal):
    """Another station, or the whole district."""

    reason = _("派户由本站站长定；全区的由局领导定")
    mend = _("请他们来定")
    status = 403


class AlreadyDecided(Refusal):
    """It has been accepted or dropped."""

    reason = _("这份建议{decided}已经{state}")
    mend = _("要再派，另算一份")


class StillComputing(Refusal):
    """There is nothing to accept yet."""

    reason = _("还没有算好")
    mend = _("等它算好再看")


class ProposalStale(Refusal):
    """Contacts, seats or postings have changed since it was made."""

    reason = _("算好以后有 {count} 户变了，例如“{example}”；这份建议作废了")
    mend = _("按现在的情况另算一份，几秒钟")


class DayPassed(Refusal):
    """A change is not dated back."""

    reason = _("{since}已经过了，派户不能倒填日子")
    mend = _("选今天或以后的一天")
    field = "since"
    status = 422


class NobodyToGive(Refusal):
    """No liaison is posted at the station on that day."""

    reason = _("{station}{since}没有在任的联络员")
    mend = _("先在“人员与任职”里安排人")
    field = "since"


class NothingLeft(Refusal):
    """Every line was taken out."""

    reason = _("每一户都拿掉了，没有要改的")
    mend = _("放回几户，或不用这份建议")


def may_decide(viewer: Viewer, station_id: int | None) -> bool:
    """Whether a viewer decides for a station, or (None) for the district."""
    for grant in viewer.grants_of(*DECIDERS):
        if grant.everywhere and grant.role == Role.BUREAU_LEADER:
            return True
        if station_id is not None and station_id in grant.station_ids:
            return True
    return False


def check_decides(viewer: Viewer, station_id: int | None) -> None:
    """Refuse whoever does not decide for it."""
    if not may_decide(viewer, station_id):
        raise NotYoursToDecide()


def check_day(since: date, today: date) -> None:
    """Refuse a day that has passed."""
    if since < today:
        raise DayPassed(since=since)


def weights_on(day: date) -> Weights:
    """What a change and an even load are worth, by the bureau's figures."""
    return Weights(
        change=int(figure("liaison.change_worth", on=day).value), balance=int(figure("liaison.balance_worth", on=day).value)
    )


def cap_on(day: date) -> int:
    """The most businesses one officer may look after, by the bureau's figure."""
    return int(figure("liaison.businesses_per_officer", on=day).value)


REASON_WORDS: dict[str, Any] = {
    Why.NOBODY: _("原来没有联络员"),
    Why.LEFT: _("原联络员不在这个站了"),
    Why.FULL: _("原联络员已有 {has} 户，上限 {fits} 户"),
    Why.NEARER: _("离得近 {km} 公里"),
    Why.LOADED: _("原联络员有 {has} 户，匀下来该 {fits} 户"),
    Why.MAKES_ROOM: _("给更近的一户腾出位置"),
    Why.NO_ROOM: _("能看它的人都满了"),
    Why.NO_ONE: _("这个站没有能看它的人"),
}
LEFT_ON = _("原联络员 {month} 月 {day} 日离岗")


def plain(reason: Reason, left_on: date | None) -> dict[str, Any]:
    """A reason as it is kept; `left_on` where it is known on which day the one before left."""
    kept: dict[str, Any] = {"why": str(reason.why), "meters": reason.meters, "has": reason.has, "fits": reason.fits}
    if reason.why == Why.LEFT and left_on is not None:
        kept["on"] = left_on.isoformat()
    return kept


def in_words(reasons: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The reasons of a line as a person reads them."""
    return tuple(_worded(one) for one in reasons)


def _worded(one: Mapping[str, Any]) -> str:
    if one["why"] == Why.LEFT and one.get("on"):
        left = date.fromisoformat(one["on"])
        return str(LEFT_ON).format(month=left.month, day=left.day)
    return str(REASON_WORDS[one["why"]]).format(km=f"{one['meters'] / 1000:.1f}", has=one["has"], fits=one["fits"])
