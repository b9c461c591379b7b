"""Rows that hold on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Q


def in_force(on: date, prefix: str = "") -> Q:
    """Rows with `since`–`until` that hold on a day; `prefix` reaches them over a relation (`"placements__"`)."""
    started = Q(**{f"{prefix}since__lte": on})
    return started & (Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gt": on}))
