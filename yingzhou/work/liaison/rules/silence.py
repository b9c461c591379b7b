"""How long without contact is too long: by class of business, as the bureau's figures say."""

from __future__ import annotations

from datetime import date, timedelta

from yingzhou.rulebook import figure
from yingzhou.work.liaison.choices import SilentClass


def days_of(which: SilentClass, on: date) -> int:
    """Days without contact after which a business of the class is on the list."""
    return int(figure(f"liaison.silent_days_{which}", on=on).value)


def last_days(on: date) -> dict[SilentClass, date]:
    """For each class the last day of contact that is already too long ago."""
    return {which: on - timedelta(days=days_of(which, on) + 1) for which in SilentClass}
