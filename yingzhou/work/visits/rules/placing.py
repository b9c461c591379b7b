"""When a visit was, if the phone's clock may be wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from yingzhou.base.clock import day_of
from yingzhou.work.visits.choices import ClockKept

#: A phone this close to us has a right clock; the rest is the way there.
TOLERANCE = timedelta(minutes=5)


@dataclass(frozen=True)
class Placed:
    """The times of a visit as we accept them.  `skew_seconds`: how far the phone's clock ran ahead of ours on sending."""

    began_at: datetime
    ended_at: datetime
    visited_on: date
    skew_seconds: int
    clock: ClockKept


def placed(*, began_at: datetime, ended_at: datetime, device_now: datetime, received_at: datetime) -> Placed:
    """A visit is never refused for a wrong clock.

    A phone within five minutes of us is believed.  A clock further off is corrected by as much as it is off on sending.
    What would then still lie ahead of us, ends now; a visit that would end before it began, ends as it begins.
    """
    skew = device_now - received_at
    wrong = abs(skew) > TOLERANCE
    shift = skew if wrong else timedelta()
    began, ended = began_at - shift, ended_at - shift
    ahead = ended > received_at + TOLERANCE
    ended = min(ended, received_at)
    began = min(began, ended)
    return Placed(
        began_at=began,
        ended_at=ended,
        visited_on=day_of(began),
        skew_seconds=round(skew.total_seconds()),
        clock=ClockKept.SERVER if wrong or ahead else ClockKept.DEVICE,
    )
