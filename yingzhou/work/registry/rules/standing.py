"""Where a business is in its life, and why it changed."""

from __future__ import annotations

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _


class SameStatus(Refusal):
    """It is that already."""

    reason = _("状态已经是这一项")
    mend = _("另选一项，或返回")
    field = "to"
    status = 422


class StatusNeedsReason(Refusal):
    """A change of standing says where it was learned."""

    reason = _("还没写明依据")
    mend = _("例如：登记机关 11 月 20 日注销公告")
    field = "why"
    status = 422


def check_status(*, current: str, to: str, why: str) -> None:
    """Refuse a change to the same, or without its ground."""
    if current == to:
        raise SameStatus
    if not why.strip():
        raise StatusNeedsReason
