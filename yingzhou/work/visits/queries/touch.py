"""The latest visit to a business, for whoever asks how long nobody has been there."""

from __future__ import annotations

from django.db.models import OuterRef, Subquery

from yingzhou.work.visits.models import Visit


def last_visit() -> Subquery:
    """The day of the latest visit to `OuterRef("pk")`, as an expression; null where there was none."""
    return Subquery(Visit.objects.filter(business=OuterRef("pk")).order_by("-visited_on", "-pk").values("visited_on")[:1])
