"""Who may stand in for whom."""

from __future__ import annotations

from datetime import date

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _


class DeputyIsAway(Refusal):
    """The deputy is on leave on some of these days."""

    reason = _("{name}这段时间自己也请假")
    mend = _("换一个人代")
    field = "deputy"
    status = 422


class DeputyIsOneself(Refusal):
    """Nobody stands in for themselves."""

    reason = _("不能由自己代自己")
    mend = _("换一个人代")
    field = "deputy"
    status = 422


class DeputyStandsApart(Refusal):
    """Auditor, security officer and system operator neither lend nor borrow a role."""

    reason = _("审计员、安全管理员、系统管理员不代岗，也不请人代岗")
    mend = _("由安全管理员另行任命")
    field = "deputy"
    status = 422


class DeputizesThen(Refusal):
    """The one who wants to go stands in for somebody on some of these days."""

    reason = _("您那几天正代着{name}的岗")
    mend = _("先请{name}换人代，再请假")
    field = "since"
    status = 422


class LeaveIsOver(Refusal):
    """What is over is not taken back."""

    reason = _("这次假{until}就结束了")
    mend = _("不用再取消")


class LeaveOverlaps(Refusal):
    """Leave already stands on some of these days."""

    reason = _("这段时间已经请过假")
    mend = _("改日期，或先取消原来的")
    field = "since"
    status = 422


class LeaveDaysWrong(Refusal):
    """The days run backwards or are over."""

    reason = _("日期不对：从{since}到{until}")
    mend = _("回来上班的那天要晚于开始，也晚于今天")
    field = "until"
    status = 422


def check_days(since: date, until: date, today: date) -> None:
    """Refuse leave that has no day left in it."""
    if until <= since or until <= today:
        raise LeaveDaysWrong(since=since, until=until)
