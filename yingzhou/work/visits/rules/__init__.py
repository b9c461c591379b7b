"""What visits decides, from plain values."""

from yingzhou.work.visits.rules.amending import AMENDABLE, amended
from yingzhou.work.visits.rules.placing import Placed, placed
from yingzhou.work.visits.rules.refusals import (
    AlreadyResolved,
    Fault,
    KeyOfAnother,
    NothingToAmend,
    NotUnderstood,
    PhotoDiffers,
    PhotosMissing,
    PhotoTooLarge,
    PhotoUsed,
    WhyMissing,
)
from yingzhou.work.visits.rules.told import (
    FORMAT,
    ConfirmationTold,
    FindingTold,
    MatterTold,
    PromiseTold,
    VisitTold,
    content_of,
    differing,
    told_from,
)

__all__ = [
    "AMENDABLE",
    "FORMAT",
    "AlreadyResolved",
    "ConfirmationTold",
    "Fault",
    "FindingTold",
    "KeyOfAnother",
    "MatterTold",
    "NotUnderstood",
    "NothingToAmend",
    "PhotoDiffers",
    "PhotoTooLarge",
    "PhotoUsed",
    "PhotosMissing",
    "Placed",
    "PromiseTold",
    "VisitTold",
    "WhyMissing",
    "amended",
    "content_of",
    "differing",
    "placed",
    "told_from",
]
