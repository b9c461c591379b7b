"""What we promise for a dispute: our own word, by the figures of the day it is filed; never a statutory period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yingzhou.rulebook import figure


@dataclass(frozen=True)
class Promised:
    """Working days to the first contact, and to a result or the way to the statutory channel."""

    first_contact_days: int
    settle_days: int


def promised(*, on: date) -> Promised:
    """The promise of a day."""
    names = ("promises.dispute_first_contact_days", "promises.dispute_settle_days")
    return Promised(*(int(figure(name, on=on).value) for name in names))
