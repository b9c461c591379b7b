"""From–until as PostgreSQL sees it."""

from __future__ import annotations

from django.contrib.postgres.fields import DateRangeField
from django.db.models import Func


class DateRange(Func):
    """`daterange(since, until)`: from `since` up to, not including, `until`; open-ended when `until` is null."""

    function = "daterange"
    output_field = DateRangeField()
