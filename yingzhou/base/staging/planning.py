"""Keeping the work of a batch proportional to its rows, whatever the statistics say."""

from __future__ import annotations

from typing import Any


def settle_planner(cursor: Any) -> None:
    """For this transaction: join by hashing, and give the hashes room.

    The tables of a first load were empty when the database last looked at them.  A plan by nested loops, made for an empty
    table, compares each row of the batch with each row of the table; a hash reads both once.
    """
    cursor.execute("SET LOCAL work_mem = '128MB'")
    cursor.execute("SET LOCAL enable_nestloop = off")
    cursor.execute("SET LOCAL enable_mergejoin = off")
