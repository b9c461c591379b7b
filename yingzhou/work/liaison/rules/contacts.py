"""Who may be the liaison of a business."""

from __future__ import annotations

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _
from yingzhou.work.accounts.choices import Role

#: Roles a liaison may hold at the station of the business.
LIAISONS = (Role.LIAISON, Role.STATION_OFFICER, Role.STATION_HEAD)


class NotPostedThere(Refusal):
    """The officer does not work at the station the business belongs to."""

    reason = _("{name}那天不在{station}任职")
    mend = _("选这个站的人，或先把主体换站")
    field = "officer"


class NoStationYet(Refusal):
    """The business has not been placed on the net."""

    reason = _("{name}还没有归站")
    mend = _("先在待定位清单里给它定站")
    field = "business"


class LiaisonAlready(Refusal):
    """The officer is the liaison already."""

    reason = _("{name}已经是它的联络员")
    mend = _("选另一个人")
    field = "officer"


class ChangePlanned(Refusal):
    """Another liaison already stands from that day or later."""

    reason = _("从{since}起已经另有安排")
    mend = _("先结束那个安排，或选更晚的日子")
    field = "since"


class TooManyBusinesses(Refusal):
    """The cap of the bureau is reached."""

    reason = _("{name}已经联络 {has} 户，本局定的上限是 {cap} 户")
    mend = _("分给同站的另一个人，或请局里改上限")
    field = "officer"


class ContactIsOver(Refusal):
    """What is over is not ended again."""

    reason = _("这段联络{until}就结束了")
    mend = _("不用再结束")


def check_cap(name: str, has: int, cap: int) -> None:
    """Refuse one business more than the bureau's figure."""
    if has >= cap:
        raise TooManyBusinesses(name=name, has=has, cap=cap)
