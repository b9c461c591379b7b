"""What the worker does: a first answer at once, a better one after a few seconds, both written whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import now, today
from yingzhou.base.figures.reading import book, figure
from yingzhou.base.trail.writing import record
from yingzhou.engines.planning import InstanceFault
from yingzhou.engines.planning import Plan as Answer
from yingzhou.engines.planning import plan as search
from yingzhou.work.registry.models import Business
from yingzhou.work.visits.actions.plan.balancing import balanced
from yingzhou.work.visits.actions.plan.writing import total, write
from yingzhou.work.visits.models import Plan, PlannedVisit
from yingzhou.work.visits.queries.plan.gathering import Gathered, fixed_of, gather

LONGEST_FAULT = 300


class _Stopped(Exception):
    """Somebody pressed stop: what was written last is the plan."""


def compute(*, plan_id: int, by: Actor, seconds: float | None = None) -> None:
    """Compute what a plan was given to the worker for; nothing where that was done, or asked for anew meanwhile.

    `seconds` of search, the figure's unless said otherwise; 0 keeps the first answer.
    """
    plan = Plan.objects.get(pk=plan_id)
    since = plan.computing_since
    if since is None:
        return
    fixed = _fixed(plan)
    gathered = _gathered(plan, fixed)
    try:
        first = search(gathered.instance, seconds=0, seed=plan.seed)
        if plan.computing_day is None:
            ratio = float(figure("plans.longest_day_ratio", on=plan.monday).value)
            instance, first = balanced(gathered.instance, first, ratio=ratio, seed=plan.seed)
            gathered = replace(gathered, instance=instance)
    except InstanceFault as fault:
        _give_up(plan, since, str(fault))
        return
    if not _write(plan, since, gathered, first, fixed, by=by, is_final=False):
        return
    try:
        wanted = search_seconds(plan.monday) if seconds is None else seconds
        better = search(gathered.instance, seconds=wanted, seed=plan.seed, on_better=_Telling(plan, since, first))
    except _Stopped:
        better = first
    _write(plan, since, gathered, better, fixed, by=by, is_final=True)


class _Telling:
    """Writes how far the search is, and stops it where somebody asked for that."""

    def __init__(self, plan: Plan, since: datetime, first: Answer) -> None:
        self.plan, self.since, self.first = plan, since, first
        self.began: int | None = None

    def __call__(self, share: float, objective: int) -> None:
        self.began = objective if self.began is None else self.began
        mine = Plan.objects.filter(pk=self.plan.pk, computing_since=self.since, is_stop_asked=False)
        gained = max(0, objective - self.began)
        if not mine.update(progress=min(99, int(share * 100)), objective=self.first.objective + gained):
            raise _Stopped


def _gathered(plan: Plan, fixed: list[PlannedVisit]) -> Gathered:
    """The whole rest of the week, or one day of it and whoever has no place yet."""
    day, among = plan.computing_day, None
    days = None if day is None else {(day - plan.monday).days}
    if day is not None:
        elsewhere = {visit.business_id for visit in plan.visits.exclude(day=day)}
        among = {key for key in _of_station(plan) if key not in elsewhere}
    elif (over := _over(plan)) is not None:
        among = {key for key in _of_station(plan) if key not in over}
    return gather(plan, days=days, among=among, fixed=fixed_of(fixed, plan.monday))


def _of_station(plan: Plan) -> list[int]:
    return list(Business.objects.filter(station=plan.station_id).values_list("pk", flat=True))


def _over(plan: Plan) -> set[int] | None:
    """Businesses planned for days that have passed: they stay as they were."""
    return set(plan.visits.filter(day__lt=today()).values_list("business_id", flat=True)) or None


def _fixed(plan: Plan) -> list[PlannedVisit]:
    """Visits that stay: locked ones of the days that are computed."""
    kept = plan.visits.filter(is_locked=True)
    return list(kept.filter(day=plan.computing_day) if plan.computing_day else kept)


def _kept(plan: Plan) -> list[PlannedVisit]:
    """Rows that are not written anew: days that are over, and for one day all others."""
    if plan.computing_day is not None:
        return list(plan.visits.exclude(day=plan.computing_day))
    return list(plan.visits.filter(day__lt=today()))


@transaction.atomic
def _write(
    plan: Plan, since: datetime, gathered: Gathered, answer: Answer, fixed: list[PlannedVisit], *, by: Actor, is_final: bool
) -> bool:
    """Write an answer, unless the plan was asked for anew meanwhile."""
    row = Plan.objects.select_for_update().get(pk=plan.pk)
    if row.computing_since != since:
        return False
    write(row, gathered, answer, kept=_kept(row), locked=[visit.business_id for visit in fixed])
    total(row)
    row.edition += 1
    row.objective = answer.objective
    row.candidates = len(gathered.instance.candidates) + len(gathered.told)
    row.rulebook, row.is_cut_short = book().version, answer.is_cut_short
    if is_final:
        row.progress, row.computing_since, row.computing_day, row.computed_at = 100, None, None, now()
        record("plan.compute", row, by=by, visits=row.visits.count(), objective=answer.objective, edition=row.edition)
    else:
        row.first_objective = answer.objective
    row.save()
    return True


def _give_up(plan: Plan, since: datetime, fault: str) -> None:
    Plan.objects.filter(pk=plan.pk, computing_since=since).update(fault=fault[:LONGEST_FAULT], computing_since=None)


def search_seconds(on: date) -> float:
    """How long a better answer is looked for."""
    return float(figure("plans.search_seconds", on=on).value)
