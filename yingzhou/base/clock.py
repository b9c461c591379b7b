"""What time it is.  Stored in UTC; a business day is a day in Asia/Shanghai."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The current moment, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """The current business day (Asia/Shanghai)."""
    return timezone.now().astimezone(SHANGHAI).date()


def day_of(moment: datetime) -> date:
    """The business day a moment falls on."""
    return moment.astimezone(SHANGHAI).date()
