"""How long it took, and how long open ones have been open."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median

from django.db.models import Prefetch

from yingzhou.base.clock import SHANGHAI, now, today
from yingzhou.engines.lifecycle import Durations, durations
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.choices import Kind, Outcome, Stage
from yingzhou.work.cases.models import Case, Move
from yingzhou.work.cases.queries.scope import cases_of

AGES = ((7, "7"), (30, "30"), (60, "60"))


@dataclass(frozen=True)
class Spent:
    """One station in one period: how many were closed, and the median days to find, to solve and to remove.

    A median of nothing is None, shown as a dash, never as zero.  `reopened` counts matters that needed a second round.
    """

    station_id: int
    station_name: str
    closed: int
    reopened: int
    find_days: float | None
    solve_days: float | None
    remove_days: float | None


def times_spent(*, viewer: Viewer, since: date, until: date) -> list[Spent]:
    """Per station, for matters closed from `since` up to, not including, `until`.  Withdrawn and merged ones do not count."""
    cases = (
        cases_of(viewer)
        .filter(stage=Stage.CLOSED, closed_on__gte=since, closed_on__lt=until, station__isnull=False)
        .exclude(outcome__in=[Outcome.WITHDRAWN, Outcome.MERGED])
        .select_related("station")
        .prefetch_related(Prefetch("moves", queryset=Move.objects.order_by("pk")))
    )
    taken: dict[tuple[int, str], list[Durations]] = defaultdict(list)
    for case in cases:
        if case.station is not None:
            taken[case.station.pk, case.station.name].append(durations_of(case))
    return [_spent(pk, name, rows) for (pk, name), rows in sorted(taken.items(), key=lambda item: item[0][1])]


def durations_of(case: Case) -> Durations:
    """Find, solve and remove of one case, out of its moves (prefetched, in order)."""
    return durations(
        opened_at=case.received_at,
        moves=[(move.before, move.after, move.at) for move in case.moves.all() if move.name != "open"],
        until=now(),
        began_at=datetime.combine(case.began_on, time(), tzinfo=SHANGHAI) if case.began_on else None,
    )


def open_by_age(*, viewer: Viewer, kind: Kind | None = None) -> list[tuple[str, int]]:
    """How many are open since at most 7, 30, 60 days, and longer: `(bucket, count)`, empty buckets included."""
    found = cases_of(viewer).exclude(stage=Stage.CLOSED)
    if kind is not None:
        found = found.filter(kind=kind)
    counts = {"7": 0, "30": 0, "60": 0, "more": 0}
    for received_at in found.order_by().values_list("received_at", flat=True):
        age = (today() - received_at.astimezone(SHANGHAI).date()).days
        counts[next((name for limit, name in AGES if age <= limit), "more")] += 1
    return list(counts.items())


def _spent(station_id: int, name: str, rows: list[Durations]) -> Spent:
    return Spent(
        station_id=station_id,
        station_name=name,
        closed=len(rows),
        reopened=sum(1 for row in rows if row.rounds > 1),
        find_days=_median_days([row.find for row in rows]),
        solve_days=_median_days([row.solve for row in rows]),
        remove_days=_median_days([row.remove for row in rows]),
    )


def _median_days(times: list[timedelta | None]) -> float | None:
    known = [time.total_seconds() / 86_400 for time in times if time is not None]
    return round(median(known), 1) if known else None
