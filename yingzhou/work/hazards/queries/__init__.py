"""Every read of hazards."""

from yingzhou.work.hazards.queries.book import grades_on, items_on, steps_on
from yingzhou.work.hazards.queries.clues import HandedOver, clues_handed_over
from yingzhou.work.hazards.queries.contracts import (
    HazardFacts,
    OpenHazard,
    RecheckDue,
    facts_of,
    open_hazards_among,
    open_hazards_of,
    rechecks_due,
)
from yingzhou.work.hazards.queries.lists import (
    HazardsAsked,
    HazardsListed,
    hazard_list,
    hazards_of_business,
    villages_of,
)
from yingzhou.work.hazards.queries.page import HazardFile, hazard_file
from yingzhou.work.hazards.queries.pressing import PressingHazard, pressing_hazards
from yingzhou.work.hazards.queries.scope import hazard_for, hazard_of_case, hazards_of, parties_of, picture_for
from yingzhou.work.hazards.queries.times import Span, StationTimes, Times, times_of

__all__ = [
    "HandedOver",
    "HazardFacts",
    "HazardFile",
    "HazardsAsked",
    "HazardsListed",
    "OpenHazard",
    "PressingHazard",
    "RecheckDue",
    "Span",
    "StationTimes",
    "Times",
    "clues_handed_over",
    "facts_of",
    "grades_on",
    "hazard_file",
    "hazard_for",
    "hazard_list",
    "hazard_of_case",
    "hazards_of",
    "hazards_of_business",
    "items_on",
    "open_hazards_among",
    "open_hazards_of",
    "parties_of",
    "picture_for",
    "pressing_hazards",
    "rechecks_due",
    "steps_on",
    "times_of",
    "villages_of",
]
