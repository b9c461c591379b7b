"""What is said when a paper cannot be made."""

from __future__ import annotations

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _


class NothingWrittenFor(Refusal):
    """The rulebook has no article for this paper on that day."""

    reason = _("“{label}”在 {day} 还没有可以引用的条文")
    mend = _("核对日期；有条文的日期：{spans}")
    status = 422


class FieldsMissing(Refusal):
    """What must stand in the paper is not known."""

    reason = _("“{label}”还缺：{names}")
    mend = _("补齐以后再制作；可以先看预览，空着的地方会标出来")
    status = 422


class FieldsUnknown(Refusal):
    """Values the paper has no place for."""

    reason = _("“{label}”没有这些字段：{names}")
    mend = _("可用的字段：{known}")
    status = 422


class NoSuchOption(Refusal):
    """A box that is not on the paper was to be ticked."""

    reason = _("“{label}”里没有第 {option} 项")
    mend = _("可以勾选：{known}")
    status = 422
