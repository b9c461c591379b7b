"""Who raised it: opened for a purpose, on the trail, seen on the case; erased when its time is over."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import now, today
from yingzhou.base.trail.models import Event
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases import rules
from yingzhou.work.cases.choices import Purpose
from yingzhou.work.cases.models import Case, Raiser
from yingzhou.work.cases.queries import case_for, facts_of


@dataclass(frozen=True)
class Identity:
    """Who it was.  Shown once, on the page that asked."""

    name: str
    phone: str


@transaction.atomic
def read_identity(*, case: Case, purpose: Purpose, by: Viewer, words: str = "") -> Identity:
    """The name and phone, for the handler, the head of the station, or intake while nobody handles it."""
    rules.check_purpose(purpose, words)
    facts = facts_of(by, case)
    if not rules.may_see_identity(facts, rules.parties_of(by, facts)):
        raise rules.IdentityNotForYou()
    raiser = Raiser.objects.filter(case=case, erased_at__isnull=True).first()
    if raiser is None or not (raiser.name or raiser.phone):
        raise rules.NoIdentity()
    record("raiser.read", case, by=by, purpose=purpose, words=words.strip()[:120])
    return Identity(raiser.name, raiser.phone)


@transaction.atomic
def look_at(*, pid: UUID, by: Viewer) -> Case:
    """The case; whoever opens a signal stands on its trail, once a day."""
    case = case_for(by, pid)
    if case.is_confidential:
        seen = Event.objects.filter(
            verb="case.read", actor=by.actor, subject_kind="cases.case", subject_id=case.public_id
        ).order_by("-id")
        last = seen.first()
        if last is None or last.at.date() < now().date():
            record("case.read", case, by=by)
    return case


@transaction.atomic
def erase_raisers(*, by: Actor) -> int:
    """Erase every name and phone whose day has come; how many."""
    due = Raiser.objects.select_for_update(skip_locked=True).filter(erase_on__lte=today(), erased_at__isnull=True)
    erased = 0
    for raiser in due.select_related("case"):
        raiser.name, raiser.phone, raiser.erased_at = "", "", now()
        raiser.save(update_fields=["name", "phone", "erased_at"])
        record("raiser.erase", raiser.case, by=by)
        erased += 1
    return erased
