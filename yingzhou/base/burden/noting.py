"""One record more."""

from __future__ import annotations

from datetime import date

from django.db import connection

#: Seconds are kept in steps of this; whoever leaves a form open over lunch counts as the longest.
STEP_SECONDS = 5
MOST_SECONDS = 3600
MOST_TAPS = 500

_NOTE = """
insert into burden_formcost as kept (form, day, seconds, taps, count) values (%s, %s, %s, %s, 1)
on conflict (form, day, seconds, taps) do update set count = kept.count + 1
"""


def note(form: str, *, seconds: float, taps: int, on: date) -> None:
    """Count one record of the form.  What it cost is rounded to `STEP_SECONDS` and capped; below zero counts as zero."""
    kept = round(min(max(seconds, 0), MOST_SECONDS) / STEP_SECONDS) * STEP_SECONDS
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, [form, on, kept, min(max(taps, 0), MOST_TAPS)])
