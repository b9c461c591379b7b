"""What waits for somebody at a point: stars that end soon, and appeals nobody has answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from yingzhou.base.clock import today
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.choices import AppealState
from yingzhou.work.disputes.models import StarAppeal, StarAward
from yingzhou.work.disputes.queries.grading import grading_on
from yingzhou.work.disputes.queries.points import award_of, may_at
from yingzhou.work.disputes.queries.studios import points_known_to
from yingzhou.work.liaison.models import ContactPoint

MOST = 50


@dataclass(frozen=True)
class PressingPoint:
    """A point with something to do: its stars end on a day, or an appeal waits (`until` is None)."""

    point: ContactPoint
    until: date | None


def pressing_points(viewer: Viewer) -> list[PressingPoint]:
    """For whoever can do something about it: ending stars for the station and the department, appeals for the department."""
    on = today()
    known = points_known_to(viewer)
    ending = StarAward.objects.filter(
        point__in=known, since__lte=on, until__gt=on, until__lte=on + timedelta(days=grading_on(on).warn_days)
    ).select_related("point__station")
    found = [
        PressingPoint(one.point, one.until)
        for one in ending.order_by("until", "pk")[:MOST]
        if may_at(viewer, one.point) & {"self_check", "assess"} and award_of(one.point, on=on) == one
    ]
    waiting = StarAppeal.objects.filter(state=AppealState.OPEN, point__in=known).select_related("point__station")
    return found + [
        PressingPoint(one.point, None)
        for one in waiting.order_by("raised_at", "pk")[:MOST]
        if "decide" in may_at(viewer, one.point) and one.raised_by_id != viewer.officer_id
    ]
