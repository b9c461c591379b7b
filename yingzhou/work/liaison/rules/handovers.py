"""What a hand-over needs."""

from __future__ import annotations

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _


class SameOfficer(Refusal):
    """Work is handed to somebody else."""

    reason = _("不能交给{name}自己")
    mend = _("选同站的另一个人")
    field = "successor"
    status = 422


class SuccessorNotThere(Refusal):
    """The successor does not work at the station on that day."""

    reason = _("{name}那天不在{station}任职")
    mend = _("选同站在任的人")
    field = "successor"
    status = 422


class NothingToHandOver(Refusal):
    """There is no open work."""

    reason = _("{name}手上没有要交接的")
    mend = _("不用交接")


class WorkChanged(Refusal):
    """What was looked at is not what there is now."""

    reason = _("您看的时候是 {seen} 件，现在是 {now} 件")
    mend = _("再看一遍清单，然后交接")


def check_same_work(seen: int, now: int) -> None:
    """Refuse to move what the person who decides has not seen."""
    if seen != now:
        raise WorkChanged(seen=seen, now=now)
