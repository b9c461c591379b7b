"""What anyone may read about complaints: published months, as they were published.  Never a text, a business or a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yingzhou.work.disputes.models import PublishedMonth
from yingzhou.work.disputes.queries.publication import MONTHS, ShownMonth, shown


@dataclass(frozen=True)
class Published:
    """The months there are, the newest first, and the one that is read."""

    months: tuple[date, ...]
    shown: ShownMonth | None


def published(month: date | None = None) -> Published:
    """The newest published month, or the one asked for if it was published."""
    found = list(PublishedMonth.objects.filter(approved_at__isnull=False).order_by("-month")[:MONTHS])
    read = next((one for one in found if one.month == month), found[0] if found else None)
    return Published(
        months=tuple(one.month for one in found),
        shown=shown(read.month, read.tables, read.figures) if read else None,
    )
