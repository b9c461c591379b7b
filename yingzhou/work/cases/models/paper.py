"""Files that belong to a matter."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from yingzhou.base.evidence.models import Evidence
from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.cases.choices import Paper
from yingzhou.work.cases.models.case import Case


class Attachment(WithPublicId):
    """材料：a piece of evidence and the matter it belongs to.  `added_by` is empty for whoever raised it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="attachments")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")
    paper = models.CharField(max_length=8, choices=Paper)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "evidence"], name="attachment_once_a_case")]

    def __str__(self) -> str:
        return f"{self.paper} of {self.case_id}"
