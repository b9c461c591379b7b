"""The tables of hazards, one file a noun."""

from yingzhou.work.hazards.models.asked import Advice, RectificationOrder
from yingzhou.work.hazards.models.clue import ClueHandover
from yingzhou.work.hazards.models.escalation import Escalation
from yingzhou.work.hazards.models.hazard import Hazard, HazardPicture
from yingzhou.work.hazards.models.proof import FixLink, Rectification
from yingzhou.work.hazards.models.recheck import PlannedRecheck, Recheck

__all__ = [
    "Advice",
    "ClueHandover",
    "Escalation",
    "FixLink",
    "Hazard",
    "HazardPicture",
    "PlannedRecheck",
    "Recheck",
    "Rectification",
    "RectificationOrder",
]
