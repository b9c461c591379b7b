"""What a promise at a contact point needs."""

from __future__ import annotations

from datetime import date

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _


class NoLiaisonAtPoint(Refusal):
    """A promise is somebody's."""

    reason = _("{name}还没有一对一联络员")
    mend = _("先指定一位，再记答应的事")
    field = "text"


class DueBeforePromised(Refusal):
    """A promise is for a day to come."""

    reason = _("{due}已经过了")
    mend = _("选今天或以后的一天")
    field = "due_on"
    status = 422


class PromiseKept(Refusal):
    """What is done is not done again."""

    reason = _("{kept}已经做到了")
    mend = _("不用再记")


class NotYourPromise(Refusal):
    """Whoever promised, or the station head, says that it is done."""

    reason = _("这是{name}答应的")
    mend = _("由他本人或站长来记")
    status = 403


def check_due(due_on: date, today: date) -> None:
    """Refuse a day that has passed."""
    if due_on < today:
        raise DueBeforePromised(due=due_on)
