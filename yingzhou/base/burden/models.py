"""The one table of the meter: a histogram."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class FormCost(models.Model):
    """用时与点击：how many records of a form cost so many seconds and taps on one day.

    No person, no record, no time of day: two records that cost the same on one day are one row that counts two.
    """

    form = models.CharField(max_length=64)
    day = models.DateField()
    seconds = models.PositiveSmallIntegerField()
    taps = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form", "day", "seconds", "taps"], name="form_cost_one_row_a_bar"),
            models.CheckConstraint(condition=Q(count__gte=1), name="form_cost_counts_something"),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.day}"
