"""Every read of hazards."""

from yingzhou.work.hazards.queries.book import grades_on, items_on, steps_on
from yingzhou.work.hazards.queries.contracts import (
    HazardFacts,
    OpenHazard,
    RecheckDue,
    facts_of,
    open_hazards_among,
    open_hazards_of,
    rechecks_due,
)
from yingzhou.work.hazards.queries.scope import hazard_for, hazards_of, parties_of

__all__ = [
    "HazardFacts",
    "OpenHazard",
    "RecheckDue",
    "facts_of",
    "grades_on",
    "hazard_for",
    "hazards_of",
    "items_on",
    "open_hazards_among",
    "open_hazards_of",
    "parties_of",
    "rechecks_due",
    "steps_on",
]
