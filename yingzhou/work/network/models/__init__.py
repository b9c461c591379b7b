"""The tables of the network: organizations and their places, postings, grids, obligations."""

from yingzhou.work.network.models.dates import DateRange
from yingzhou.work.network.models.grids import Cell, Coverage, Grid
from yingzhou.work.network.models.obligations import Obligation, ObligationEvidence, ObligationType
from yingzhou.work.network.models.organizations import FormerName, Organization, Placement
from yingzhou.work.network.models.postings import Leave, Posting

__all__ = [
    "Cell",
    "Coverage",
    "DateRange",
    "FormerName",
    "Grid",
    "Leave",
    "Obligation",
    "ObligationEvidence",
    "ObligationType",
    "Organization",
    "Placement",
    "Posting",
]
