"""What the records say about a point: one query a record, each number with the rows it came from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from yingzhou.base.clock import today
from yingzhou.work.cases.choices import Answer
from yingzhou.work.cases.models import Case, OutcomeAnswer
from yingzhou.work.disputes.choices import BookingState, MediationState, Performance, SettlementState
from yingzhou.work.disputes.models import Booking, Installment, Mediation, Settlement, StudioMediator
from yingzhou.work.disputes.queries.diary import start_of
from yingzhou.work.liaison.models import ContactPoint
from yingzhou.work.network.queries import in_force

#: What was signed by both sides, whatever came of it later.
SIGNED = (SettlementState.SIGNED, SettlementState.PERFORMED, SettlementState.BROKEN)


@dataclass(frozen=True)
class FactRow:
    """One row behind a number: what, when, and the case it belongs to (where there is one).  Never a name of a party."""

    text: str
    on: date | None
    counts: bool
    case: UUID | None = None


@dataclass(frozen=True)
class Counted:
    """A number and its rows; None where there is too little to say anything."""

    value: int | None
    rows: tuple[FactRow, ...] = ()


@dataclass(frozen=True)
class Period:
    """From `since` up to, not including, `until`; fewer than `least` rows make no share and no median."""

    since: date
    until: date
    least: int


@dataclass(frozen=True)
class Figures:
    """The small statistics of a studio.  Shares and medians of fewer than the least are None: they would tell of persons."""

    mediations: int
    settled: int
    performed: int
    due: int
    median_days: int | None
    solved: int
    answered: int
    since: date = field(default_factory=today)


def count(record: str, point: ContactPoint, period: Period, params: Mapping[str, Any]) -> Counted:
    """One record of the rubric for a point."""
    return RECORDS[record](point, period, params)


def cases_at(point: ContactPoint) -> QuerySet[Case]:
    """The matters that were sat down over at the point: those with a session held in one of its studios."""
    held = Booking.objects.filter(studio__point=point, state=BookingState.HELD, case__isnull=False)
    return Case.objects.filter(pk__in=held.values("case"))


def mediations_at(point: ContactPoint) -> QuerySet[Mediation]:
    """The mediations of those matters."""
    cases = cases_at(point).values("pk")
    return Mediation.objects.filter(Q(dispute__case__in=cases) | Q(complaint__case__in=cases)).select_related(
        "dispute__case", "complaint__case"
    )


def figures_of(point: ContactPoint, period: Period) -> Figures:
    """What a studio says of itself, by the definitions of the rubric's own records."""
    begun = mediations_at(point).filter(began_on__gte=period.since, began_on__lt=period.until).count()
    kept = _installments(point, period)
    answers = _answers(point, period)
    return Figures(
        mediations=begun,
        settled=sum(row.counts for row in _finished(point, period)),
        performed=sum(row.kept == Performance.KEPT for row in kept),
        due=len(kept),
        median_days=_median_days(point, period, {}).value,
        solved=sum(row.answer == Answer.SOLVED for row in answers),
        answered=len(answers),
        since=period.since,
    )


def _door(point: ContactPoint, period: Period, params: Mapping[str, Any]) -> Counted:
    rows = [FactRow(point.phone, None, counts=True)] if point.phone else []
    rows += [
        FactRow(f"{row.get_weekday_display()} {row.opens:%H:%M}–{row.closes:%H:%M}", None, counts=True)
        for row in point.hours.order_by("weekday", "opens")
    ]
    return Counted(int(bool(point.phone) and len(rows) > 1), tuple(rows))


def _mediators(point: ContactPoint, period: Period, params: Mapping[str, Any]) -> Counted:
    seats = StudioMediator.objects.filter(in_force(today()), in_force(today(), "studio__"), studio__point=point)
    rows = tuple(
        FactRow(seat.mediator.name, seat.since, counts=True)
        for seat in seats.select_related("mediator").order_by("mediator__name", "pk")
    )
    return Counted(len(rows), rows)


def _signed(point: ContactPoint, period: Period) -> list[Settlement]:
    found = Settlement.objects.filter(
        mediation__in=mediations_at(point),
        state__in=SIGNED,
        effective_on__gte=period.since,
        effective_on__lt=period.until,
    )
    return list(found.select_related("mediation__dispute__case", "mediation__complaint__case").order_by("effective_on", "pk"))


def _settled_in_time(point: ContactPoint, period: Period, params: Mapping[str, Any]) -> Counted:
    most = int(params["days"])
    rows = []
    for one in _signed(point, period):
        days = _days(one.mediation.asked_on, one.effective_on)
        rows.append(_row(one.mediation, one.effective_on, counts=days <= most))
    return Counted(sum(row.counts for row in rows), tuple(rows))


@dataclass(frozen=True)
class _Finished:
    mediation: Mediation
    on: date
    counts: bool


def _finished(point: ContactPoint, period: Period) -> list[_Finished]:
    """What came to an end in the period: signed, or ended without."""
    signed = [_Finished(one.mediation, one.effective_on or period.since, counts=True) for one in _signed(point, period)]
    ended = mediations_at(point).filter(
        state=MediationState.ENDED, began_on__isnull=False, ended_on__gte=period.since, ended_on__lt=period.until
    )
    ended = ended.exclude(pk__in=[one.mediation.pk for one in signed]).order_by("ended_on", "pk")
    return signed + [_Finished(one, one.ended_on or period.since, counts=False) for one in ended]


def _settled_share(point: ContactPoint, period: Period, params: Mapping[str, Any]) -> Counted:
    rows = tuple(_row(one.mediation, one.on, counts=one.counts) for one in _finished(point, period))
    return Counted(_share(rows, period.least), rows)


def _median_days(point: ContactPoint, period: Period, params: Mapping[str, Any]) -> Counted:
    found = _finished(point, period)
    taken = [_days(one.mediation.asked_on, one.on) for one in found]
    rows = tuple(_row(one.mediation, one.on, counts=True) for one in found)
    return Counted(round(median(taken)) if len(taken) >= period.least else None, rows)


def _installments(point: ContactPoint, period: Period) -> list[Installment]:
    due = Installment.objects.filter(
        term__settlement__mediation__in=mediations_at(point),
        term__settlement__state__in=SIGNED,
        due_on__gte=period.since,
        due_on__lt=period.until,
    )
    related = ("term__settlement__mediation__dispute__case", "term__settlement__mediation__complaint__case")
    return list(due.select_related(*related).order_by("due_on", "pk"))


def _performed_share(point: ContactPoint, period: Period, params: Mapping[str, Any]) -> Counted:
    rows = tuple(
        _row(one.term.settlement.mediation, one.due_on, counts=one.kept == Performance.KEPT)
        for one in _installments(point, period)
    )
    return Counted(_share(rows, period.least), rows)


def _answers(point: ContactPoint, period: Period) -> list[OutcomeAnswer]:
    """The latest answer of each matter."""
    found = OutcomeAnswer.objects.filter(
        case__in=cases_at(point), at__gte=start_of(period.since), at__lt=start_of(period.until)
    ).select_related("case")
    latest = {one.case_id: one for one in found.order_by("round", "pk")}
    return list(latest.values())


def _solved_share(point: ContactPoint, period: Period, params: Mapping[str, Any]) -> Counted:
    rows = tuple(
        FactRow(one.case.number, one.at.date(), one.answer == Answer.SOLVED, one.case.public_id)
        for one in _answers(point, period)
    )
    return Counted(_share(rows, period.least), rows)


def _online(point: ContactPoint, period: Period, params: Mapping[str, Any]) -> Counted:
    held = Booking.objects.filter(
        studio__point=point,
        state=BookingState.HELD,
        room__is_online=True,
        case__isnull=False,
        starts_at__gte=start_of(period.since),
        starts_at__lt=start_of(period.until),
    ).select_related("case")
    rows = tuple(
        FactRow(one.case.number, one.starts_at.date(), True, one.case.public_id) for one in held.order_by("starts_at") if one.case
    )
    return Counted(len(rows), rows)


def _row(mediation: Mediation, on: date | None, *, counts: bool) -> FactRow:
    case = _case_of(mediation)
    return FactRow(case.number, on, counts, case.public_id)


def _case_of(mediation: Mediation) -> Case:
    about = mediation.dispute or mediation.complaint
    if about is None:  # the table's constraint forbids it
        raise LookupError(mediation.pk)
    return about.case


def _days(since: date, until: date | None) -> int:
    return ((until or since) - since).days


def _share(rows: tuple[FactRow, ...], least: int) -> int | None:
    """Whole per cent, rounded down: 69.9 is not 70."""
    return sum(row.counts for row in rows) * 100 // len(rows) if len(rows) >= least else None


RECORDS: dict[str, Callable[[ContactPoint, Period, Mapping[str, Any]], Counted]] = {
    "door": _door,
    "mediators": _mediators,
    "settled_in_time": _settled_in_time,
    "settled_share": _settled_share,
    "median_days": _median_days,
    "performed_share": _performed_share,
    "solved_share": _solved_share,
    "online": _online,
}
