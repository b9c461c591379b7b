"""真的解决了吗: what whoever raised it says once we say it is done."""

from __future__ import annotations

from django.db import models

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.cases.choices import Answer
from yingzhou.work.cases.models.case import Case


class OutcomeAnswer(WithPublicId):
    """回音：one answer a round; a round ends with a closing.  `left_open` is what is still missing, in their words."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="answers")
    round = models.PositiveSmallIntegerField()
    answer = models.CharField(max_length=12, choices=Answer)
    left_open = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "round"], name="outcome_answer_once_a_round")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.round}: {self.answer}"
