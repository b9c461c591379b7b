"""The words of the national platform's ledger and of what is published from it."""

from __future__ import annotations

from django.db.models import TextChoices

from yingzhou.base.words import _


class Topic(TextChoices):
    """What a complaint is about: the classes consumer statistics are kept in."""

    QUALITY = "quality", _("质量")
    AFTER_SALES = "after_sales", _("售后服务")
    CONTRACT = "contract", _("合同")
    PRICE = "price", _("价格")
    SAFETY = "safety", _("人身财产安全")
    ADVERTISING = "advertising", _("广告和虚假宣传")
    COUNTERFEIT = "counterfeit", _("假冒")
    MEASURE = "measure", _("计量")
    DIGNITY = "dignity", _("人格尊严")
    OTHER = "other", _("其他问题")


class RowOutcome(TextChoices):
    """What a row of the platform's file means for the ledger.  The platform's number alone says which complaint it is."""

    NEW = "new", _("新增")
    CHANGED = "changed", _("变更")
    SAME = "same", _("不变")
