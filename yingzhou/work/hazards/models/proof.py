"""店家改好了: by a link and a code, without an account; or brought to the station by hand."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.hazards.models.hazard import Hazard


class FixLink(WithPublicId):
    """整改链接：link and code travel by different ways; of both only keyed hashes are kept.

    `wrong` counts wrong codes; too many and the link is dead, whoever asks.
    """

    hazard = models.ForeignKey(Hazard, on_delete=models.PROTECT, related_name="links")
    digest = models.CharField(max_length=48, unique=True)
    code_digest = models.CharField(max_length=48)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField()
    wrong = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hazard"], condition=Q(withdrawn_at__isnull=True), name="fix_link_one_lives"),
        ]

    def __str__(self) -> str:
        return f"fix link of {self.hazard_id}"


class Rectification(WithPublicId):
    """整改：what the owner says was done, with photos; accepted, or given back with what is missing."""

    hazard = models.ForeignKey(Hazard, on_delete=models.PROTECT, related_name="rectifications")
    link = models.ForeignKey(FixLink, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_accepted = models.BooleanField(null=True, blank=True)
    answer = models.CharField(max_length=200, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hazard"], condition=Q(is_accepted__isnull=True), name="rectification_one_waits_a_hazard"
            ),
            models.CheckConstraint(
                condition=Q(is_accepted__isnull=True) ^ Q(answered_at__isnull=False), name="rectification_answered_when"
            ),
            models.CheckConstraint(condition=~Q(is_accepted=False) | ~Q(answer=""), name="rectification_return_says_why"),
        ]

    def __str__(self) -> str:
        return f"rectification of {self.hazard_id}"
