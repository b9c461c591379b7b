"""共同投诉: representatives act for all, but change, waive and settle only with the consent of those they represent (art. 12)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.actions.writing import held
from yingzhou.work.disputes.choices import JointAct
from yingzhou.work.disputes.models import Complainant, Complaint, JointConsent
from yingzhou.work.disputes.rules import refusals
from yingzhou.work.disputes.rules.intake import MOST_REPRESENTATIVES
from yingzhou.work.disputes.rules.steps import Step


def check_consents(complaint: Complaint, act: JointAct) -> None:
    """Refuse an act of representatives while one of those they represent has not agreed to it.

    Where nobody was chosen to speak for all, everyone acts for himself and nothing is missing here.
    """
    people = list(complaint.complainants.all())
    if not any(one.speaks_for_all for one in people):
        return
    represented = [one.pk for one in people if not one.speaks_for_all]
    agreed = JointConsent.objects.filter(complainant__in=represented, act=act).values("complainant").distinct().count()
    if agreed < len(represented):
        raise refusals.ConsentMissing(act=act.label, n=len(represented) - agreed)


@transaction.atomic
def note_consent(*, complaint: Complaint, complainant: UUID, act: JointAct, given_on: date, how: str, by: Viewer) -> JointConsent:
    """One of those represented agrees to one act.  Noted twice on one day it stands once."""
    complaint = held(complaint, by=by, step=Step.CONSENT)
    person = Complainant.objects.filter(complaint=complaint, public_id=complainant).first()
    if person is None:
        raise NotFound
    if given_on > today() or not how.strip():
        raise refusals.ReasonMissing(field="how")
    try:
        with transaction.atomic():
            made = JointConsent.objects.create(
                complainant=person, act=act, given_on=given_on, how=how.strip()[:120], noted_by_id=by.officer_id
            )
    except IntegrityError:
        return JointConsent.objects.get(complainant=person, act=act, given_on=given_on)
    record("complaint.consent", complaint, by=by, act=act, complainant=person.public_id)
    return made


@transaction.atomic
def change_representatives(*, complaint: Complaint, speakers: Sequence[UUID], by: Viewer) -> Complaint:
    """Others speak for all from now on; those represented must have agreed to the change."""
    complaint = held(complaint, by=by, step=Step.CONSENT)
    if len(speakers) > MOST_REPRESENTATIVES:
        raise refusals.TooManyRepresentatives(n=len(speakers))
    check_consents(complaint, JointAct.CHANGE)
    people = complaint.complainants.select_for_update()
    people.exclude(public_id__in=speakers).update(speaks_for_all=False)
    people.filter(public_id__in=speakers).update(speaks_for_all=True)
    record("complaint.represent", complaint, by=by, speakers=list(speakers))
    return complaint
