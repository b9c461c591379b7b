"""调解材料: what is kept with a mediation."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from yingzhou.base.evidence.models import Evidence
from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.disputes.models.mediation import Mediation


class MediationFile(WithPublicId):
    """调解材料：a photo, a recording, a paper signed by hand; seen by those who may see the mediation, by nobody else."""

    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="files")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mediation", "evidence"], name="mediation_file_once")]

    def __str__(self) -> str:
        return f"file of {self.mediation_id}"
