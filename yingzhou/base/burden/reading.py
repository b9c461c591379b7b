"""What forms cost, as medians."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection

# The lower median of a histogram: the first bar at which half of all records are reached.
_MEDIANS = """
with kept as (select form, seconds, taps, count from burden_formcost where day >= %(since)s and day < %(until)s),
     by_seconds as (
       select form, seconds, sum(count) over (partition by form order by seconds) as reached,
              sum(count) over (partition by form) as records from kept),
     by_taps as (
       select form, taps, sum(count) over (partition by form order by taps) as reached,
              sum(count) over (partition by form) as records from kept)
select form,
       min(records)::int,
       min(seconds) filter (where 2 * reached >= records),
       (select min(taps) from by_taps where by_taps.form = by_seconds.form and 2 * reached >= records)
  from by_seconds group by form
"""


@dataclass(frozen=True)
class Cost:
    """Median seconds and taps of a form's records, and of how many."""

    records: int
    seconds: int
    taps: int


def costs(*, since: date, until: date) -> Mapping[str, Cost]:
    """Form → what it cost in the median from `since` to before `until`; forms nobody filled in are left out."""
    with connection.cursor() as cursor:
        cursor.execute(_MEDIANS, {"since": since, "until": until})
        return {form: Cost(records=records, seconds=seconds, taps=taps) for form, records, seconds, taps in cursor.fetchall()}
