"""Refusals of the lists: plans, items, the undisturbed, wishes, draws."""

from __future__ import annotations

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _


class PlanDecided(Refusal):
    """Approved already."""

    reason = _("这个计划已经批准，不能再改")
    mend = _("另起一个计划")


class PlanNotReady(Refusal):
    """Not approved, or not filed."""

    reason = _("计划“{name}”{fault}，不能公布")
    mend = _("先批准、备案，再公布")
    field = "filed_on"


class DaysWrong(Refusal):
    """The end does not follow the beginning."""

    reason = _("结束的日子 {until} 不在开始的日子 {since} 之后")
    mend = _("改日子")
    field = "until"
    status = 422


class ThereAlready(Refusal):
    """The same row is there."""

    reason = _("{what}已经有了")
    mend = _("打开原来那一条")
    status = 409


class WishesApart(Refusal):
    """Wishes that cannot become one inspection."""

    reason = _("这些意向合不到一次：{fault}")
    mend = _("选同一户、有共同日子的意向")
    field = "wishes"
    status = 422


class DrawImpossible(Refusal):
    """The urn is too small."""

    reason = _("这样抽不成：{fault}")
    mend = _("放宽条件，或少抽几户、少派人")
    field = "select"
    status = 422


class DrawDone(Refusal):
    """Drawn or given up: once and for all."""

    reason = _("这次抽取已经{end}，不能再动")
    mend = _("要重抽就另做一次承诺；作废的也一直挂在公示里")


class ReasonMissing(Refusal):
    """Nothing said why."""

    reason = _("没有写原因")
    mend = _("写一句为什么")
    field = "why"
    status = 422
