"""The tables of visits, one file a noun."""

from yingzhou.work.visits.models.arm import ArmDraw, ArmPlace
from yingzhou.work.visits.models.feed import CalendarFeed
from yingzhou.work.visits.models.food_risk import FoodRiskProfile
from yingzhou.work.visits.models.plan import Plan, PlanChange, PlannedVisit, UnplacedVisit
from yingzhou.work.visits.models.rounds import PlanRound
from yingzhou.work.visits.models.visit import Visit

__all__ = [
    "ArmDraw",
    "ArmPlace",
    "CalendarFeed",
    "FoodRiskProfile",
    "Plan",
    "PlanChange",
    "PlanRound",
    "PlannedVisit",
    "UnplacedVisit",
    "Visit",
]
