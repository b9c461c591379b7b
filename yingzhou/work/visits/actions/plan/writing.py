"""From the engine's answer to rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from yingzhou.base.clock import SHANGHAI
from yingzhou.engines.planning import Plan as Answer
from yingzhou.engines.planning import PlannedRoute
from yingzhou.work.visits.choices import Why
from yingzhou.work.visits.models import Plan, PlannedVisit, UnplacedVisit
from yingzhou.work.visits.queries.plan.gathering import Gathered, Shift
from yingzhou.work.visits.queries.plan.wishes import Matter, Wish

SECONDS_A_MINUTE = 60
LONGEST_DETAIL = 200


def write(
    plan: Plan, gathered: Gathered, answer: Answer, *, kept: Iterable[PlannedVisit] = (), locked: Iterable[int] = ()
) -> None:
    """Put the rows of a plan where its old ones were, but for those `kept`; `locked` names businesses that stay locked."""
    keys = {visit.pk for visit in kept}
    plan.visits.exclude(pk__in=keys).delete()
    plan.unplaced.all().delete()
    fast = set(locked)
    rows = [row for route in answer.routes for row in _rows(plan, gathered, route, fast)]
    PlannedVisit.objects.bulk_create(rows, batch_size=500)
    UnplacedVisit.objects.bulk_create(_waiting(plan, gathered, answer), batch_size=500)


def write_lines(plan: Plan, gathered: Gathered, answer: Answer, *, locked: Iterable[int]) -> None:
    """Put the routes of an answer where the rows of its businesses stood; all other rows stay."""
    fast = set(locked)
    rows = [row for route in answer.routes for row in _rows(plan, gathered, route, fast)]
    plan.visits.filter(business__in=[row.business_id for row in rows]).delete()
    PlannedVisit.objects.bulk_create(rows)


def total(plan: Plan) -> None:
    """What the rows of a plan add up to."""
    rows = list(plan.visits.values_list("travel", "meters", "points", "matters"))
    plan.travel = sum(row[0] for row in rows)
    plan.meters = sum(row[1] for row in rows)
    plan.priority = sum(row[2] for row in rows)
    plan.matters = sum(len(row[3]) for row in rows)


def _rows(plan: Plan, gathered: Gathered, route: PlannedRoute, locked: set[int]) -> list[PlannedVisit]:
    shift = gathered.shifts[route.id]
    day = plan.monday + timedelta(days=shift.day)
    rows: list[PlannedVisit] = []
    before: Wish | None = None
    for position, visit in enumerate(route.visits):
        wish = gathered.wishes[visit.id]
        here = 0 if before is None else gathered.places[str(before.business_id)]
        meters = gathered.matrix.meters[here][gathered.places[visit.id]]
        longitude, latitude = wish.point or (0.0, 0.0)
        rows.append(
            PlannedVisit(
                plan=plan,
                business_id=wish.business_id,
                officer_id=shift.officer,
                companion_id=shift.companion,
                day=day,
                position=position,
                arrives_at=moment(day, visit.begin),
                service=(visit.end - visit.begin) // SECONDS_A_MINUTE,
                travel=visit.travel,
                meters=meters,
                longitude=round(longitude, 5),
                latitude=round(latitude, 5),
                address=wish.address,
                aim=wish.aim,
                points=wish.points,
                matters=told(wish.matters),
                reasons=[[text, points] for text, points in wish.reasons],
                whys=_whys(wish, before, meters, shift, wish.business_id in locked),
                is_promised=wish.promised,
                is_random=wish.random,
                is_own=wish.liaison in (shift.officer, shift.companion),
                is_locked=wish.business_id in locked,
            )
        )
        before = wish
    return rows


def _whys(wish: Wish, before: Wish | None, meters: int, shift: Shift, is_locked: bool) -> list[list[str]]:
    """Why this officer and this day, as (what, name or number): said in words where it is shown."""
    found: list[list[str]] = []
    if is_locked:
        found.append(["locked", ""])
    if shift.companion is not None:
        found.append(["pair", ""])
    if wish.liaison in (shift.officer, shift.companion):
        found.append(["own", ""])
    elif wish.liaison is None:
        found.append(["nobody", ""])
    else:
        found.append(["other", ""])
    by = min((matter.by_on for matter in wish.matters if matter.by_on), default=None)
    if wish.promised and by is not None:
        found.append(["by", by.isoformat()])
    near = f"{meters / 1000:.1f}"
    found.append(["near", f"{before.name}|{near}"] if before else ["first", near])
    return found


def _waiting(plan: Plan, gathered: Gathered, answer: Answer) -> list[UnplacedVisit]:
    several = [(gathered.wishes[one.id], Why(one.kind), one.reason) for one in answer.unplaced]
    several += [(wish, kind, "") for wish, kind in gathered.told]
    several.sort(key=lambda one: (not one[0].promised, -one[0].points, one[0].business_id))
    return [
        UnplacedVisit(
            plan=plan,
            business_id=wish.business_id,
            kind=kind,
            detail=detail[:LONGEST_DETAIL],
            points=wish.points,
            matters=told(wish.matters),
            is_promised=wish.promised,
            order=order,
        )
        for order, (wish, kind, detail) in enumerate(several)
    ]


def told(matters: Iterable[Matter]) -> list[list[str]]:
    """Matters as a row keeps them: kind, words, and the day they were promised by."""
    return [[matter.kind, matter.text, matter.by_on.isoformat() if matter.by_on else ""] for matter in matters]


def moment(day: date, seconds: int) -> datetime:
    """The moment so many seconds after a day began in Shanghai."""
    return datetime.combine(day, time(), SHANGHAI) + timedelta(seconds=seconds)
