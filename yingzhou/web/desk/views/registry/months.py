"""The timeline under the months it is read by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from yingzhou.base.clock import SHANGHAI
from yingzhou.work.overview.queries.timeline import Entry

TO_COME = _("将来")


@dataclass(frozen=True)
class Month:
    """A heading and what stands under it."""

    heading: Any
    entries: list[Entry]

    @property
    def is_month(self) -> bool:
        """Whether the heading says year and month; what is still to come has days of any year under it."""
        return self.heading != str(TO_COME)


def by_month(entries: list[Entry], *, today: date) -> list[Month]:
    """What is still to come first, then month by month."""
    return [Month(heading, list(group)) for heading, group in groupby(entries, key=lambda entry: _heading(entry, today))]


def _heading(entry: Entry, today: date) -> str:
    day = entry.at.astimezone(SHANGHAI).date() if isinstance(entry.at, datetime) else entry.at
    return str(TO_COME) if day > today else date_format(day, "YEAR_MONTH_FORMAT")
