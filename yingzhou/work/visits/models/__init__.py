"""The tables of visits, one file a noun."""

from yingzhou.work.visits.models.feed import CalendarFeed
from yingzhou.work.visits.models.plan import Plan, PlanChange, PlannedVisit, UnplacedVisit
from yingzhou.work.visits.models.rounds import PlanRound
from yingzhou.work.visits.models.visit import Visit

__all__ = ["CalendarFeed", "Plan", "PlanChange", "PlanRound", "PlannedVisit", "UnplacedVisit", "Visit"]
