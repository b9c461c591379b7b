"""举报人: the vault is opened for a purpose, on the trail and before the auditor; and emptied for good."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import now, today
from yingzhou.base.outbox.writing import notify
from yingzhou.base.secrets import persons
from yingzhou.base.trail.writing import record, record_read
from yingzhou.base.words import _
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes import rules
from yingzhou.work.disputes.actions.tipoffs import locked, step
from yingzhou.work.disputes.choices import RevealPurpose, TipoffStep
from yingzhou.work.disputes.models import Informant, Tipoff
from yingzhou.work.disputes.queries import REVEALED, standing_of, wall
from yingzhou.work.network.models import Posting
from yingzhou.work.network.queries import in_force


@dataclass(frozen=True)
class Revealed:
    """Who it was.  Shown once, on the page that asked."""

    name: str
    phone: str
    address: str
    id_number: str


@transaction.atomic
def reveal_informant(*, tipoff: Tipoff, purpose: RevealPurpose, by: Viewer) -> Revealed:
    """The identity, for the handler or the department; every auditor is told that it was opened, not whose it is."""
    tipoff = locked(tipoff, by=by)
    standing = standing_of(by, tipoff)
    if not (standing.is_handler or standing.is_unit):
        raise rules.TipoffNotYours(who=_("承办人"))
    informant = Informant.objects.filter(tipoff=tipoff, erased_at__isnull=True).first()
    if informant is None:
        raise rules.NoInformant()
    line = record_read(REVEALED, tipoff, by=by, purpose=purpose)
    for posting in Posting.objects.filter(in_force(today()), role=Role.AUDITOR).select_related("officer"):
        notify(to=posting.officer, title=_("有人查看了举报人身份"), url="/desk/reveals/", dedupe=f"reveal:{line.public_id}")
    return Revealed(informant.name, informant.phone, informant.address, informant.id_number)


@transaction.atomic
def erase_informant(*, tipoff: Tipoff, by: Viewer) -> None:
    """At the person's lawful request (Personal Information Protection Law, article 47).  It cannot be taken back."""
    tipoff = locked(tipoff, by=by)
    rules.check_unit(standing_of(by, tipoff))
    informant = Informant.objects.select_for_update().filter(tipoff=tipoff, erased_at__isnull=True).first()
    if informant is None:
        raise rules.NoInformant()
    _erase(informant, by=by)
    step(tipoff, TipoffStep.ERASE, by=by)


@transaction.atomic
def erase_informants(*, by: Actor) -> int:
    """Erase everyone whose day has come; how many."""
    wall.open_for_system()
    due = Informant.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        erase_on__lte=today(), erased_at__isnull=True
    )
    people = list(due.select_related("tipoff"))
    for informant in people:
        _erase(informant, by=by)
    return len(people)


def _erase(informant: Informant, *, by: Actor) -> None:
    """Empty the row and destroy the key.  Should the transaction fail after that, the person is gone all the same."""
    for name in ("name", "phone", "address", "id_number", "phone_mark", "id_mark"):
        setattr(informant, name, "")
    informant.erased_at = now()
    informant.save()
    record("informant.erase", informant.tipoff, by=by)
    persons.destroy(informant.public_id)
