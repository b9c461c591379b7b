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
