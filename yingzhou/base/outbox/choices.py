"""The words of the outbox."""

from __future__ import annotations

from django.db.models import TextChoices

from yingzhou.base.words import _


class Urgency(TextChoices):
    """How soon a notification wants to be read."""

    NORMAL = "normal", _("普通")
    URGENT = "urgent", _("紧急")


class Channel(TextChoices):
    """By which way a notification leaves the house.  Inside it, it is always shown."""

    EMAIL = "email", _("电子邮件")
    SMS = "sms", _("短信")
    WEBHOOK = "webhook", _("单位消息平台")


class State(TextChoices):
    """What became of one delivery."""

    WAITING = "waiting", _("待发送")
    SENT = "sent", _("已发送")
    GIVEN_UP = "given_up", _("未能送达")
