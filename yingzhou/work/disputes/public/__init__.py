"""The counter window: what the public may see and do."""

from yingzhou.work.disputes.public.filing import Promised, Purchase, file_dispute, promised
from yingzhou.work.disputes.public.points import PointsFound, PublicPoint, points_near

__all__ = ["PointsFound", "Promised", "PublicPoint", "Purchase", "file_dispute", "points_near", "promised"]
