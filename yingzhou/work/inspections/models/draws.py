"""双随机: a draw committed to, and what became of it.  Both tables only grow."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from yingzhou.base.public_ids import WithPublicId
from yingzhou.base.secrets.fields import SealedField
from yingzhou.work.accounts.models import Officer
from yingzhou.work.inspections.choices import DrawEnd
from yingzhou.work.inspections.models.items import InspectionItem
from yingzhou.work.inspections.models.plans import InspectionPlan


class RandomDraw(WithPublicId):
    """双随机抽取：the list as it was frozen, its hash, and the hash of a seed nobody has read.

    `urn` is the input of `engines.draw` in canonical JSON: objects by their credit code (by their public id where they have none),
    officers by public id.  The seed lies sealed until the draw.
    """

    append_only = True  # config/roles.py: no working role may change or delete its rows

    name = models.CharField(max_length=120)
    plan = models.ForeignKey(InspectionPlan, on_delete=models.PROTECT, related_name="draws")
    item = models.ForeignKey(InspectionItem, on_delete=models.PROTECT, related_name="draws")
    filter_words = models.CharField(max_length=300)
    urn = models.TextField()
    population = models.PositiveIntegerField()
    select = models.PositiveIntegerField()
    inputs = models.CharField(max_length=64)
    commitment = models.CharField(max_length=64)
    seed = SealedField()
    since = models.DateField()
    until = models.DateField()
    committed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    committed_at = models.DateTimeField(db_default=Now(), editable=False)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="draw_until_after_since"),
            models.CheckConstraint(condition=Q(select__gte=1, select__lte=F("population")), name="draw_not_more_than_there_are"),
            models.UniqueConstraint(fields=["commitment"], name="draw_commitment_once"),
        ]

    def __str__(self) -> str:
        return self.name


class DrawResult(WithPublicId):
    """抽取结果：the record anybody can work out again, or that the draw was given up and why.  One a draw, for ever."""

    append_only = True  # config/roles.py: no working role may change or delete its rows

    draw = models.OneToOneField(RandomDraw, on_delete=models.PROTECT, related_name="result")
    end = models.CharField(max_length=10, choices=DrawEnd)
    record = models.TextField(blank=True)
    public_word = models.CharField(max_length=80, blank=True)
    why = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(end=DrawEnd.DRAWN) ^ Q(record=""), name="draw_result_record_iff_drawn"),
            models.CheckConstraint(condition=Q(end=DrawEnd.ABANDONED) ^ Q(why=""), name="draw_result_why_iff_abandoned"),
        ]

    def __str__(self) -> str:
        return f"{self.draw_id} {self.end}"
