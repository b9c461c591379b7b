"""Who may change whose account."""

from __future__ import annotations

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _


class NotForOneself(Refusal):
    """Nobody grants, locks or resets their own."""

    reason = _("不能给自己办")
    mend = _("请另一位安全管理员办")
    status = 403


class UsernameTaken(Refusal):
    """Another person signs in by this name."""

    reason = _("工号 {username} 已经有人用")
    mend = _("换一个工号")
    status = 422
    field = "username"


def check_not_self(officer: str, by: str) -> None:
    """Refuse to act on one's own account; both are names of actors."""
    if officer == by:
        raise NotForOneself
