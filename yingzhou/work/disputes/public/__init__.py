"""The counter window: what the public may see and do."""

from yingzhou.work.disputes.public.filing import Promised, Purchase, file_dispute, promised
from yingzhou.work.disputes.public.following import Mediating, Part, agree, mediating, say_kept, say_to_offer
from yingzhou.work.disputes.public.merchant import Asked, answer_merchant, look_at_link, open_merchant
from yingzhou.work.disputes.public.points import PointsFound, PublicPoint, points_near

__all__ = [
    "Asked",
    "Mediating",
    "Part",
    "PointsFound",
    "Promised",
    "PublicPoint",
    "Purchase",
    "agree",
    "answer_merchant",
    "file_dispute",
    "look_at_link",
    "mediating",
    "open_merchant",
    "points_near",
    "promised",
    "say_kept",
    "say_to_offer",
]
