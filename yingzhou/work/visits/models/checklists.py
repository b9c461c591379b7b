"""What to look at, and the words to say it with."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.network.models import Organization


class Checklist(WithPublicId):
    """本局检查表：one version of a checklist the bureau made itself (the common ones are files of the rulebook).

    `trades` are beginnings of class codes of GB/T 4754; `items` is a list of {code, text, article, section, grade,
    finding_templates, kind, required, constraint, message}.  Published as a whole, never changed; a newer version takes over.
    """

    code = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    title = models.CharField(max_length=80)
    trades = models.JSONField(default=list)
    items = models.JSONField()
    since = models.DateField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    is_demo = models.BooleanField(default=False)

    append_only = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="checklist_version_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class Phrase(WithPublicId):
    """常用说法：how people of a station put what they find; found again by a syllable or its first letters."""

    station = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=80)
    pinyin = models.CharField(max_length=400)
    initials = models.CharField(max_length=80)
    item = models.CharField(max_length=40, blank=True)
    until = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["station", "text"], condition=Q(until__isnull=True), name="phrase_once_a_station", nulls_distinct=False
            ),
        ]
        indexes = [models.Index(fields=["station", "initials"], name="phrase_by_initials")]

    def __str__(self) -> str:
        return self.text
