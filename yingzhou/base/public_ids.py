"""Ids that may be shown: random, never the primary key."""

from __future__ import annotations

import uuid

from django.contrib.postgres.functions import RandomUUID
from django.db import models


class WithPublicId(models.Model):
    """A row that may be named in a URL: `public_id` is random; `id` (BigAutoField) never leaves the server."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, db_default=RandomUUID(), editable=False)

    class Meta:
        abstract = True
