"""Several named grids over one territory."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.network.models.dates import DateRange
from yingzhou.work.network.models.organizations import Organization


class Grid(WithPublicId):
    """网格：one division of the territory into cells: the regulation grid, the community grid, the Party grid."""

    code = models.SlugField(max_length=24, unique=True)
    name = models.CharField(max_length=40, unique=True)

    def __str__(self) -> str:
        return self.name


class Cell(WithPublicId):
    """One cell of a grid.  Its ground is whole communities (Coverage), polygons, or both.

    `polygons` is a list of GeoJSON polygons (each a list of closed rings of [longitude, latitude], the outer ring first).
    """

    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="cells")
    code = models.CharField(max_length=24)
    name = models.CharField(max_length=80)
    polygons = models.JSONField(default=list, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="cell_until_after_since"),
            ExclusionConstraint(
                name="cell_code_once_a_day",
                expressions=[
                    (F("grid"), RangeOperators.EQUAL),
                    (F("code"), RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Coverage(models.Model):
    """A community belongs to one cell of a grid on any day."""

    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="+")
    cell = models.ForeignKey(Cell, on_delete=models.PROTECT, related_name="coverage")
    community = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="coverage")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="coverage_until_after_since"),
            ExclusionConstraint(
                name="coverage_one_cell_a_day",
                expressions=[
                    (F("grid"), RangeOperators.EQUAL),
                    (F("community"), RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community_id} in {self.cell_id}"
