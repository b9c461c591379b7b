"""司法确认: both apply together, within the days the law sets; we make the papers, a court decides."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from yingzhou.base.clock import now, today
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.actions.mediation import papers
from yingzhou.work.disputes.actions.mediation.holding import facts_for, held
from yingzhou.work.disputes.choices import PaperKind
from yingzhou.work.disputes.models import JudicialConfirmation, Settlement
from yingzhou.work.disputes.queries.mediation.scope import confirmable_until
from yingzhou.work.disputes.rules import mediation_refusals as refusals


@transaction.atomic
def prepare_confirmation(*, settlement: Settlement, court: str, both_want: bool, by: Viewer) -> JudicialConfirmation:
    """The joint application and the checklist, for a people's mediation agreement, while the window is open."""
    mediation = held(settlement.mediation)
    facts_for(mediation, by)
    until = confirmable_until(settlement)
    if settlement.kind != PaperKind.PEOPLES or until is None:
        raise refusals.ConfirmationNotForThis()
    if today() > until:
        raise refusals.ConfirmationTooLate(day=until.isoformat())
    if not both_want:
        raise refusals.ConfirmationNeedsBoth()
    application, checklist = papers.application_of(settlement, court, by=by)
    made, _created = JudicialConfirmation.objects.update_or_create(
        settlement=settlement,
        defaults={
            "court": court.strip(),
            "consumer_wants_at": now(),
            "merchant_wants_at": now(),
            "due_on": until,
            "prepared_at": now(),
            "prepared_by_id": by.officer_id,
            "application": application,
            "checklist": checklist,
        },
    )
    record("mediation.prepare_confirmation", mediation, by=by, due_on=until)
    return made


@transaction.atomic
def file_confirmation(*, confirmation: JudicialConfirmation, on: date, by: Viewer) -> JudicialConfirmation:
    """Both have handed it in at the court."""
    mediation = held(confirmation.settlement.mediation)
    facts_for(mediation, by)
    confirmation = JudicialConfirmation.objects.select_for_update().get(pk=confirmation.pk)
    confirmation.filed_on = on
    confirmation.save(update_fields=["filed_on"])
    record("mediation.file_confirmation", mediation, by=by, filed_on=on)
    return confirmation
