"""Raising, fulfilling and acknowledging what two parties owe each other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import today
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.network.choices import Kind, Line, ObligationKind, Proof, Recurrence
from yingzhou.work.network.models import Obligation, ObligationEvidence, ObligationType, Placement
from yingzhou.work.network.queries import in_force
from yingzhou.work.network.queries.obligations import organizations_of, report_lines
from yingzhou.work.network.rules import obligations as rules
from yingzhou.work.network.rules.recurrence import Period, period_of


@transaction.atomic
def agree_type(
    *,
    kind: ObligationKind,
    name: str,
    debtor_kind: Kind,
    creditor_kind: Kind,
    recurrence: Recurrence,
    source: str,
    since: date,
    by: Actor,
    line: Line = Line.STATION,
    due_day: int = 31,
    due_months_after: int = 0,
    proof: Proof = Proof.NOTE,
) -> ObligationType:
    """A kind of obligation from a day: who owes what to whom, how often."""
    try:
        with transaction.atomic():
            agreed = ObligationType.objects.create(
                kind=kind,
                name=name,
                debtor_kind=debtor_kind,
                creditor_kind=creditor_kind,
                line=line,
                recurrence=recurrence,
                due_day=due_day,
                due_months_after=due_months_after,
                proof=proof,
                source=source,
                since=since,
            )
    except IntegrityError as clash:
        raise rules.TypeTaken from clash
    record("obligation_type.agree", agreed, by=by, kind=kind, recurrence=recurrence, since=since)
    return agreed


@transaction.atomic
def end_type(*, type: ObligationType, until: date, by: Actor) -> ObligationType:
    """No new obligation of this kind begins on or after `until`; what was raised stays."""
    type = ObligationType.objects.select_for_update().get(pk=type.pk)
    type.until = max(until, type.since + timedelta(days=1))
    type.save(update_fields=["until"])
    record("obligation_type.end", type, by=by, until=type.until)
    return type


@transaction.atomic
def raise_obligations(*, on: date, by: Actor) -> int:
    """Every obligation of the period a day lies in that is not there yet; how many were new.

    Running it twice, or a day late, changes nothing more: a unique constraint knows what was raised.
    """
    raised = 0
    for agreed in ObligationType.objects.filter(in_force(on)):
        period = period_of(Recurrence(agreed.recurrence), on, due_day=agreed.due_day, due_months_after=agreed.due_months_after)
        before = Obligation.objects.filter(type=agreed, period_since=period.since).count()
        Obligation.objects.bulk_create(wanted(agreed, period, on), ignore_conflicts=True)
        new = Obligation.objects.filter(type=agreed, period_since=period.since).count() - before
        if new:
            record("obligation.raise", agreed, by=by, period=period.since, count=new)
        raised += new
    return raised


@transaction.atomic
def fulfill(
    *, obligation: Obligation, by: Viewer, note: str = "", headcount: int | None = None, evidence: Iterable[Evidence] = ()
) -> Obligation:
    """The debtor's side says it is done, with what shows it; a report is frozen as it stands."""
    obligation = _locked(obligation)
    rules.check_side(obligation.debtor_id, obligation.debtor.name, organizations_of(by))
    if obligation.fulfilled_on is not None:
        raise rules.DoneAlready(day=obligation.fulfilled_on)
    exhibits = list(evidence)
    proof = Proof(obligation.type.proof)
    rules.check_proof(proof, note=note, exhibits=len(exhibits), headcount=headcount)
    obligation.fulfilled_on = today()
    obligation.note, obligation.headcount = note.strip(), headcount
    if proof == Proof.REPORT:
        obligation.report = [{"label": line.label, "count": line.count} for line in report_lines(obligation)]
    obligation.save(update_fields=["fulfilled_on", "note", "headcount", "report"])
    ObligationEvidence.objects.bulk_create(ObligationEvidence(obligation=obligation, evidence=each) for each in exhibits)
    record("obligation.fulfill", obligation, by=by, exhibits=[each.public_id for each in exhibits])
    return obligation


@transaction.atomic
def acknowledge(*, obligation: Obligation, by: Viewer) -> Obligation:
    """The creditor's side says it was received."""
    obligation = _locked(obligation)
    rules.check_side(obligation.creditor_id, obligation.creditor.name, organizations_of(by))
    if obligation.fulfilled_on is None:
        raise rules.NotDoneYet
    if obligation.acknowledged_on is not None:
        raise rules.DoneAlready(day=obligation.acknowledged_on)
    obligation.acknowledged_on = today()
    obligation.save(update_fields=["acknowledged_on"])
    record("obligation.acknowledge", obligation, by=by)
    return obligation


def _locked(obligation: Obligation) -> Obligation:
    rows = Obligation.objects.select_for_update(of=("self",)).select_related("type", "debtor", "creditor")
    return rows.get(pk=obligation.pk)


def wanted(agreed: ObligationType, period: Period, on: date) -> list[Obligation]:
    """One, not yet saved, for each pair that stands one under the other on the day."""
    pairs = Placement.objects.filter(in_force(on), line=agreed.line).values_list("child", "child__kind", "parent", "parent__kind")
    found = []
    for child, child_kind, parent, parent_kind in pairs:
        for debtor, debtor_kind, creditor, creditor_kind in (
            (child, child_kind, parent, parent_kind),
            (parent, parent_kind, child, child_kind),
        ):
            if (debtor_kind, creditor_kind) == (agreed.debtor_kind, agreed.creditor_kind):
                found.append(
                    Obligation(
                        type=agreed,
                        debtor_id=debtor,
                        creditor_id=creditor,
                        period_since=period.since,
                        period_until=period.until,
                        due_on=period.due_on,
                    )
                )
    return found
