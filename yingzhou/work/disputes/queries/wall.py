"""The second wall (row-level security): outside a transaction opened here, the web's database role finds no report at all.

The policies stand in the migration that laid the tables.  The settings last until the end of the transaction.
"""

from __future__ import annotations

from django.db import connection

from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer

_SET = (
    "select set_config('yingzhou.tipoffs_officer', %s, true), set_config('yingzhou.tipoffs_units', %s, true),"
    " set_config('yingzhou.tipoffs_system', %s, true)"
)


def units_of(viewer: Viewer) -> frozenset[int]:
    """The departments whose reports somebody sees: only where posted there, or standing in for somebody who is."""
    return frozenset(grant.organization_id for grant in viewer.grants_of(Role.DEPARTMENT) if grant.everywhere)


def open_for(viewer: Viewer) -> None:
    """Let this viewer's own reports through, and no others."""
    units = ",".join(str(unit) for unit in sorted(units_of(viewer)))
    _set(str(viewer.officer_id), f"{{{units}}}", "")


def open_for_system() -> None:
    """Let everything through: for clocks, and for the moment in which somebody hands a report in."""
    _set("", "{}", "on")


def _set(*values: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SET, list(values))
