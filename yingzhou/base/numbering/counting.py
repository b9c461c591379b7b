"""The next number of a series."""

from __future__ import annotations

from django.db import connection
from django.db.transaction import TransactionManagementError

_NEXT = """
insert into numbering_series as series (name, year, last) values (%s, %s, 1)
on conflict (name, year) do update set last = series.last + 1
returning last
"""


_NEXT_RUN = """
insert into numbering_series as series (name, year, last) values (%s, %s, %s)
on conflict (name, year) do update set last = series.last + excluded.last
returning last
"""


def next_number(series: str, *, year: int) -> int:
    """The next number of the series in that year, from 1, without gaps or repeats.

    It belongs to the caller's transaction: rolled back, the number is free again; until then other callers of the same
    series wait.  Take it last, just before the commit.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("a number without gaps exists only inside a transaction")
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [series, year])
        return int(cursor.fetchone()[0])


def next_numbers(series: str, *, year: int, count: int) -> range:
    """The next `count` numbers of the series at once, under the same promise."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("a number without gaps exists only inside a transaction")
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_RUN, [series, year, count])
        last = int(cursor.fetchone()[0])
    return range(last - count + 1, last + 1)
