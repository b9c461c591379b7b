"""The words of visits."""

from __future__ import annotations

from django.db.models import TextChoices

from yingzhou.base.words import _


class Aim(TextChoices):
    """What a visit was made for.  None of these is an inspection."""

    ROUTINE = "routine", _("定期走访")
    RECHECK = "recheck", _("回头看")
    PROMISE = "promise", _("答应过的")
    CAMPAIGN = "campaign", _("专题走访")
    DEMAND = "demand", _("应约上门")


class PlanState(TextChoices):
    """Where a plan is; computed from what happened to it, never stored."""

    DRAFT = "draft", _("还没算")
    COMPUTING = "computing", _("正在算")
    READY = "ready", _("草案")
    ACCEPTED = "accepted", _("已定")


class MatterKind(TextChoices):
    """What one visit can be about; several matters of a business are seen to in one visit."""

    ROUTINE = "routine", _("该走访了")
    RECHECK = "recheck", _("隐患复查")
    DEMAND = "demand", _("答复诉求")
    ROUND = "round", _("专题走访")
    RANDOM = "random", _("随机抽样走访")
    URGENT = "urgent", _("临时急事")


class Why(TextChoices):
    """Why a business is not in a plan."""

    NO_PLACE = "no_place", _("没有坐标")
    NO_ROUTE = "no_route", _("没有人能去")
    CLOSED = "closed", _("钟点对不上")
    SPACING = "spacing", _("离上次太近")
    PROMISED = "promised", _("答应的排满了")
    LOCKED = "locked", _("锁住的排不下")
    NOT_WORTH = "not_worth", _("太绕")
    OUTWEIGHED = "outweighed", _("有更要紧的")
    TAKEN_OUT = "taken_out", _("移出本周")


class ChangeKind(TextChoices):
    """What can come between on the day."""

    AWAY = "away", _("有人来不了")
    SHUT = "shut", _("店今天不开")
    URGENT = "urgent", _("有急事要去")
    OUT = "out", _("移出本周")
