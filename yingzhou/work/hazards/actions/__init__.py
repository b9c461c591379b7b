"""Every write of hazards: rules first, the case moved along, one line on the trail."""

from yingzhou.work.hazards.actions.advising import advise
from yingzhou.work.hazards.actions.raising import raise_hazard, take_up
from yingzhou.work.hazards.actions.rechecking import close_hazard, close_without_proof, recheck

__all__ = ["advise", "close_hazard", "close_without_proof", "raise_hazard", "recheck", "take_up"]
