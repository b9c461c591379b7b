"""The clocks of reports, and what the head of the bureau is shown of one that needs more time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.models import Clock, ClockExtension
from yingzhou.work.cases.queries.clocks import ClockView, clocks_about, clocks_of
from yingzhou.work.disputes import rules
from yingzhou.work.disputes.models import Tipoff
from yingzhou.work.disputes.queries import wall
from yingzhou.work.disputes.queries.tipoffs import kept_away


@dataclass(frozen=True)
class AskedExtension:
    """A request for more time, as far as the head of the bureau sees the report: its number, its days and a reason."""

    clock: Clock
    tipoff: Tipoff
    clock_id: UUID
    number: str
    received_on: date
    due_on: date
    reason: str
    asked_by: str


def check_clock(tipoff: Tipoff) -> Clock | None:
    """The running clock of the check."""
    return Clock.objects.filter(
        about=rules.ABOUT, about_id=tipoff.public_id, figure=rules.CHECK_DAYS, stopped_on__isnull=True
    ).first()


def tipoff_clocks(tipoff: Tipoff) -> tuple[ClockView, ...]:
    """Every clock of a report; whoever asks has been shown the report."""
    return clocks_about(rules.ABOUT, tipoff.public_id)


def check_clocks(tipoffs: Iterable[Tipoff]) -> dict[UUID, ClockView]:
    """The clock of the check of each, in as many queries as for one."""
    found = clocks_of(rules.ABOUT, [tipoff.public_id for tipoff in tipoffs])
    views = {pid: [view for view in views if view.figure == rules.CHECK_DAYS] for pid, views in found.items()}
    return {pid: checks[-1] for pid, checks in views.items() if checks}


def officers_of_tipoff(pid: UUID) -> Iterable[Officer]:
    """Who has to know when a new calendar moves the day: its handler."""
    wall.open_for_system()
    tipoff = Tipoff.objects.filter(public_id=pid, handler__isnull=False).select_related("handler").first()
    return [tipoff.handler] if tipoff and tipoff.handler else []


def asked_extensions(viewer: Viewer) -> tuple[AskedExtension, ...]:
    """Requests that wait for the head of the bureau; none for anybody else, and none about a target one looks after."""
    if not any(grant.everywhere for grant in viewer.grants_of(Role.BUREAU_LEADER)):
        return ()
    waiting = (
        ClockExtension.objects.filter(clock__about=rules.ABOUT, decided_at__isnull=True)
        .exclude(asked_by_id=viewer.officer_id)
        .select_related("clock", "asked_by")
        .order_by("asked_at", "pk")[:200]
    )
    asked = {one.clock.about_id: one for one in waiting}
    wall.open_for_system()
    tipoffs = Tipoff.objects.filter(public_id__in=asked).select_related("handler")
    found = [_asked(tipoff, asked[tipoff.public_id]) for tipoff in tipoffs if not kept_away(tipoff) & viewer.acts_for]
    return tuple(sorted(found, key=lambda one: (one.due_on, one.number)))


def asked_extension(viewer: Viewer, clock: UUID) -> AskedExtension:
    """One of them; NotFound for one that does not wait for this viewer."""
    for one in asked_extensions(viewer):
        if one.clock_id == clock:
            return one
    raise NotFound()


def _asked(tipoff: Tipoff, asked: ClockExtension) -> AskedExtension:
    return AskedExtension(
        clock=asked.clock,
        tipoff=tipoff,
        clock_id=asked.clock.public_id,
        number=tipoff.number,
        received_on=tipoff.received_on,
        due_on=asked.clock.due_strict,
        reason=asked.reason,
        asked_by=asked.asked_by.name,
    )
