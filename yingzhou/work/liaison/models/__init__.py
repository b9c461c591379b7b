"""The tables of liaison, one file a noun."""

from yingzhou.work.liaison.models.contacts import Contact
from yingzhou.work.liaison.models.handovers import HandedOver, HandOver
from yingzhou.work.liaison.models.points import ContactPoint, PointHours, WeeklyHours
from yingzhou.work.liaison.models.promises import PointLiaison, PointPromise
from yingzhou.work.liaison.models.proposals import AssignmentProposal, ProposalLine, ProposalLoad

__all__ = [
    "AssignmentProposal",
    "Contact",
    "ContactPoint",
    "HandOver",
    "HandedOver",
    "PointHours",
    "PointLiaison",
    "PointPromise",
    "ProposalLine",
    "ProposalLoad",
    "WeeklyHours",
]
