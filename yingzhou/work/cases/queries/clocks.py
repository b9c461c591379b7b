"""Statutory clocks as they are shown, and who may see them: the room that owns the thing decides.

clocks.register("disputes.complaint", may_see)          # in the room's apps.py; a kind nobody owns is seen by nobody
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import get_language

from yingzhou.base.clock import today
from yingzhou.base.figures.days import calendar, known
from yingzhou.base.figures.reading import book
from yingzhou.base.refusals import NotFound
from yingzhou.engines.deadlines import WorkCalendar
from yingzhou.rulebook import Figure, Rulebook
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.choices import ClockMade, Pause
from yingzhou.work.cases.models import Clock, ClockExtension, ClockPause
from yingzhou.work.cases.rules import clocks as rules
from yingzhou.work.cases.rules.promises import days_left

MaySee = Callable[[Viewer, UUID], bool]
Owners = Callable[[UUID], Iterable[Officer]]
Risks = Callable[[UUID], Iterable[object]]


@dataclass(frozen=True)
class Owner:
    """What the room that owns a kind of thing says of it: who may see it, who is told, what else puts the term at risk."""

    may_see: MaySee
    officers: Owners
    risks: Risks


_owners: dict[str, Owner] = {}


def register(about: str, may_see: MaySee, *, officers: Owners | None = None, risks: Risks | None = None) -> None:
    """Declare the owner of a kind: `officers` are told when a new calendar moves a day, `risks` stand beside the clock."""
    _owners[about] = Owner(may_see, officers or (lambda _: ()), risks or (lambda _: ()))


def unregister(about: str) -> None:
    """Forget an owner (a test puts back what it changed)."""
    _owners.pop(about, None)


def officers_of(clock: Clock) -> tuple[Officer, ...]:
    """Who has to know when the day moves."""
    owner = _owners.get(clock.about)
    return tuple(owner.officers(clock.about_id)) if owner else ()


@dataclass(frozen=True)
class ClockView:
    """A clock to be shown.  `days_left` is counted as the term is, to the strict day; negative once late, frozen while paused."""

    public_id: UUID
    figure: str
    label: str
    article: str
    source: str
    confidence: str
    length: int
    unit: str
    received_on: date
    began_on: date
    counts_from: date
    due_strict: date
    due_rolled: date
    days_left: int
    is_working: bool
    is_provisional: bool
    edition: str
    state: str
    state_text: str
    stopped_on: date | None
    stopped_why: str
    paused_for: str
    extended_by: int
    can_extend: bool
    extension_waits: bool
    pauses: tuple[Pause, ...]
    risks: tuple[str, ...]
    used: int

    @property
    def is_running(self) -> bool:
        return self.state != rules.ClockState.STOPPED


@dataclass(frozen=True)
class Happened:
    """One line of a clock's history."""

    on: date
    at: datetime
    what: str
    who: str
    words: str
    due_strict: date
    is_provisional: bool


@dataclass(frozen=True)
class CountedLine:
    """One line of the derivation, as it is printed."""

    day: date
    number: int
    why: str
    is_due: bool


@dataclass(frozen=True)
class Derivation:
    """A clock with how its day follows, line by line, and what happened to it."""

    clock: ClockView
    lines: tuple[CountedLine, ...]
    notices: tuple[str, ...]
    rulebook_version: str
    history: tuple[Happened, ...]
    is_frozen: bool


def clocks_about(about: str, about_id: UUID) -> tuple[ClockView, ...]:
    """Every clock about one thing, the first started first.  Whoever asks has made sure that the thing may be seen."""
    return clocks_of(about, [about_id])[about_id]


def clocks_of(about: str, about_ids: Iterable[UUID]) -> dict[UUID, tuple[ClockView, ...]]:
    """The clocks of many things of one kind, in as many queries as for one; a thing without any has none."""
    wanted = list(about_ids)
    found: dict[UUID, list[ClockView]] = defaultdict(list)
    clocks = Clock.objects.filter(about=about, about_id__in=wanted).order_by("pk").prefetch_related("pauses", "extensions")
    if clocks:
        law, worked = book(), calendar()
        for clock in clocks:
            found[clock.about_id].append(_view(clock, law, worked))
    return {one: tuple(found[one]) for one in wanted}


def clock_for(viewer: Viewer, pid: UUID) -> Clock:
    """One clock by its public id, for whoever may see what it is about; a foreign one answers like an unknown one."""
    clock = Clock.objects.filter(public_id=pid).prefetch_related("pauses", "extensions").first()
    owner = _owners.get(clock.about) if clock else None
    if clock is None or owner is None or not owner.may_see(viewer, clock.about_id):
        raise NotFound()
    return clock


def derivation_of(viewer: Viewer, pid: UUID) -> Derivation:
    """The whole derivation of a clock, to be read by a person and done again by hand."""
    clock = clock_for(viewer, pid)
    law, (days, worked) = book(), known()
    term = law.figure(clock.figure, on=clock.received_on)
    found = rules.reckon(_facts(clock), term, days, worked)
    lines = tuple(
        CountedLine(day.date, day.number, day.why, place == len(found.due.days)) for place, day in enumerate(found.due.days, 1)
    )
    return Derivation(
        clock=_view(clock, law, worked),
        lines=lines,
        notices=tuple(days.sources.get(year, "") for year in found.due.leans_on if year in days.sources),
        rulebook_version=law.version,
        history=_history(clock),
        is_frozen=found.due.due_strict == clock.due_strict,
    )


def _facts(clock: Clock) -> rules.ClockFacts:
    return rules.ClockFacts(
        began_on=clock.began_on,
        restarted_on=clock.restarted_on,
        extended_by=clock.extended_by,
        pauses=tuple(rules.PauseFacts(Pause(pause.why), pause.since, pause.until) for pause in _pauses(clock)),
    )


def _pauses(clock: Clock) -> list[ClockPause]:
    return sorted(clock.pauses.all(), key=lambda pause: (pause.since, pause.pk))


def _view(clock: Clock, law: Rulebook, worked: WorkCalendar) -> ClockView:
    term = law.figure(clock.figure, on=clock.received_on)
    open_pause = next((pause for pause in _pauses(clock) if pause.until is None), None)
    state = rules.state_of(
        due_strict=clock.due_strict, stopped_on=clock.stopped_on, is_paused=open_pause is not None, today=today()
    )
    at = clock.stopped_on or (open_pause.since if open_pause else today())
    working = term.unit == "working_day"
    counts_from = clock.restarted_on or clock.began_on
    owner = _owners.get(clock.about)
    waits: list[ClockExtension] = [asked for asked in clock.extensions.all() if asked.decided_at is None]
    return ClockView(
        public_id=clock.public_id,
        figure=clock.figure,
        label=term.label_en if (get_language() or "").startswith("en") else term.label,
        article=term.article,
        source=term.source,
        confidence=term.confidence,
        length=int(term.value) + clock.extended_by,
        unit=term.unit,
        received_on=clock.received_on,
        began_on=clock.began_on,
        counts_from=counts_from,
        due_strict=clock.due_strict,
        due_rolled=clock.due_rolled,
        days_left=days_left(clock.due_strict, on=at, working=working, calendar=worked),
        is_working=working,
        is_provisional=clock.is_provisional,
        edition=clock.edition,
        state=state.value,
        state_text=str(rules.STATE_WORDS[state]),
        stopped_on=clock.stopped_on,
        stopped_why=clock.stopped_why,
        paused_for=str(Pause(open_pause.why).label) if open_pause else "",
        extended_by=clock.extended_by,
        can_extend=clock.is_running and not waits and not clock.extended_by and _may_be_extended(term),
        extension_waits=bool(waits),
        pauses=rules.pauses_of(term),
        risks=_risks(clock, term, owner),
        used=_used(counts_from, clock.due_strict, at),
    )


def _may_be_extended(term: Figure) -> bool:
    return bool(term.extra.get("extension")) and bool(term.extra.get("approver"))


def _risks(clock: Clock, term: Figure, owner: Owner | None) -> tuple[str, ...]:
    if not clock.is_running:
        return ()
    more = owner.risks(clock.about_id) if owner else ()
    return rules.risks_of(is_provisional=clock.is_provisional, confidence=term.confidence, extra=more)


def _used(since: date, due: date, at: date) -> int:
    whole = max((due - since).days, 1)
    return min(max(100 * (at - since).days // whole, 0), 100)


def _history(clock: Clock) -> tuple[Happened, ...]:
    changes = list(clock.changes.order_by("pk"))
    ids = {change.actor.removeprefix("officer:") for change in changes if change.actor.startswith("officer:")}
    names = {str(pid): name for pid, name in Officer.objects.filter(public_id__in=ids).values_list("public_id", "name")}
    return tuple(
        Happened(
            on=change.on,
            at=change.at,
            what=str(ClockMade(change.name).label),
            who=names.get(change.actor.removeprefix("officer:"), ""),
            words=change.words,
            due_strict=change.due_strict,
            is_provisional=change.is_provisional,
        )
        for change in changes
    )
