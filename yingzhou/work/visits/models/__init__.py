"""The tables of visits, one file a noun."""

from yingzhou.work.visits.models.arm import ArmDraw, ArmPlace
from yingzhou.work.visits.models.checklists import Checklist, Phrase
from yingzhou.work.visits.models.confirming import Amendment, Confirmation, OwnerAnswer, VisitConflict
from yingzhou.work.visits.models.feed import CalendarFeed
from yingzhou.work.visits.models.findings import Finding, FindingPhoto, VisitAnswer, VisitMatter, VisitPromise
from yingzhou.work.visits.models.food_risk import FoodRiskProfile
from yingzhou.work.visits.models.learned import ModelCard
from yingzhou.work.visits.models.photos import Photo
from yingzhou.work.visits.models.plan import Plan, PlanChange, PlannedVisit, UnplacedVisit
from yingzhou.work.visits.models.rounds import PlanRound
from yingzhou.work.visits.models.visit import Visit

__all__ = [
    "Amendment",
    "ArmDraw",
    "ArmPlace",
    "CalendarFeed",
    "Checklist",
    "Confirmation",
    "Finding",
    "FindingPhoto",
    "FoodRiskProfile",
    "ModelCard",
    "OwnerAnswer",
    "Photo",
    "Phrase",
    "Plan",
    "PlanChange",
    "PlanRound",
    "PlannedVisit",
    "UnplacedVisit",
    "Visit",
    "VisitAnswer",
    "VisitConflict",
    "VisitMatter",
    "VisitPromise",
]
