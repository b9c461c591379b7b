"""One mediation with everything its page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from yingzhou.base.clock import today
from yingzhou.base.documents.issuing import papers_about
from yingzhou.base.documents.models import IssuedPaper
from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.models import Case
from yingzhou.work.cases.queries.clocks import ClockView, clocks_about, clocks_of
from yingzhou.work.disputes.choices import PaperKind, Performance, Reply, SessionResult, SettlementState, Side
from yingzhou.work.disputes.models import (
    Appraisal,
    Booking,
    Consent,
    Delegation,
    Installment,
    JudicialConfirmation,
    Mediation,
    MediationFile,
    MerchantAnswer,
    MerchantLink,
    Recusal,
    Session,
    Settlement,
    Term,
)
from yingzhou.work.disputes.queries.diary import bookings_about
from yingzhou.work.disputes.queries.mediation.scope import (
    CLOCK_OF_COMPLAINT,
    CLOCK_OF_SETTLEMENT,
    PAPERS_OF_MEDIATION,
    case_of,
    facts_of,
    mediation_for,
)
from yingzhou.work.disputes.rules import mediation as rules
from yingzhou.work.network.models import Posting
from yingzhou.work.network.queries import in_force

MEDIATING_ROLES = (Role.MEDIATOR, Role.STATION_OFFICER, Role.STATION_HEAD, Role.LIAISON)


@dataclass(frozen=True)
class SideSaid:
    """One side and its latest word on being mediated."""

    side: Side
    consent: Consent | None


@dataclass(frozen=True)
class Folder:
    """A mediation, what stands in it, and what this viewer may do with it."""

    mediation: Mediation
    case: Case
    facts: rules.MediationFacts
    may_act: bool
    may_decide: bool
    goes_on: bool
    sides: tuple[SideSaid, ...]
    delegation: Delegation | None
    sessions: list[Session]
    planned: Session | None
    bookings: list[Booking]
    recusals: list[Recusal]
    recusal: Recusal | None
    appraisal: Appraisal | None
    settlements: list[Settlement]
    draft: Settlement | None
    standing: Settlement | None
    confirmable_until: date | None
    confirmation: JudicialConfirmation | None
    papers: tuple[PaperKind, ...]
    files: list[MediationFile]
    issued: list[IssuedPaper]
    link: MerchantLink | None
    answers: list[MerchantAnswer]
    accepted: MerchantAnswer | None
    clocks: tuple[ClockView, ...]

    @property
    def state(self) -> str:
        return self.facts.state

    @property
    def letter(self) -> IssuedPaper | None:
        """The paper of what is in effect."""
        return self._paper(self.standing.paper if self.standing else None)

    @property
    def delegation_paper(self) -> IssuedPaper | None:
        """The consent to the delegation, for both to sign."""
        return self._paper(self.delegation.paper if self.delegation else None)

    def _paper(self, pid: UUID | None) -> IssuedPaper | None:
        return next((one for one in self.issued if one.public_id == pid), None)


def folder(*, viewer: Viewer, pid: UUID) -> Folder:
    """The page of a mediation; NotFound for one the viewer may not know of."""
    mediation = mediation_for(viewer, pid)
    facts = facts_of(mediation)
    may_act = rules.may_mediate(viewer, facts)
    latest = {consent.side: consent for consent in mediation.consents.select_related("noted_by").order_by("pk")}
    sessions = list(mediation.sessions.prefetch_related("mediators").order_by("place_in_row"))
    recusals = list(mediation.recusals.select_related("mediator", "decided_by").order_by("-pk"))
    settlements = list(_settlements(mediation))
    answers = list(mediation.answers.order_by("-pk"))
    effective = next((one for one in settlements if one.effective_on), None)
    clocks = clocks_about(CLOCK_OF_COMPLAINT, mediation.complaint.public_id) if mediation.complaint else ()
    of_papers = clocks_of(CLOCK_OF_SETTLEMENT, [one.public_id for one in settlements])
    return Folder(
        mediation=mediation,
        case=case_of(mediation),
        facts=facts,
        may_act=may_act,
        may_decide=rules.decides_recusal(viewer, facts),
        goes_on=may_act and facts.state == "open" and not facts.recusal_waits,
        sides=tuple(SideSaid(side, latest.get(side)) for side in Side),
        delegation=getattr(mediation, "delegation", None),
        sessions=sessions,
        planned=next((one for one in sessions if one.result == SessionResult.PLANNED), None),
        bookings=list(bookings_about(_matters(mediation))),
        recusals=recusals,
        recusal=next((one for one in recusals if one.decided_at is None), None),
        appraisal=mediation.appraisals.filter(until__isnull=True).first(),
        settlements=settlements,
        draft=next((one for one in settlements if one.state == SettlementState.DRAFT), None),
        standing=next((one for one in settlements if one.state == SettlementState.SIGNED), None),
        confirmable_until=_last_day(of_papers[effective.public_id]) if effective else None,
        confirmation=getattr(effective, "confirmation", None) if effective else None,
        papers=rules.fitting_papers(facts),
        files=list(mediation.files.select_related("evidence", "added_by").order_by("pk")),
        issued=_issued(mediation),
        link=mediation.links.filter(withdrawn_at__isnull=True).first(),
        answers=answers,
        accepted=next((one for one in answers if one.reply == Reply.OFFER and one.is_accepted), None),
        clocks=(*clocks, *(view for views in of_papers.values() for view in views)),
    )


def mediators_of(mediation: Mediation) -> QuerySet[Officer]:
    """Who may mediate it: mediators anywhere, and officers of the station that holds it, posted today."""
    stations = facts_stations(mediation)
    here = Posting.objects.filter(in_force(today()), role__in=MEDIATING_ROLES, organization__in=stations).values("officer")
    trained = Posting.objects.filter(in_force(today()), role=Role.MEDIATOR).values("officer")
    return (
        Officer.objects.filter(is_active=True, pk__in=here) | Officer.objects.filter(is_active=True, pk__in=trained)
    ).order_by("name", "pk")


def mediator_choices(mediation: Mediation) -> list[tuple[str, str]]:
    """For a list to choose from, without those who have stepped aside."""
    aside = mediation.recusals.filter(is_granted=True).values("mediator")
    return [(str(one.public_id), one.name) for one in mediators_of(mediation).exclude(pk__in=aside)[:200]]


def facts_stations(mediation: Mediation) -> frozenset[int]:
    """The stations that hold it."""
    case = case_of(mediation)
    held_by = mediation.complaint.held_by_id if mediation.complaint else None
    return frozenset(pk for pk in (case.station_id, held_by) if pk)


def installments_waiting(mediation: Mediation) -> list[Installment]:
    """What both can still say something about: parts not yet kept of what is in effect."""
    rows = Installment.objects.filter(
        term__settlement__mediation=mediation,
        term__settlement__state=SettlementState.SIGNED,
        kept__in=[Performance.DUE, Performance.PARTLY],
    )
    return list(rows.select_related("term__settlement").order_by("due_on", "pk"))


def part_of(mediation: Mediation, pid: UUID) -> Installment:
    """One part of what was agreed here; any other answers like an unknown one."""
    rows = Installment.objects.filter(term__settlement__mediation=mediation, public_id=pid)
    found = rows.select_related("term__settlement__mediation").first()
    if found is None:
        raise NotFound()
    return found


def _settlements(mediation: Mediation) -> QuerySet[Settlement]:
    parts = Installment.objects.select_related("confirmed_by").order_by("place")
    terms = Term.objects.order_by("place").prefetch_related(Prefetch("installments", queryset=parts))
    rows = mediation.settlements.select_related("drawn_by", "confirmation").order_by("-pk")
    return rows.prefetch_related(Prefetch("terms", queryset=terms), "signatures")


def _issued(mediation: Mediation) -> list[IssuedPaper]:
    rows = papers_about(PAPERS_OF_MEDIATION, mediation.public_id)
    prefetch_related_objects(rows, "pdf", "docx")
    return rows


def _matters(mediation: Mediation) -> list[UUID]:
    """What a studio may have been booked for: the mediation, or what it is about before it was opened."""
    return [one.public_id for one in (mediation, mediation.complaint, mediation.dispute) if one is not None]


def _last_day(clocks: tuple[ClockView, ...]) -> date | None:
    return clocks[-1].due_strict if clocks else None
