"""Asking for a plan, and stopping while it is computed."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from yingzhou.base.clock import now, today
from yingzhou.base.jobs.tasks import JOBS
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.network.models import Organization
from yingzhou.work.visits.actions.arms import draw_arm
from yingzhou.work.visits.models import Plan
from yingzhou.work.visits.rules import plans as rules

JOB = "visits.compute_plan"
#: Longer than any plan takes: whoever asks after that need not wait for a worker that died.
PATIENCE = timedelta(minutes=5)


@transaction.atomic
def make_plan(*, station: Organization, monday: date, by: Viewer) -> Plan:
    """Have a station's week computed, or computed again around what is locked.  Asked twice at once it is computed once."""
    check_maker(station.pk, by)
    rules.check_week(monday, on=today())
    seed = station.pk * 10_000 + monday.toordinal() % 10_000
    plan, is_new = Plan.objects.get_or_create(
        station=station,
        monday=monday,
        defaults={"seed": seed, "made_by_id": by.officer_id, "made_at": now(), "is_demo": station.is_demo},
    )
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if is_computing(plan):
        return plan
    draw_arm(station=station, monday=monday, by=by)
    begin(plan, day=None)
    record("plan.make", plan, by=by, station=station.public_id, monday=monday, again=not is_new)
    return plan


@transaction.atomic
def stop(*, plan: Plan, by: Viewer) -> Plan:
    """Keep the best that was written so far; the worker notices within a second."""
    check_maker(plan.station_id, by)
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.computing_since is None or plan.is_stop_asked:
        return plan
    plan.is_stop_asked = True
    if not is_computing(plan):
        plan.computing_since = None
    plan.save(update_fields=["is_stop_asked", "computing_since"])
    record("plan.stop", plan, by=by)
    return plan


def is_computing(plan: Plan) -> bool:
    """Whether a worker has it, or will have it soon."""
    return plan.computing_since is not None and now() - plan.computing_since < PATIENCE


def begin(plan: Plan, *, day: date | None) -> None:
    """Give a locked plan to the worker: the whole week, or one day of it."""
    plan.computing_since, plan.computing_day = now(), day
    plan.progress, plan.is_stop_asked, plan.fault = 0, False, ""
    plan.first_objective = plan.objective = None
    plan.save()
    JOBS[JOB].defer(plan_id=plan.pk)


def held(plan: Plan, by: Viewer) -> Plan:
    """The plan, locked, for a change by its maker that the worker must not overwrite."""
    check_maker(plan.station_id, by)
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if is_computing(plan):
        raise rules.PlanIsComputing
    return plan


def check_maker(station_id: int, by: Viewer) -> None:
    """Refuse whoever does not lead the station, as if it were not there."""
    if not rules.may_make(by, station_id):
        raise NotFound
