"""The words of the registry."""

from __future__ import annotations

from django.db.models import TextChoices

from yingzhou.base.words import _


class Kind(TextChoices):
    """What a business is in law."""

    ENTERPRISE = "enterprise", _("企业")
    INDIVIDUAL = "individual", _("个体工商户")
    COOPERATIVE = "cooperative", _("农民专业合作社")
    MARKET = "market", _("专业市场")


class Status(TextChoices):
    """Where a business is in its life."""

    ACTIVE = "active", _("存续")
    DORMANT = "dormant", _("歇业备案")
    REVOKED = "revoked", _("吊销")
    CLOSED = "closed", _("注销")
