"""The words of the network."""

from __future__ import annotations

from django.db.models import TextChoices

from yingzhou.base.words import _


class Kind(TextChoices):
    """What an organization is in 1+24+N."""

    BUREAU = "bureau", _("局")
    STATION = "station", _("指导站")
    TOWNSHIP = "township", _("乡镇")
    COMMUNITY = "community", _("村居")
    DEPARTMENT = "department", _("科室")
    ASSOCIATION = "association", _("协会")


class Line(TextChoices):
    """Along which line one organization stands under another."""

    STATION = "station", _("市监")
    TOWNSHIP = "township", _("属地")


class ObligationKind(TextChoices):
    """双联系、双报到、双报告, and what a pairing agreement adds."""

    DUAL_CONTACT = "dual_contact", _("双联系")
    CHECK_IN = "check_in", _("双报到")
    DUAL_REPORT = "dual_report", _("双报告")
    PAIRING = "pairing", _("结对约定")


class Recurrence(TextChoices):
    """How often an obligation falls due."""

    MONTHLY = "monthly", _("每月")
    QUARTERLY = "quarterly", _("每季度")
    HALF_YEARLY = "half_yearly", _("每半年")
    YEARLY = "yearly", _("每年")


class Proof(TextChoices):
    """What shows that an obligation was met."""

    NOTE = "note", _("写一句")
    FILE = "file", _("附凭据")
    HEADCOUNT = "headcount", _("报人数")
    REPORT = "report", _("汇成的报告")


class Gap(TextChoices):
    """Where the net has a hole."""

    STATION_WITHOUT_HEAD = "station_without_head", _("没有站长的指导站")
    COMMUNITY_WITHOUT_STATION = "community_without_station", _("没有归站的村居")
    COMMUNITY_WITHOUT_PERSON = "community_without_person", _("没有联系人的村居")
