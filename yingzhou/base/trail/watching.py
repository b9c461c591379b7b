"""Whether sealing keeps up; what stops when it does not.

A batch a minute is the promise.  After five minutes the delay is an alarm; after four hours decisions stop until sealing
is back (the limit of X-Road for failing time stamps, 14,400 s).  What citizens hand in never stops.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.db.models.functions import Now

from yingzhou.base.clock import now
from yingzhou.base.refusals import Refusal
from yingzhou.base.trail import heads
from yingzhou.base.trail.models import Event, Seal
from yingzhou.base.trail.sealing import unsealed
from yingzhou.base.words import _

PROMISE = timedelta(minutes=1)
ALARM = timedelta(minutes=5)
STOP = timedelta(hours=4)


class Level(Enum):
    """How sealing stands."""

    FINE = "fine"
    LATE = "late"
    STOPPED = "stopped"
    OLD_COPY = "old_copy"


@dataclass(frozen=True)
class SealingState:
    """For the health page and the doctor.  `delay` is the age of the oldest line waiting; zero if none is."""

    level: Level
    number: int
    sealed_at: datetime | None
    waiting: int
    delay: timedelta

    @property
    def is_fine(self) -> bool:
        return self.level is Level.FINE


class SealingStopped(Refusal):
    """No decision while nobody could prove it later."""

    reason = _("留痕已超过 4 小时没有封存，暂停作出决定")
    mend = _("封存恢复后再办；群众提交的事项照常接收")
    whom = _("请联系系统管理员")
    status = 503


def sealing_state(at: datetime | None = None) -> SealingState:
    """How sealing stands at a moment (default: now)."""
    at = at or now()
    last = Seal.objects.order_by("-number").first()
    waiting = unsealed(last, at)
    oldest = waiting.order_by("at").values_list("at", flat=True).first()
    delay = max(at - oldest, timedelta()) if oldest else timedelta()
    return SealingState(
        level=_level(last, delay),
        number=last.number if last else 0,
        sealed_at=last.at if last else None,
        waiting=waiting[:1_001].count(),
        delay=delay,
    )


def check_sealing(at: datetime | None = None) -> None:
    """Refuse a decision while sealing has stopped.  Asked by actions that decide; never by what takes something in.

    Lines are dated by the database's clock, so it is the database's clock that says how old they are.
    """
    last = Seal.objects.order_by("-number").first()
    waiting = Event.objects.filter(pk__gt=last.high if last else 0, at__lt=(at or Now()) - STOP)
    if waiting.exists():
        raise SealingStopped()


def _level(last: Seal | None, delay: timedelta) -> Level:
    outside = heads.newest()
    if outside is not None and outside.number > (last.number if last else 0):
        return Level.OLD_COPY
    if delay > STOP:
        return Level.STOPPED
    return Level.LATE if delay > ALARM else Level.FINE
