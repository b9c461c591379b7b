"""What the verbs of a complaint share: the rows held, the clocks started and stopped, the paper issued."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from yingzhou.base.actors import Actor
from yingzhou.base.clock import today
from yingzhou.base.documents.issuing import issue
from yingzhou.base.documents.models import IssuedPaper
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases import actions as cases
from yingzhou.work.cases.models import Clock
from yingzhou.work.disputes.models import Complaint
from yingzhou.work.disputes.queries.deadlines import ABOUT
from yingzhou.work.disputes.queries.scope import facts_of
from yingzhou.work.disputes.rules import periods, steps
from yingzhou.work.disputes.rules.steps import Step


def held(complaint: Complaint, *, by: Viewer, step: Step) -> Complaint:
    """The complaint and its case, locked until the end of the transaction, once the step is open to the viewer."""
    case = cases.locked(complaint.case)
    locked = Complaint.objects.select_for_update(of=("self",)).select_related("held_by", "respondent").get(pk=complaint.pk)
    locked.case = case
    steps.check(by, facts_of(locked), step)
    return locked


def start(complaint: Complaint, figure: str, *, began_on: date, by: Actor) -> Clock | None:
    """A clock of the complaint, where the rule set of its day has the figure."""
    if not periods.has(figure, on=complaint.received_on):
        return None
    return cases.start_clock(
        about=ABOUT,
        about_id=complaint.public_id,
        figure=figure,
        began_on=began_on,
        received_on=complaint.received_on,
        by=by,
    )


def stop(complaint: Complaint, *figures: str, why: Any, by: Actor, on: date | None = None) -> None:
    """Stop those of the clocks that run; all of them when none is named."""
    running = Clock.objects.filter(about=ABOUT, about_id=complaint.public_id, stopped_on__isnull=True)
    if figures:
        running = running.filter(figure__in=figures)
    for clock in running.order_by("pk"):
        cases.stop_clock(clock=clock, on=on or today(), why=str(why), by=by)


def issued(complaint: Complaint, kind: str, values: Mapping[str, Any], *, by: Actor) -> IssuedPaper:
    """The paper of a kind, dated today, by the rule set of the day of receipt."""
    return issue(
        kind=kind,
        about=ABOUT,
        about_id=complaint.public_id,
        on=today(),
        rules_on=complaint.received_on,
        values=values,
        by=by,
    )
