"""What lies ahead: festivals of the known holiday notices, and the district's own days of the year."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.conf import settings

from yingzhou.base.figures.days import days
from yingzhou.base.figures.reading import figure
from yingzhou.rulebook.districts import observances
from yingzhou.work.visits.rules.seasons import FIGURE, Season, season


def season_on(on: date) -> Season:
    """The season of a day."""
    known = days()
    folder = Path(settings.BASE_DIR) / "districts" / settings.DISTRICT
    told = figure(FIGURE, on=on).value
    return season(on, told, rest=known.rest, years=known.years, observances=observances(folder))
