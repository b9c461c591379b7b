"""When two rows may become one, and one row two again."""

from __future__ import annotations

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _


class SameBusiness(Refusal):
    """A business is not merged into itself."""

    reason = _("保留的和并入的是同一条")
    mend = _("请另选一条")


class AlreadyMerged(Refusal):
    """One of the two has gone into another already."""

    reason = _("“{name}”已经并入别的主体")
    mend = _("请先撤销那次合并，或改选它并入的那一户")


class MergeUndone(Refusal):
    """It was taken back before."""

    reason = _("这次合并已经撤销过")
    mend = _("刷新页面看现在的情况")


class CannotUnmerge(Refusal):
    """The code of the lost row is in use elsewhere by now."""

    reason = _("撤不回来：统一社会信用代码 {code} 现在登记在“{name}”名下")
    mend = _("先改正那一户的代码，再撤销合并")


class ReasonMissing(Refusal):
    """A merge says why."""

    reason = _("还没写明为什么是同一户")
    mend = _("例如：同一执照，导入两次")
    field = "why"
    status = 422


def check_pair(*, keep_id: int, lose_id: int, names_of_merged: list[str], why: str) -> None:
    """Refuse to merge a row with itself, one that is merged already, or without a reason."""
    if keep_id == lose_id:
        raise SameBusiness
    if names_of_merged:
        raise AlreadyMerged(name=names_of_merged[0])
    if not why.strip():
        raise ReasonMissing
