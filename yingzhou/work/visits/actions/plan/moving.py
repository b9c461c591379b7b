"""A person's hand on the plan: fixing a visit, and moving it to another day, officer or place in the line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.db import transaction

from yingzhou.base.clock import today
from yingzhou.base.trail.writing import record
from yingzhou.engines.planning import Lock
from yingzhou.engines.planning import Plan as Answer
from yingzhou.engines.planning import plan as search
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.visits.actions.plan.making import held
from yingzhou.work.visits.actions.plan.writing import total, write_lines
from yingzhou.work.visits.models import Plan, PlannedVisit
from yingzhou.work.visits.queries.plan.gathering import Fixed, Gathered, gather
from yingzhou.work.visits.rules import plans as rules

#: The visits of one officer on one day (0 is Monday), in their order, by business.
Lines = dict[tuple[int, int], list[int]]


@transaction.atomic
def lock(*, visit: PlannedVisit, is_locked: bool, by: Viewer) -> PlannedVisit:
    """Fix a visit to its officer and day, or let it go again.  Nothing changes where it is so already."""
    held(visit.plan, by)
    visit = PlannedVisit.objects.select_for_update().get(pk=visit.pk)
    if visit.is_locked == is_locked:
        return visit
    visit.is_locked = is_locked
    visit.save(update_fields=["is_locked"])
    record("plan.lock" if is_locked else "plan.unlock", visit.plan, by=by, visit=visit.public_id, day=visit.day)
    return visit


@transaction.atomic
def move(*, plan: Plan, business_id: int, officer: Officer, day: date, position: int | None, by: Viewer) -> Plan:
    """Put a business, planned or not, on an officer's day; the others there keep their order, and it is locked there.

    `position` counts from 0; None lets the shortest way decide.  `DoesNotFit` says which rule of the plan would break.
    """
    plan = held(plan, by)
    rules.check_day(day, monday=plan.monday, on=today())
    weekday = (day - plan.monday).days
    rows = list(plan.visits.order_by("day", "position"))
    first = next((row.officer_id for row in rows if row.day == day and row.companion_id == officer.pk), officer.pk)
    lines = _lines(plan, rows, business_id, to=(first, weekday))
    line = lines[(first, weekday)]
    wanted = range(len(line) + 1) if position is None else [max(0, min(position, len(line)))]
    companions = {(row.officer_id, (row.day - plan.monday).days): row.companion_id for row in rows}
    gathered = _gather(plan, lines | {(first, weekday): [*line, business_id]}, companions)
    _check_goes(gathered, officer, first, weekday, day)
    tried = [_timed(gathered, lines | {(first, weekday): [*line[:at], business_id, *line[at:]]}) for at in wanted]
    able = [answer for answer in tried if not answer.unplaced]
    if not able or gathered.told:
        raise _refused(gathered, tried[0], business_id)
    locked = {row.business_id for row in rows if row.is_locked} | {business_id}
    write_lines(plan, gathered, min(able, key=lambda answer: answer.travel), locked=locked)
    plan.unplaced.filter(business=business_id).delete()
    total(plan)
    plan.edition += 1
    plan.save()
    record("plan.move", plan, by=by, officer=officer.public_id, day=day, position=position)
    return plan


def _lines(plan: Plan, rows: list[PlannedVisit], business_id: int, *, to: tuple[int, int]) -> Lines:
    """The line it comes to and the line it leaves, both without it."""
    touched = {to}
    for row in rows:
        if row.business_id == business_id:
            touched.add((row.officer_id, (row.day - plan.monday).days))
    found: Lines = {key: [] for key in touched}
    for row in rows:
        key = (row.officer_id, (row.day - plan.monday).days)
        if key in found and row.business_id != business_id:
            found[key].append(row.business_id)
    return found


def _gather(plan: Plan, lines: Lines, companions: Mapping[tuple[int, int], int | None]) -> Gathered:
    fixed = {
        business: Fixed(day, officer, companions.get((officer, day)))
        for (officer, day), line in lines.items()
        for business in line
    }
    return gather(plan, days={day for _, day in lines}, among=fixed, fixed=fixed)


def _check_goes(gathered: Gathered, officer: Officer, first: int, weekday: int, day: date) -> None:
    if not any(shift.day == weekday and shift.officer == first for shift in gathered.shifts.values()):
        raise rules.NobodyGoes(name=officer.name, day=day)


def _timed(gathered: Gathered, lines: Lines) -> Answer:
    """The lines exactly in this order; what does not fit is not placed."""
    routes = {(shift.officer, shift.day): shift.id for shift in gathered.shifts.values()}
    places = {
        str(business): Lock(routes[key], at) for key, line in lines.items() if key in routes for at, business in enumerate(line)
    }
    candidates = tuple(replace(one, locked=places.get(one.id)) for one in gathered.instance.candidates)
    return search(replace(gathered.instance, candidates=candidates), seconds=0)


def _refused(gathered: Gathered, answer: Answer, business_id: int) -> Exception:
    """Why it cannot stand there, in the engine's words."""
    for wish, _why in gathered.told:
        return rules.NotPlaced(name=wish.name)
    mine = next((one for one in answer.unplaced if one.id == str(business_id)), answer.unplaced[0])
    if mine.id != str(business_id) or mine.kind == "locked":
        return rules.DoesNotFit(why=str(rules.DAY_IS_FULL))
    return rules.DoesNotFit(why=mine.reason)
