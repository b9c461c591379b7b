"""The words of the network."""

from __future__ import annotations

from django.db.models import TextChoices

from yingzhou.base.words import _


class Kind(TextChoices):
    """What an organisation is in 1+24+N."""

    BUREAU = "bureau", _("局")
    STATION = "station", _("指导站")
    TOWNSHIP = "township", _("乡镇")
    COMMUNITY = "community", _("村居")
    DEPARTMENT = "department", _("科室")
    ASSOCIATION = "association", _("协会")
