"""补全材料: what was missing when a complaint was registered, written in later.  The clocks go on all the while."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from yingzhou.base.clock import today
from yingzhou.base.secrets import blind
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.actions.writing import held
from yingzhou.work.disputes.models import Complainant, Complaint, Proxy
from yingzhou.work.disputes.queries.gaps import Gap, gaps_of
from yingzhou.work.disputes.rules import blinds, refusals
from yingzhou.work.disputes.rules.steps import Step

OF_PROXY = {"powers": "powers", "original": "original_seen_on", "proxy_identity": "identity_checked_on"}


@transaction.atomic
def complete_complaint(*, complaint: Complaint, given: Mapping[str, str | bool], by: Viewer) -> Complaint:
    """Fill what is missing, by the key of its gap; what stands already is never written over.

    Words are kept as told, a True says that a paper was seen today.  The trail names the fields, never what is in them.
    """
    complaint = held(complaint, by=by, step=Step.COMPLETE)
    told = {key: value.strip() if isinstance(value, str) else value for key, value in given.items()}
    told = {key: value for key, value in told.items() if value}
    gaps = {gap.key: gap for gap in gaps_of(complaint)}
    if not told:
        raise refusals.NothingCompleted()
    if there := next((key for key in told if key not in gaps), None):
        raise refusals.AlreadyThere(field=there)
    for key, value in told.items():
        _fill(complaint, gaps[key], today() if value is True else value)
    record("complaint.complete", complaint, by=by, fields=sorted(told))
    return complaint


def _fill(complaint: Complaint, gap: Gap, value: Any) -> None:
    if gap.place:
        _fill_person(complaint, gap, value)
    elif gap.field in OF_PROXY:
        Proxy.objects.filter(complaint=complaint).update(**{OF_PROXY[gap.field]: value})
    else:
        setattr(complaint, gap.field, value)
        complaint.save(update_fields=[gap.field])


def _fill_person(complaint: Complaint, gap: Gap, value: Any) -> None:
    person, _made = Complainant.objects.get_or_create(complaint=complaint, place=gap.place)
    setattr(person, "identity_checked_on" if gap.field == "identity" else gap.field, value)
    if gap.field == "phone":
        person.phone_blind = blind(blinds.phone_digits(person.phone), blinds.PHONE)
    if gap.field == "address":
        person.address_blind = blind(blinds.address_key(person.address), blinds.ADDRESS)
    person.save()
