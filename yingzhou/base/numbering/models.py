"""The table of numbers."""

from __future__ import annotations

from django.db import models


class Series(models.Model):
    """编号序列：the last number given out in one series and year."""

    name = models.CharField(max_length=48)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "year"], name="series_once_a_year")]

    def __str__(self) -> str:
        return f"{self.name} {self.year}: {self.last}"
