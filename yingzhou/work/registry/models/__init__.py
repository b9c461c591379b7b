"""The tables of the registry, one module a noun."""

from yingzhou.work.registry.models.business import Business, FormerName
from yingzhou.work.registry.models.history import Change, Merge
from yingzhou.work.registry.models.people import ContactPerson
from yingzhou.work.registry.models.permits import Permit
from yingzhou.work.registry.models.places import Premises, Seat, Stall, Tenancy
from yingzhou.work.registry.models.staged import StagedBusiness, StagedMatch
from yingzhou.work.registry.models.tags import Tag, Tagging

__all__ = [
    "Business",
    "Change",
    "ContactPerson",
    "FormerName",
    "Merge",
    "Permit",
    "Premises",
    "Seat",
    "StagedBusiness",
    "StagedMatch",
    "Stall",
    "Tag",
    "Tagging",
    "Tenancy",
]
