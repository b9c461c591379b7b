"""One complaint with everything its page shows; who complained stays masked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from yingzhou.base.clock import today
from yingzhou.base.documents.models import IssuedPaper
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.models import Attachment, Move, OutcomeAnswer
from yingzhou.work.cases.queries import LogLine, papers_of
from yingzhou.work.cases.queries.clocks import ClockView, clocks_about
from yingzhou.work.cases.rules import days_left, is_working_days
from yingzhou.work.disputes.choices import ComplaintState, Ground
from yingzhou.work.disputes.models import AuthorityDispute, Clue, Complainant, Complaint, Mediation, Proxy, Service
from yingzhou.work.disputes.queries.deadlines import ABOUT
from yingzhou.work.disputes.queries.papers import Owing, issued_papers, owed, services_of, works_on
from yingzhou.work.disputes.queries.places import Whose, whose
from yingzhou.work.disputes.queries.scope import complaint_for, facts_of
from yingzhou.work.disputes.queries.words import told_of
from yingzhou.work.disputes.rules import periods
from yingzhou.work.disputes.rules.intake import Told, missing
from yingzhou.work.disputes.rules.steps import UNDECIDED, Step, may

LOG_LINES = 40


@dataclass(frozen=True)
class Mask:
    """One complainant as everyone on the file may know him: that there is something, never what."""

    public_id: UUID
    place: int
    has_name: bool
    has_phone: bool
    has_address: bool
    speaks_for_all: bool
    identity_checked_on: date | None
    consents: tuple[str, ...]


@dataclass(frozen=True)
class DueDay:
    """A day the law sets: strict and rolled, what it rests on, how many days are left as it is counted."""

    figure: str
    label: str
    article: str
    source: str
    due_on: date
    rolled_on: date
    left: int
    working: bool
    is_provisional: bool
    is_done: bool
    used: int


@dataclass(frozen=True)
class Dossier:
    """A complaint, where it stands in law, what this viewer may do with it, and what was done."""

    complaint: Complaint
    people: list[Mask]
    proxy: Proxy | None
    missing: tuple[str, ...]
    whose: Whose
    late_since: date | None
    may: frozenset[Step]
    due: DueDay
    moves: list[Move]
    papers: list[Attachment]
    answers: list[OutcomeAnswer]
    clues: list[Clue]
    authority_disputes: list[AuthorityDispute]
    log: list[LogLine]
    times_read: int
    clocks: tuple[ClockView, ...]
    letters: list[IssuedPaper]
    services: list[Service]
    owing: list[Owing]
    mediation: Mediation | None
    works_on: bool

    @property
    def is_joint(self) -> bool:
        return len(self.people) > 1

    @property
    def is_open(self) -> bool:
        return self.complaint.case.is_open

    @property
    def open_clue(self) -> Clue | None:
        return next((one for one in self.clues if one.checked_on is None), None)

    @property
    def open_authority_dispute(self) -> AuthorityDispute | None:
        return next((one for one in self.authority_disputes if one.settled_on is None), None)

    @property
    def asks_outcome(self) -> bool:
        """Nobody has said yet whether it is really solved, and somebody can still be asked."""
        rounds = sum(1 for move in self.moves if move.name == "close")
        return Step.ANSWER in self.may and not any(one.round == rounds for one in self.answers)

    @property
    def proposed_ground(self) -> Ground | None:
        """What the facts on file point to; nothing decides but a person."""
        if self.late_since is not None:
            return Ground.TOO_LATE
        return None


def dossier(*, viewer: Viewer, pid: UUID) -> Dossier:
    """The page of a complaint; NotFound for one the viewer may not know of.  A constant number of queries."""
    complaint = complaint_for(viewer, pid)
    people = list(complaint.complainants.prefetch_related("consents").order_by("place"))
    proxy = Proxy.objects.filter(complaint=complaint).first()
    facts = facts_of(complaint)
    log = log_of(complaint)
    letters, services = issued_papers(complaint), services_of(complaint)
    return Dossier(
        complaint=complaint,
        people=[_mask(one) for one in people],
        proxy=proxy,
        missing=missing(content_of(complaint, people, proxy)) if complaint.state in UNDECIDED else (),
        whose=whose(trade=complaint.trade, business=complaint.respondent, address=complaint.respondent_address),
        late_since=periods.limitation_over(knew_on=complaint.knew_on, received_on=complaint.received_on),
        may=frozenset(step for step in Step if may(viewer, facts, step)),
        due=due_of(complaint),
        moves=list(complaint.case.moves.select_related("officer", "station", "handler").order_by("pk")),
        papers=papers_of(complaint.case),
        answers=list(complaint.case.answers.order_by("round")),
        clues=list(complaint.clues.select_related("noted_by").order_by("pk")),
        authority_disputes=list(complaint.authority_disputes.order_by("pk")),
        log=log,
        clocks=clocks_about(ABOUT, complaint.public_id),
        letters=letters,
        services=services,
        owing=owed(letters, services),
        mediation=complaint.mediations.order_by("-pk").first(),
        works_on=works_on(viewer, complaint),
        times_read=Event.objects.filter(
            verb="complainant.read", subject_kind="disputes.complaint", subject_id=complaint.public_id
        ).count(),
    )


def content_of(complaint: Complaint, people: list[Complainant], proxy: Proxy | None) -> Told:
    """Which of the mandatory content is there."""
    return Told(
        has_name=bool(people) and all(one.name for one in people),
        has_phone=bool(people) and all(one.phone for one in people),
        has_address=bool(people) and all(one.address for one in people),
        has_respondent_name=bool(complaint.respondent_name),
        has_respondent_address=bool(complaint.respondent_address),
        has_request=bool(complaint.request),
        has_facts=bool(complaint.facts),
        has_proxy=proxy is not None,
        has_powers=proxy is None or bool(proxy.powers),
        has_original=proxy is None or proxy.original_seen_on is not None,
        has_proxy_identity=proxy is None or proxy.identity_checked_on is not None,
    )


def due_of(complaint: Complaint) -> DueDay:
    """The day that matters now: to decide by, then to mediate until."""
    name, began_on = current_period(complaint)
    told = periods.told(name, received_on=complaint.received_on)
    due = periods.period(name, began_on=began_on, received_on=complaint.received_on)
    at = complaint.case.closed_on or today()
    working = is_working_days(name, on=complaint.received_on)
    end = complaint.case.due_on if complaint.case.due_figure == name else due.due_strict
    whole = max((end - began_on).days, 1)
    return DueDay(
        figure=name,
        label=told.label,
        article=told.article,
        source=told.source,
        due_on=end,
        rolled_on=max(due.due_rolled, end),
        left=days_left(end, on=at, working=working),
        working=working,
        is_provisional=complaint.case.is_due_provisional,
        is_done=not complaint.case.is_open,
        used=min(max(100 * (at - began_on).days // whole, 0), 100),
    )


def current_period(complaint: Complaint) -> tuple[str, date]:
    """Which period runs, and from which day."""
    undecided = complaint.state in UNDECIDED or complaint.decided_on is None
    if undecided or complaint.state == ComplaintState.DECLINED:
        return periods.ACCEPTANCE, complaint.received_on
    return periods.MEDIATION, complaint.decided_on or complaint.received_on


def log_of(complaint: Complaint) -> list[LogLine]:
    """谁看过、谁动过: the trail of a complaint in words, the latest first."""
    events = list(
        Event.objects.filter(subject_kind="disputes.complaint", subject_id=complaint.public_id).order_by("-id")[:LOG_LINES]
    )
    ids = {event.actor.removeprefix("officer:") for event in events if event.actor.startswith("officer:")}
    names = {str(pid): name for pid, name in Officer.objects.filter(public_id__in=ids).values_list("public_id", "name")}
    return [told_of(event, names) for event in events]


def _mask(person: Complainant) -> Mask:
    there = person.erased_at is None
    return Mask(
        public_id=person.public_id,
        place=person.place,
        has_name=there and bool(person.name),
        has_phone=there and bool(person.phone),
        has_address=there and bool(person.address),
        speaks_for_all=person.speaks_for_all,
        identity_checked_on=person.identity_checked_on,
        consents=tuple(str(one.get_act_display()) for one in person.consents.all()),
    )
