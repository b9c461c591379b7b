"""The words of mediation studios."""

from __future__ import annotations

from django.db.models import TextChoices

from yingzhou.base.words import _


class BodyKind(TextChoices):
    """Which body mediates in a studio: it decides which paper an agreement may become."""

    ASSOCIATION_POST = "association", _("消费者组织投诉站")
    PEOPLES_MEDIATION = "peoples", _("人民调解委员会")
    BUREAU_ROOM = "bureau", _("市监局调解室")


class BookingWay(TextChoices):
    """How a session came into the diary."""

    BOOKED = "booked", _("预约")
    WALK_IN = "walk_in", _("当场来的")


class BookingState(TextChoices):
    """What became of it."""

    PLANNED = "planned", _("排好了")
    HELD = "held", _("开了")
    ABSENT = "absent", _("有一方没来")
    CANCELED = "canceled", _("取消")


class BookingAbout(TextChoices):
    """What a session is about: a word and an id."""

    DISPUTE = "dispute", _("先行和解")
    COMPLAINT = "complaint", _("投诉")
    MEDIATION = "mediation", _("调解")
    OTHER = "other", _("别的安排")
