"""A new holiday notice: the running clocks that lean on its year are worked out again, and nobody else's."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db import transaction
from django.utils.text import format_lazy

from yingzhou.base.actors import Actor, Agent
from yingzhou.base.clock import today
from yingzhou.base.outbox.writing import notify
from yingzhou.base.words import _
from yingzhou.work.accounts.models import Officer
from yingzhou.work.cases.actions.clocks.writing import keep, set_days
from yingzhou.work.cases.choices import ClockMade
from yingzhou.work.cases.models import Clock
from yingzhou.work.cases.queries.clocks import officers_of

CALENDAR = Agent("calendar")
#: Lines of one notification; the rest is a number.
SHOWN = 10


@transaction.atomic
def recompute_clocks(*, year: int, by: Actor = CALENDAR) -> int:
    """Work out again every running clock that leans on a year; how many changed.  Run again, it changes nothing more.

    Each gets a line in its history and one on the trail; whoever answers for the thing hears of all theirs at once.
    """
    reaching = Clock.objects.filter(stopped_on__isnull=True, began_on__lte=date(year, 12, 31), due_rolled__gte=date(year, 1, 1))
    moved: dict[int, list[tuple[Clock, date]]] = defaultdict(list)
    told: dict[int, Officer] = {}
    changed = 0
    for clock in reaching.select_for_update().prefetch_related("pauses").order_by("pk"):
        before = (clock.due_strict, clock.due_rolled, clock.is_provisional, clock.edition)
        found = set_days(clock)
        if year not in found.due.leans_on:
            continue
        if before == (clock.due_strict, clock.due_rolled, clock.is_provisional, clock.edition):
            continue
        keep(clock, ClockMade.RECOMPUTE, on=today(), by=by, year=year, before=before[0], was_provisional=before[2])
        changed += 1
        for officer in officers_of(clock):
            told[officer.pk] = officer
            moved[officer.pk].append((clock, before[0]))
    for pk, officer in told.items():
        _tell(officer, moved[pk], year)
    return changed


def _tell(officer: Officer, moved: list[tuple[Clock, date]], year: int) -> None:
    lines = [f"{before} → {clock.due_strict}" for clock, before in moved if before != clock.due_strict]
    same = len(moved) - len(lines)
    body = "；".join(lines[:SHOWN]) + ("…" if len(lines) > SHOWN else "")
    notify(
        to=officer,
        title=format_lazy(_("{year} 年放假安排已录入：您的 {count} 个期限重新算过"), year=year, count=len(moved)),
        body=format_lazy(
            _("日子变了的 {moved} 个：{body}；不变、不再暂定的 {same} 个"), moved=len(lines), body=body or "—", same=same
        ),
        about=moved[0][0],
        url=f"/desk/clocks/{moved[0][0].public_id}/" if len(moved) == 1 else "/desk/law/calendars/",
    )
