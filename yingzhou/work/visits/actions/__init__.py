"""Every write of visits, one file a noun."""

from yingzhou.work.visits.actions.amending import amend_visit
from yingzhou.work.visits.actions.arms import draw_arm
from yingzhou.work.visits.actions.conflicts import Difference, keep_conflict
from yingzhou.work.visits.actions.food_risk import score_food_risk
from yingzhou.work.visits.actions.photos import Received, receive_piece
from yingzhou.work.visits.actions.recording import Recorded, record_visit
from yingzhou.work.visits.actions.signing import sign_receipt

__all__ = [
    "Difference",
    "Received",
    "Recorded",
    "amend_visit",
    "draw_arm",
    "keep_conflict",
    "receive_piece",
    "record_visit",
    "score_food_risk",
    "sign_receipt",
]
