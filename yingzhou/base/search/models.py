"""The table of the index."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class SearchDoc(models.Model):
    """索引条目：one row of some room, as it can be found.

    `text` is normalized (`engines.search.normalize`); `initials`, `pinyin` and `codes` are what a candidate is checked
    against; `tokens` are the pieces it is looked up by.  Telephone numbers are here only as keyed digests of their tails.
    Scope columns hold primary keys of organizations; `is_restricted` hides a row from all but those who see everything.
    """

    kind = models.CharField(max_length=24)
    row_id = models.BigIntegerField()
    public_id = models.UUIDField()
    title = models.CharField(max_length=200)
    detail = models.CharField(max_length=240, blank=True)
    name = models.CharField(max_length=200)
    text = models.TextField()
    initials = models.TextField(blank=True)
    pinyin = models.TextField(blank=True)
    codes = models.TextField(blank=True)
    tokens = SearchVectorField()
    station_id = models.BigIntegerField(null=True)
    community_id = models.BigIntegerField(null=True)
    is_restricted = models.BooleanField(default=False)

    objects = models.Manager["SearchDoc"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "row_id"], name="search_doc_once")]
        indexes = [
            GinIndex(fields=["tokens"], name="search_doc_tokens"),
            models.Index(fields=["name"], name="search_doc_name", opclasses=["text_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return self.title


class Stale(models.Model):
    """待更新：rows one statement touched, noted by the database itself; the index catches up and takes the note away."""

    kind = models.CharField(max_length=24)
    row_ids = ArrayField(models.BigIntegerField())

    objects = models.Manager["Stale"]()

    def __str__(self) -> str:
        return f"{self.kind} {len(self.row_ids)}"
