"""举报的决定: filed or not, not ours, a repeat or a later part of an earlier one; and telling the informant where a law asks."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from yingzhou.base.clock import today
from yingzhou.base.trail.watching import check_sealing
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes import rules
from yingzhou.work.disputes.actions.tipoff_clocks import restart_check, stop_check, stop_reply
from yingzhou.work.disputes.actions.tipoffs import locked, step
from yingzhou.work.disputes.choices import Matter, TipoffState, TipoffStep
from yingzhou.work.disputes.models import Informant, Tipoff
from yingzhou.work.disputes.queries import is_same_person, is_same_target, standing_of

STEPS = {
    TipoffState.FILED: TipoffStep.FILE,
    TipoffState.NOT_FILED: TipoffStep.NOT_FILE,
    TipoffState.NOT_OURS: TipoffStep.NOT_OURS,
}


@transaction.atomic
def decide_tipoff(*, tipoff: Tipoff, decision: TipoffState, reason: str, by: Viewer) -> Tipoff:
    """Filed, not filed, or without power to handle it (article 34); by the department, with a reason."""
    check_sealing()
    tipoff = locked(tipoff, by=by)
    standing = standing_of(by, tipoff)
    rules.check_unit(standing)
    rules.check_open(standing)
    rules.check_words("reason", reason)
    return _end(tipoff, decision, STEPS[decision], by=by, reason=reason.strip())


@transaction.atomic
def repeat_tipoff(*, tipoff: Tipoff, into: Tipoff, has_new_facts: bool, by: Viewer) -> Tipoff:
    """The same person about the same target again (article 35): nothing new is not handled again; new facts join the earlier
    one, whose period begins anew from this receipt.
    """
    check_sealing()
    tipoff, into = locked(tipoff, by=by), locked(into, by=by)
    standing = standing_of(by, tipoff)
    rules.check_unit(standing)
    rules.check_open(standing)
    people = {person.tipoff_id: person for person in Informant.objects.filter(tipoff__in=[tipoff, into], erased_at__isnull=True)}
    if len(people) < 2 or not is_same_person(people[tipoff.pk], people[into.pk]) or not is_same_target(tipoff, into):
        raise rules.NotEarlier()
    if not has_new_facts:
        return _end(tipoff, TipoffState.REPEATED, TipoffStep.REPEAT, by=by, merged_into=into)
    rules.check_open(standing_of(by, into))
    into.facts = f"{into.facts}\n\n{tipoff.received_on.isoformat()}\n{tipoff.facts}"
    into.save(update_fields=["facts"])
    restart_check(into, on=tipoff.received_on, by=by)
    return _end(tipoff, TipoffState.MERGED, TipoffStep.MERGE, by=by, merged_into=into)


@transaction.atomic
def tell_informant(*, tipoff: Tipoff, on: date, by: Viewer) -> Tipoff:
    """Note that the informant was told; refused where no law asks for it (article 36)."""
    tipoff = locked(tipoff, by=by)
    standing = standing_of(by, tipoff)
    if not standing.is_handler:
        rules.check_unit(standing)
    rules.check_decided(standing)
    if (
        tipoff.state != TipoffState.NOT_OURS
        and not rules.reply_duty(Matter(tipoff.matter), received_on=tipoff.received_on).is_due
    ):
        raise rules.NoReplyAsked()
    if not Informant.objects.filter(tipoff=tipoff, erased_at__isnull=True).exists():
        raise rules.NoInformant()
    tipoff.replied_on = on
    tipoff.save(update_fields=["replied_on"])
    stop_reply(tipoff, by=by)
    step(tipoff, TipoffStep.REPLY, by=by)
    record("tipoff.reply", tipoff, by=by, on=on)
    return tipoff


def _end(tipoff: Tipoff, state: TipoffState, name: TipoffStep, *, by: Viewer, **changes: Any) -> Tipoff:
    tipoff.state, tipoff.decided_on, tipoff.decided_by_id = state, today(), by.officer_id
    for field, value in changes.items():
        setattr(tipoff, field, value)
    tipoff.save()
    stop_check(tipoff, by=by)
    erase_on = rules.erase_informant_on(today())
    Informant.objects.filter(tipoff=tipoff, erased_at__isnull=True).update(erase_on=erase_on)
    step(tipoff, name, by=by)
    record(f"tipoff.{name}", tipoff, by=by)
    return tipoff
