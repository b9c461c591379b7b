"""Reading single values out of an address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID


def uuid_in(values: Mapping[str, str], name: str) -> UUID | None:
    """The id under a name, or None for none or nonsense."""
    try:
        return UUID(values.get(name, ""))
    except ValueError:
        return None


def day_in(values: Mapping[str, str], name: str) -> date | None:
    """The day under a name (`2026-11-23`), or None for none or nonsense."""
    try:
        return date.fromisoformat(values.get(name, ""))
    except ValueError:
        return None
