"""What was learned from past visits, and how it was judged."""

from __future__ import annotations

from django.db import models

from yingzhou.base.public_ids import WithPublicId


class ModelCard(WithPublicId):
    """模型说明：one training, with its data window, its calibration and its gain over the house's own score.

    Nothing reads a card to order visits: a learned score is off until the bureau decides otherwise.
    """

    trained_at = models.DateTimeField()
    until = models.DateField()
    verdict = models.CharField(max_length=8)
    card = models.JSONField()

    append_only = True  # config/roles.py: no working role may change or delete its rows

    class Meta:
        constraints = [models.UniqueConstraint(fields=["until"], name="model_card_once_a_day")]
        indexes = [models.Index(fields=["-trained_at", "-id"], name="model_card_latest")]

    def __str__(self) -> str:
        return f"{self.until} {self.verdict}"
