"""The tables of inspections, one file a noun."""

from yingzhou.work.inspections.models.draws import DrawResult, RandomDraw
from yingzhou.work.inspections.models.inspections import InspectedItem, Inspection, Inspector
from yingzhou.work.inspections.models.items import InspectionItem, SuperiorCheck
from yingzhou.work.inspections.models.lists import Exemption, Grading
from yingzhou.work.inspections.models.plans import InspectionPlan
from yingzhou.work.inspections.models.wishes import InspectionWish

__all__ = [
    "DrawResult",
    "Exemption",
    "Grading",
    "InspectedItem",
    "Inspection",
    "InspectionItem",
    "InspectionPlan",
    "InspectionWish",
    "Inspector",
    "RandomDraw",
    "SuperiorCheck",
]
