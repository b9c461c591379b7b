"""履行: kept, partly kept, broken; and what the clock does meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import format_lazy

from yingzhou.base.actors import Actor, Agent
from yingzhou.base.clock import now, today
from yingzhou.base.outbox.choices import Urgency
from yingzhou.base.outbox.writing import notify
from yingzhou.base.trail.writing import record
from yingzhou.base.words import _
from yingzhou.work.accounts.models import Officer
from yingzhou.work.cases.actions import reopen_case
from yingzhou.work.cases.actions.telling import heads_of
from yingzhou.work.cases.choices import Stage
from yingzhou.work.cases.models import Case
from yingzhou.work.disputes.actions.mediation import papers
from yingzhou.work.disputes.actions.mediation.holding import BY_RULE, facts_for, follow, held, officer_id
from yingzhou.work.disputes.actions.mediation.settling import finish, over
from yingzhou.work.disputes.choices import ComplaintState, Means, MediationState, Performance, SettlementState
from yingzhou.work.disputes.models import Installment, Mediation, Settlement
from yingzhou.work.disputes.queries.mediation.scope import WITH_MATTER, case_of
from yingzhou.work.disputes.rules import mediation as rules
from yingzhou.work.disputes.rules import mediation_refusals as refusals

CLOCK = Agent("clock")
OPEN_PARTS = [Performance.DUE, Performance.PARTLY]
_UNDER = tuple(f"term__settlement__mediation__{name}" for name in WITH_MATTER)


@transaction.atomic
def confirm_performance(
    *,
    installment: Installment,
    kept: Performance,
    means: Means,
    by: Actor,
    done_amount: Decimal | None = None,
    words: str = "",
    files: Sequence[UploadedFile] = (),
) -> Installment:
    """One part was done, or partly.  When all are, the settlement is performed and the complaint with it."""
    if kept == Performance.BROKEN:
        return mark_broken(installment=installment, means=means, by=by, words=words)
    mediation, settlement, installment = _locked(installment, by)
    _write(installment, kept, means=means, by=by, words=words)
    installment.done_amount = done_amount
    kept_files = papers.keep(mediation, files, by=by)
    installment.proof = kept_files[0] if kept_files else None
    installment.save()
    record("mediation.confirm_performance", mediation, by=by, kept=kept, due_on=installment.due_on)
    left = Installment.objects.filter(term__settlement=settlement).exclude(kept=Performance.KEPT)
    if not left.exists():
        over(settlement, SettlementState.PERFORMED)
        finish(mediation, by=by)
    return installment


@transaction.atomic
def mark_broken(*, installment: Installment, means: Means, by: Actor, words: str = "") -> Installment:
    """A promise was not kept: the matter is open again, its handler and the head are told, a visit can be planned."""
    mediation, settlement, installment = _locked(installment, by)
    _write(installment, Performance.BROKEN, means=means, by=by, words=words)
    installment.save()
    over(settlement, SettlementState.BROKEN)
    mediation.state = MediationState.OPEN
    mediation.save(update_fields=["state"])
    record("mediation.mark_broken", mediation, by=by, due_on=installment.due_on)
    follow(mediation, ComplaintState.MEDIATING, by=by)
    case = case_of(mediation) if mediation.complaint else _reopened(case_of(mediation))
    _tell(case, mediation, _("说定的没有做到：{number}，重新打开"), dedupe=f"broken:{installment.public_id}", urgent=True)
    return installment


@transaction.atomic
def remind_due(*, by: Actor = CLOCK) -> int:
    """Ahead of each promised day, once, tell who handles it to remind the shop; how many parts."""
    on = today()
    rows = _running().filter(due_on__range=(on, on + rules.notice_days(on)), reminded_on__isnull=True)
    return _each(rows, "reminded_on", _("快到说定的日子：{number}，提醒店家"), "mediation.remind", by)


@transaction.atomic
def ask_overdue(*, by: Actor = CLOCK) -> int:
    """Past a promised day nobody has spoken about: the consumer is asked, once, where they follow it; how many parts."""
    rows = _running().filter(due_on__lt=today(), asked_on__isnull=True)
    return _each(rows, "asked_on", _("说定的日子过了：{number}，问一句做到没有"), "mediation.ask", by)


def _running() -> QuerySet[Installment]:
    found = Installment.objects.filter(kept__in=OPEN_PARTS, term__settlement__state=SettlementState.SIGNED)
    return found.select_related("term__settlement__mediation", *_UNDER).order_by("due_on", "pk")


def _each(rows: QuerySet[Installment], field: str, title: object, verb: str, by: Actor) -> int:
    done = 0
    for installment in rows[:500]:
        mediation = installment.term.settlement.mediation
        setattr(installment, field, today())
        installment.save(update_fields=[field])
        record(verb, mediation, by=by, due_on=installment.due_on)
        _tell(case_of(mediation), mediation, title, dedupe=f"{field}:{installment.public_id}")
        done += 1
    return done


def _locked(installment: Installment, by: Actor) -> tuple[Mediation, Settlement, Installment]:
    mediation = held(installment.term.settlement.mediation)
    facts_for(mediation, by)
    settlement = Settlement.objects.select_for_update().get(pk=installment.term.settlement_id)
    installment = Installment.objects.select_for_update().get(pk=installment.pk)
    if settlement.state != SettlementState.SIGNED:
        raise refusals.NotInEffect()
    if installment.kept not in OPEN_PARTS:
        raise refusals.AlreadySaid(kept=Performance(installment.kept).label)
    return mediation, settlement, installment


def _write(installment: Installment, kept: Performance, *, means: Means, by: Actor, words: str) -> None:
    installment.kept, installment.means, installment.words = kept, means, words.strip()
    installment.confirmed_at, installment.confirmed_by_id = now(), officer_id(by)


def _reopened(case: Case) -> Case:
    """A closed matter opens again by rule, whoever said that the promise was broken."""
    if case.stage != Stage.CLOSED:
        return case
    return reopen_case(case=case, reason=str(_("调解说定的没有做到")), by=BY_RULE)


def _tell(case: Case, mediation: Mediation, title: object, *, dedupe: str, urgent: bool = False) -> None:
    for officer in _concerned(case):
        notify(
            to=officer,
            title=format_lazy(str(title), number=case.number),
            about=mediation,
            url=f"/desk/mediations/{mediation.public_id}/",
            urgency=Urgency.URGENT if urgent else Urgency.NORMAL,
            dedupe=f"mediation:{dedupe}",
        )


def _concerned(case: Case) -> list[Officer]:
    """Who handles it, and, where nobody does, the heads of its station."""
    return [case.handler] if case.handler else heads_of(case)
