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
