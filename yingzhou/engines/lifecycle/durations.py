"""早发现、早解决、早排除: how long it took to find, to solve and to remove, out of the trail of moves alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Durations:
    """`find`: from when it began until it was opened (None: nobody said when it began).

    `solve`: from opening until the handler handed in the result that was accepted; `remove`: from opening until it was
    closed and has stayed closed.  Both None while it is open.  `rounds` counts closings; `by_stage` is the time spent in
    each stage up to `until`, all rounds together.
    """

    find: timedelta | None = None
    solve: timedelta | None = None
    remove: timedelta | None = None
    rounds: int = 0
    by_stage: dict[str, timedelta] = field(default_factory=dict)


def durations(
    *,
    opened_at: datetime,
    moves: Sequence[tuple[str, str, datetime]],
    until: datetime,
    began_at: datetime | None = None,
    first: str = "intake",
    verifying: str = "verifying",
    last: str = "closed",
) -> Durations:
    """From the moves of one matter: `(stage before, stage after, moment)` in order, those that stay included.

    `began_at` later than `opened_at` counts as zero: a matter cannot be found before it exists.
    """
    by_stage: dict[str, timedelta] = {}
    stage, since = first, opened_at
    handed_in: datetime | None = None
    closed: datetime | None = None
    rounds = 0
    for before, after, at in moves:
        by_stage[before] = by_stage.get(before, timedelta()) + (at - since)
        if after == verifying and before != verifying:
            handed_in = at
        if after == last and before != last:
            closed, rounds = at, rounds + 1
        elif before == last and after != last:
            closed, handed_in = None, None
        stage, since = after, at
    if stage != last:
        by_stage[stage] = by_stage.get(stage, timedelta()) + (until - since)
    by_stage.pop(last, None)
    return Durations(
        find=max(opened_at - began_at, timedelta()) if began_at is not None else None,
        solve=(handed_in or closed) - opened_at if closed is not None else None,
        remove=closed - opened_at if closed is not None else None,
        rounds=rounds,
        by_stage=by_stage,
    )
