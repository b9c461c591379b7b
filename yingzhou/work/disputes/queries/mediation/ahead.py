"""What is ahead in a person's mediations: sessions, days promised, links without an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from yingzhou.base.clock import SHANGHAI, now, today
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.models import Case
from yingzhou.work.disputes.choices import MediationState, Performance, Remedy, SessionResult, SettlementState
from yingzhou.work.disputes.models import Installment, Mediation, MerchantAnswer, MerchantLink, Session, Settlement
from yingzhou.work.disputes.queries.mediation.scope import WITH_MATTER, case_of, mediations_of
from yingzhou.work.disputes.rules.mediation import notice_days, term_words

MOST = 100


@dataclass(frozen=True)
class Ahead:
    """One thing ahead: `what` is session, installment, answer or broken; `due_on` the day, `at` the moment where there is one."""

    what: str
    mediation: Mediation
    case: Case
    due_on: date
    at: datetime | None = None
    words: str = ""


def ahead(*, viewer: Viewer, station_wide: bool = False) -> list[Ahead]:
    """Sessions today or past and unrecorded, promised days near or past, links whose answer is due: the earliest first."""
    seen = _mine(viewer, station_wide)
    found = [*_sessions(seen), *_installments(seen), *_answers(seen), *_broken(seen)]
    return sorted(found, key=lambda one: one.due_on)


def _mine(viewer: Viewer, station_wide: bool) -> QuerySet[Mediation]:
    seen = mediations_of(viewer).select_related(*WITH_MATTER)
    if station_wide:
        return seen
    mine = mediations_of(viewer).filter(complaint__case__handler__in=viewer.acts_for) | mediations_of(viewer).filter(
        dispute__case__handler__in=viewer.acts_for
    )
    table = mediations_of(viewer).filter(sessions__mediators__in=viewer.acts_for)
    return seen.filter(pk__in=[*mine.values_list("pk", flat=True), *table.values_list("pk", flat=True)])


def _sessions(seen: QuerySet[Mediation]) -> list[Ahead]:
    until = datetime.combine(today() + timedelta(days=1), datetime.min.time(), tzinfo=SHANGHAI)
    rows = Session.objects.filter(mediation__in=seen, result=SessionResult.PLANNED, starts_at__lt=until)
    rows = rows.select_related("mediation", *_under("mediation")).order_by("starts_at")[:MOST]
    return [
        Ahead(
            "session", row.mediation, case_of(row.mediation), row.starts_at.astimezone(SHANGHAI).date(), row.starts_at, row.place
        )
        for row in rows
    ]


def _installments(seen: QuerySet[Mediation]) -> list[Ahead]:
    on = today()
    rows = Installment.objects.filter(
        term__settlement__mediation__in=seen,
        term__settlement__state=SettlementState.SIGNED,
        kept__in=[Performance.DUE, Performance.PARTLY],
        due_on__lte=on + notice_days(on),
    )
    rows = rows.select_related("term__settlement__mediation", *_under("term__settlement__mediation")).order_by("due_on")[:MOST]
    return [
        Ahead(
            "installment",
            row.term.settlement.mediation,
            case_of(row.term.settlement.mediation),
            row.due_on,
            words=term_words(Remedy(row.term.remedy), row.amount, row.term.what),
        )
        for row in rows
    ]


def _answers(seen: QuerySet[Mediation]) -> list[Ahead]:
    answered = MerchantAnswer.objects.filter(link=OuterRef("pk"))
    rows = MerchantLink.objects.filter(
        mediation__in=seen.filter(state__in=[MediationState.ASKED, MediationState.OPEN]),
        withdrawn_at__isnull=True,
        until__gt=now(),
    ).exclude(Exists(answered))
    rows = rows.select_related("mediation", *_under("mediation")).order_by("answer_by")[:MOST]
    return [Ahead("answer", row.mediation, case_of(row.mediation), row.answer_by) for row in rows]


def _broken(seen: QuerySet[Mediation]) -> list[Ahead]:
    """Promises that were broken, as long as nothing else has been agreed since."""
    latest = Settlement.objects.filter(mediation=OuterRef("pk")).order_by("-pk")
    rows = seen.filter(state=MediationState.OPEN).annotate(
        last=Subquery(latest.values("state")[:1]), broken_on=Subquery(latest.values("over_on")[:1])
    )
    return [Ahead("broken", row, case_of(row), row.broken_on) for row in rows.filter(last=SettlementState.BROKEN)[:MOST]]


def _under(path: str) -> tuple[str, ...]:
    return tuple(f"{path}__{name}" for name in WITH_MATTER)
