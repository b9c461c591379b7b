"""Businesses."""

from __future__ import annotations

from django.db import models

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.network.models import Organization
from yingzhou.work.registry.choices import Kind, Status


class Business(WithPublicId):
    """经营主体：one business, as registered and as it is found."""

    kind = models.CharField(max_length=16, choices=Kind)
    name = models.CharField(max_length=120)
    uscc = models.CharField(max_length=18, blank=True)
    status = models.CharField(max_length=12, choices=Status, default=Status.ACTIVE)
    industry_code = models.CharField(max_length=8, blank=True)
    registered_address = models.CharField(max_length=200, blank=True)
    registered_on = models.DateField(null=True, blank=True)
    station = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    community = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name
