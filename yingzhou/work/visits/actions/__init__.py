"""Every write of visits, one file a noun."""

from yingzhou.work.visits.actions.arms import draw_arm
from yingzhou.work.visits.actions.food_risk import score_food_risk

__all__ = ["draw_arm", "score_food_risk"]
