"""Every write of visits, one file a noun."""

from yingzhou.work.visits.actions.amending import amend_visit
from yingzhou.work.visits.actions.arms import draw_arm
from yingzhou.work.visits.actions.checklists import hand_in_form, publish_checklist
from yingzhou.work.visits.actions.conflicts import Difference, keep_conflict, resolve_conflict
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
    "hand_in_form",
    "keep_conflict",
    "publish_checklist",
    "receive_piece",
    "record_visit",
    "resolve_conflict",
    "score_food_risk",
    "sign_receipt",
]
