"""The statutory clocks of complaints that come in with a file: running where the file leaves something to be done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from yingzhou.base.actors import Actor
from yingzhou.base.clock import today
from yingzhou.base.words import _
from yingzhou.work.cases import actions as cases
from yingzhou.work.cases.models import Clock
from yingzhou.work.disputes.choices import ComplaintState
from yingzhou.work.disputes.models import Complaint

ABOUT = "complaint"
ACCEPTANCE, MEDIATION = "complaints.acceptance_days", "complaints.mediation_days"
STOPPED = _("平台台账已写明结果")
TAKEN_BACK = _("导入已撤销")


def running(complaint: Complaint) -> tuple[str, date] | None:
    """The clock a complaint should have and the day its count starts from; None once nothing is to be done in time."""
    if complaint.state == ComplaintState.RECEIVED:
        return ACCEPTANCE, complaint.received_on
    if complaint.state in (ComplaintState.ACCEPTED, ComplaintState.MEDIATING) and complaint.decided_on:
        return MEDIATION, complaint.decided_on
    return None


def keep_clocks(complaints: Sequence[Complaint], *, by: Actor) -> None:
    """Start what should run and does not, stop what runs and should not; the day of receipt fixes the rules."""
    there = {
        (clock.about_id, clock.figure): clock
        for clock in Clock.objects.filter(
            about=ABOUT, about_id__in=[one.public_id for one in complaints], stopped_on__isnull=True
        )
    }
    for one in complaints:
        wanted = running(one)
        for figure in (ACCEPTANCE, MEDIATION):
            clock = there.get((one.public_id, figure))
            if wanted and wanted[0] == figure:
                if clock is None:
                    _start(one, *wanted, by)
            elif clock is not None:
                on = max(one.decided_on or one.ended_on or today(), clock.began_on)
                cases.stop_clock(clock=clock, on=on, why=str(STOPPED), by=by)


def _start(one: Complaint, figure: str, began_on: date, by: Actor) -> None:
    cases.start_clock(about=ABOUT, about_id=one.public_id, figure=figure, began_on=began_on, received_on=one.received_on, by=by)


def stop_orphans(*, by: Actor) -> int:
    """Stop the clocks of complaints an undo took away."""
    clocks = Clock.objects.filter(about=ABOUT, stopped_on__isnull=True).exclude(
        about_id__in=Complaint.objects.values("public_id")
    )
    orphans = list(clocks)
    for clock in orphans:
        cases.stop_clock(clock=clock, on=today(), why=str(TAKEN_BACK), by=by)
    return len(orphans)
