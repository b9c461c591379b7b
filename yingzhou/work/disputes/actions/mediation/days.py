"""The statutory days of a mediation: they rest while a test runs, and for nothing else; an agreement ends them."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from yingzhou.base.actors import Actor
from yingzhou.base.clock import today
from yingzhou.base.words import _
from yingzhou.work.cases.actions.clocks import pause_clock, resume_clock, start_clock, stop_clock
from yingzhou.work.cases.choices import Pause
from yingzhou.work.cases.models import Clock
from yingzhou.work.disputes.choices import AppraisalKind, PaperKind
from yingzhou.work.disputes.models import Mediation, Settlement
from yingzhou.work.disputes.queries.mediation.scope import CLOCK_OF_COMPLAINT, CLOCK_OF_SETTLEMENT

MEDIATION_DAYS = "complaints.mediation_days"
CONFIRMATION_DAYS = "mediation.judicial_confirmation_days"
AGREED = _("双方达成协议")


def pause(mediation: Mediation, kind: AppraisalKind, *, since: date, by: Actor) -> None:
    """The days of a test do not count (article 22).  A dispute to be settled first has none to count."""
    for clock in _running(mediation):
        pause_clock(clock=clock, why=Pause(kind.value), since=since, by=by)


def resume(mediation: Mediation, *, until: date, by: Actor) -> None:
    """They count again from this day."""
    for clock in _running(mediation).filter(pauses__isnull=False, pauses__until__isnull=True):
        resume_clock(clock=clock, until=until, by=by)


def stop(mediation: Mediation, *, by: Actor) -> None:
    """Agreed within its days."""
    for clock in _running(mediation):
        stop_clock(clock=clock, on=today(), why=str(AGREED), by=by)


def confirmable(settlement: Settlement, *, by: Actor) -> None:
    """Of a people's mediation agreement the days for judicial confirmation begin with the day it takes effect."""
    if settlement.kind == PaperKind.PEOPLES and settlement.effective_on is not None:
        on = settlement.effective_on
        start_clock(
            about=CLOCK_OF_SETTLEMENT,
            about_id=settlement.public_id,
            figure=CONFIRMATION_DAYS,
            began_on=on,
            received_on=on,
            by=by,
        )


def _running(mediation: Mediation) -> QuerySet[Clock]:
    if mediation.complaint is None:
        return Clock.objects.none()
    return Clock.objects.filter(
        about=CLOCK_OF_COMPLAINT, about_id=mediation.complaint.public_id, figure=MEDIATION_DAYS, stopped_on__isnull=True
    )
