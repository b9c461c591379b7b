"""文书: the values of a complaint's papers, those issued, and who has still to be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from yingzhou.base.clock import today
from yingzhou.base.documents.issuing import Preview, papers_about, preview
from yingzhou.base.documents.models import IssuedPaper
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.figures.reading import figure
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.models import Clock
from yingzhou.work.disputes.choices import Ground, Side, Termination
from yingzhou.work.disputes.models import Complainant, Complaint, Service
from yingzhou.work.disputes.queries.deadlines import ABOUT
from yingzhou.work.disputes.queries.scope import complaints_of, facts_of
from yingzhou.work.disputes.rules import periods, steps

ACCEPTANCE, REFUSAL, IDENTITY = "complaint.acceptance", "complaint.refusal", "complaint.identity"
FORWARDING, TERMINATION = "complaint.forwarding", "complaint.termination"
TELEPHONE = "telephones.complaints"
#: The kind of evidence that shows a service.
SERVICE = "service"
MASK = "●●●"
NAMELESS = "投诉人"  # data

#: Whom each paper has to be told to.
OWED: dict[str, tuple[Side, ...]] = {
    ACCEPTANCE: (Side.CONSUMER,),
    REFUSAL: (Side.CONSUMER,),
    IDENTITY: (Side.CONSUMER,),
    TERMINATION: (Side.CONSUMER, Side.MERCHANT),
}


@dataclass(frozen=True)
class Owing:
    """One paper that one side has still to be told."""

    paper: IssuedPaper
    side: Side


def speaker_of(complaint: Complaint) -> Complainant | None:
    """To whom papers are addressed: the first representative, else the first complainant."""
    return complaint.complainants.order_by("-speaks_for_all", "place").first()


def telephone() -> str:
    """Whom to call about a paper: the office telephone in force today."""
    return str(figure(TELEPHONE, on=today()).value)


def general_values(complaint: Complaint, *, by: Viewer, masked: bool) -> dict[str, Any]:
    """What every letter of a complaint says; `masked`: as it is shown before anybody has a reason to see who complained."""
    speaker = speaker_of(complaint)
    name = speaker.name if speaker is not None else ""
    return {
        "addressee": (MASK if masked and name else name) or NAMELESS,
        "received_on": complaint.received_on,
        "respondent": complaint.respondent_name,
        "platform_number": complaint.platform_number or "",
        "handler": by.name,
        "handler_phone": telephone(),
    }


def acceptance_values(complaint: Complaint, *, by: Viewer, masked: bool = False) -> dict[str, Any]:
    """Form 5: until when mediation may last, counted from today."""
    until = periods.period(periods.MEDIATION, began_on=today(), received_on=complaint.received_on)
    return {
        **general_values(complaint, by=by, masked=masked),
        "due_on": until.due_strict,
        "request": complaint.request or complaint.facts,
    }


def refusal_values(complaint: Complaint, ground: str, reason: str, *, by: Viewer, masked: bool = False) -> dict[str, Any]:
    """Form 6: the ground as the article numbers it, the reason; the routes of the consumer law stand in its wording."""
    numbers = [str(place) for place, one in enumerate(Ground, 1) if one == ground]
    return {**general_values(complaint, by=by, masked=masked), "grounds": numbers, "reason": reason}


def identity_values(complaint: Complaint, materials: str, until: Any, *, by: Viewer) -> dict[str, Any]:
    """Form 4."""
    return {**general_values(complaint, by=by, masked=False), "materials": materials, "submit_by": until}


def forwarding_values(complaint: Complaint, *, by: Viewer, to: str) -> dict[str, Any]:
    """Form 3: back to the intake unit, or on to the unit that may deal with it."""
    told = general_values(complaint, by=by, masked=True)
    kept = ("received_on", "platform_number", "handler", "handler_phone")
    return {**{name: told[name] for name in kept}, "forward_to": to, "matter": complaint.case.title}


def termination_values(complaint: Complaint, ground: str, reason: str, *, by: Viewer, masked: bool = False) -> dict[str, Any]:
    """Form 8, one paper told to both."""
    told = general_values(complaint, by=by, masked=masked)
    both = "、".join((told["addressee"], complaint.respondent_name))
    told.pop("received_on")
    return {
        **told,
        "addressee": both,
        "complainant": told["addressee"],
        "accepted_on": complaint.decided_on,
        "ended_on": today(),
        "grounds": [str(place) for place, one in enumerate(Termination, 1) if one == ground],
        "reason": reason,
    }


def shown(complaint: Complaint, kind: str, values: dict[str, Any]) -> Preview:
    """The paper before the button is pressed."""
    return preview(kind, on=today(), rules_on=complaint.received_on, values=values)


def issued_papers(complaint: Complaint) -> list[IssuedPaper]:
    """The papers of a complaint, the latest first."""
    return papers_about(ABOUT, complaint.public_id)


def services_of(complaint: Complaint) -> list[Service]:
    """What was told to whom, the first first."""
    return list(complaint.services.select_related("paper", "noted_by", "evidence").order_by("pk"))


def owed(papers: Iterable[IssuedPaper], services: Iterable[Service]) -> list[Owing]:
    """Papers that one side has still to be told, the oldest first."""
    told = {(one.paper_id, one.side) for one in services}
    return [
        Owing(paper, side)
        for paper in sorted(papers, key=lambda one: one.pk)
        for side in OWED.get(paper.kind, ())
        if (paper.pk, side) not in told
    ]


def may_see_paper(viewer: Viewer, about_id: UUID) -> bool:
    """A paper names the complainant: for those who work on the complaint, not for all who know of it."""
    found = complaints_of(viewer).filter(public_id=about_id).select_related("case").first()
    return found is not None and works_on(viewer, found)


def may_see_service(viewer: object, evidence: Evidence) -> bool:
    """What shows a service names the complainant too: for those who work on the complaint."""
    if not isinstance(viewer, Viewer):
        return False
    found = complaints_of(viewer).filter(services__evidence=evidence).select_related("case").first()
    return found is not None and works_on(viewer, found)


def works_on(viewer: Viewer, complaint: Complaint) -> bool:
    """Whether the viewer sits at intake, or the viewer's station holds it."""
    return steps.is_intake(viewer) or steps.holds(viewer, facts_of(complaint))


def mediation_due(complaint: Complaint) -> Any:
    """The last day of mediation as the clock has it, tests and appraisals taken out; counted where none runs."""
    clock = Clock.objects.filter(about=ABOUT, about_id=complaint.public_id, figure=periods.MEDIATION).order_by("-pk").first()
    if clock is not None:
        return clock.due_strict
    began = complaint.decided_on or complaint.received_on
    return periods.period(periods.MEDIATION, began_on=began, received_on=complaint.received_on).due_strict
