"""Papers that were issued, and the bureau's own templates."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from yingzhou.base.evidence.models import Evidence
from yingzhou.base.public_ids import WithPublicId


class PaperTemplate(WithPublicId):
    """文书模板：one edition of the bureau's own wording of a kind of paper, in force from a day once another approved it.

    No file means: from that day the shipped wording again.  What is approved is never changed; earlier editions stay.
    """

    kind = models.CharField(max_length=48)
    edition = models.PositiveSmallIntegerField()
    docx = models.ForeignKey(Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    note = models.CharField(max_length=200)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(db_default=Now(), editable=False)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "edition"], name="paper_template_edition_once"),
            models.UniqueConstraint(
                fields=["kind", "since"], condition=Q(approved_at__isnull=False), name="paper_template_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | (Q(approved_by__isnull=False, approved_at__isnull=False) & ~Q(approved_by=F("entered_by"))),
                name="paper_template_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.edition}"


class IssuedPaper(WithPublicId):
    """已制作的文书：what left the house, in Word and PDF, with the article it rests on.  Never changed, never deleted."""

    kind = models.CharField(max_length=48)
    about = models.CharField(max_length=48)
    about_id = models.UUIDField()
    on = models.DateField()
    rules_on = models.DateField()
    number = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    basis = models.CharField(max_length=300)
    docx = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")
    template = models.ForeignKey(PaperTemplate, null=True, blank=True, on_delete=models.PROTECT, related_name="papers")
    wording = models.CharField(max_length=12)
    at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.CharField(max_length=80)

    append_only = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="paper_number_once")]
        indexes = [models.Index(fields=["about", "about_id", "id"], name="paper_by_matter")]

    def __str__(self) -> str:
        return self.number or self.title
