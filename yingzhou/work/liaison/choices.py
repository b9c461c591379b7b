"""The words of liaison."""

from __future__ import annotations

from django.db.models import IntegerChoices, TextChoices

from yingzhou.base.words import _


class PointKind(TextChoices):
    """What a contact point is for.  Only the consumer-rights ones have stars."""

    PARTY_BUILDING = "party", _("党建联系点")
    CONSUMER_RIGHTS = "consumer", _("消费维权联络点")


class PointLevel(TextChoices):
    """Who set the point up."""

    DISTRICT = "district", _("区级")
    TOWN = "town", _("乡镇级")
    COMMUNITY = "community", _("村居级")


class Weekday(IntegerChoices):
    """A day of the week, Monday first (ISO 8601)."""

    MONDAY = 1, _("周一")
    TUESDAY = 2, _("周二")
    WEDNESDAY = 3, _("周三")
    THURSDAY = 4, _("周四")
    FRIDAY = 5, _("周五")
    SATURDAY = 6, _("周六")
    SUNDAY = 7, _("周日")


class ProposalState(TextChoices):
    """How far a proposal of who looks after whom has come."""

    COMPUTING = "computing", _("正在算")
    READY = "ready", _("等人来看")
    ACCEPTED = "accepted", _("采纳了")
    DROPPED = "dropped", _("不用了")


class SilentClass(TextChoices):
    """Which threshold of the silent list a business falls under."""

    FOOD = "food", _("食品经营")
    ENTERPRISE = "enterprise", _("其他企业")
    INDIVIDUAL = "individual", _("其他个体户、合作社")
