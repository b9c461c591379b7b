"""What a visit brought: answers, findings with their photos, matters heard, promises made.  All of it only grows."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.cases.models import Case
from yingzhou.work.visits.choices import AnswerState, HeardKind
from yingzhou.work.visits.models.photos import Photo
from yingzhou.work.visits.models.visit import Visit


class VisitAnswer(models.Model):
    """逐项所见：what was seen of one item.  Items without a row were fine when `Visit.rest_fine` says so."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="answers")
    item = models.CharField(max_length=40)
    state = models.CharField(max_length=16, choices=AnswerState)

    append_only = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "item"], name="visit_answer_once_an_item")]

    def __str__(self) -> str:
        return f"{self.item} {self.state}"


class Finding(WithPublicId):
    """走访所见问题：one thing found.  `public_id` is made by the phone; `hazard` is the public id of the hazard it became,
    or of the open one it looks at again; then `is_fixed` says whether that one is gone."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="findings")
    position = models.PositiveSmallIntegerField()
    item = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    grade = models.CharField(max_length=12, blank=True)
    hazard = models.UUIDField(null=True, blank=True, db_index=True)
    is_recheck = models.BooleanField(default=False)
    is_fixed = models.BooleanField(null=True)

    append_only = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "position"], name="finding_position_once_a_visit"),
            models.CheckConstraint(
                condition=Q(is_recheck=False, is_fixed__isnull=True) | Q(is_recheck=True, hazard__isnull=False),
                name="finding_recheck_names_a_hazard",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]


class FindingPhoto(models.Model):
    """所见照片：a photo belongs to one finding only."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="photos")
    photo = models.OneToOneField(Photo, on_delete=models.PROTECT, related_name="shown_in")
    position = models.PositiveSmallIntegerField()

    append_only = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["finding", "position"], name="finding_photo_position_once")]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.position}"


class VisitMatter(WithPublicId):
    """走访带回的事：something the owner came out with; the case it opened."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="matters")
    kind = models.CharField(max_length=8, choices=HeardKind)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="heard_on_visit")

    append_only = True

    def __str__(self) -> str:
        return f"{self.kind} {self.case_id}"


class VisitPromise(WithPublicId):
    """当面答应的事：what was promised to the owner, and by which day."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="promises")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    by_day = models.DateField(null=True, blank=True)

    append_only = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "position"], name="visit_promise_position_once")]

    def __str__(self) -> str:
        return self.text
