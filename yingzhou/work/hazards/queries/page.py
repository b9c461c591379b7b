"""One hazard with everything its page shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from yingzhou.base.clock import today
from yingzhou.base.documents.issuing import papers_about
from yingzhou.base.documents.models import IssuedPaper
from yingzhou.engines.lifecycle import Party, Standing
from yingzhou.work.accounts.models import Certificate
from yingzhou.work.accounts.queries import certificate_of
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.models import Case, Move
from yingzhou.work.cases.queries.proposal import Candidate, candidates_at
from yingzhou.work.cases.rules import acting_as
from yingzhou.work.hazards import rules
from yingzhou.work.hazards.choices import ClueState, Grade, Side, State
from yingzhou.work.hazards.models import (
    Advice,
    ClueHandover,
    Escalation,
    FixLink,
    Hazard,
    HazardPicture,
    PlannedRecheck,
    Recheck,
    Rectification,
    RectificationOrder,
)
from yingzhou.work.hazards.queries.book import grades_on
from yingzhou.work.hazards.queries.scope import PAPERS_OF_HAZARD, hazard_for, parties_of


@dataclass(frozen=True)
class HazardFile:
    """A hazard, what is in its file, and what this viewer may do now."""

    hazard: Hazard
    case: Case
    moves: list[Move]
    advice_given: list[Advice]
    rectifications: list[Rectification]
    rechecks: list[Recheck]
    orders: list[RectificationOrder]
    clues: list[ClueHandover]
    escalations: list[Escalation]
    before: list[HazardPicture]
    after: list[HazardPicture]
    papers: list[IssuedPaper]
    link: FixLink | None
    planned: PlannedRecheck | None
    may: frozenset[str]
    parties: frozenset[Party]
    certificate: Certificate | None
    candidates: tuple[Candidate, ...] = field(default=())

    @property
    def waiting_proof(self) -> Rectification | None:
        return next((one for one in self.rectifications if one.is_accepted is None), None)

    @property
    def waiting_order(self) -> RectificationOrder | None:
        return next((one for one in self.orders if one.is_approved is None), None)

    @property
    def unserved_order(self) -> RectificationOrder | None:
        return next((one for one in self.orders if one.is_approved and one.served_on is None), None)

    @property
    def waiting_clue(self) -> ClueHandover | None:
        return next((one for one in self.clues if one.state in (ClueState.ASKED, ClueState.SENT)), None)

    @property
    def is_overdue(self) -> bool:
        due_on = self.hazard.due_on
        return self.hazard.state == State.FIXING and due_on is not None and due_on < today()


def hazard_file(*, viewer: Viewer, pid: UUID) -> HazardFile:
    """The page of a hazard; NotFound for one the viewer may not know of.  The number of queries does not depend on the file."""
    hazard = hazard_for(viewer, pid)
    case = hazard.case
    parties = parties_of(viewer, hazard)
    clues = list(hazard.clues.select_related("asked_by", "decided_by", "answered_by").order_by("-pk"))
    orders = list(hazard.orders.select_related("asked_by", "reviewed_by", "certificate", "proof").order_by("-pk"))
    pictures = list(hazard.pictures.select_related("evidence", "rectification").order_by("pk"))
    may = rules.open_to(Standing(hazard.state, str(case.handler_id or "")), str(acting_as(viewer, case.handler_id)), parties)
    return HazardFile(
        hazard=hazard,
        case=case,
        moves=list(case.moves.select_related("officer", "station", "handler").order_by("-pk")),
        advice_given=list(hazard.advice_given.select_related("given_by").order_by("-pk")),
        rectifications=list(hazard.rectifications.select_related("brought_by", "answered_by").order_by("-pk")),
        rechecks=list(hazard.rechecks.select_related("checked_by").order_by("-pk")),
        orders=orders,
        clues=clues,
        escalations=list(hazard.escalations.order_by("pk")),
        before=[one for one in pictures if one.side == Side.BEFORE],
        after=[one for one in pictures if one.side == Side.AFTER],
        papers=papers_about(PAPERS_OF_HAZARD, hazard.public_id),
        link=hazard.links.filter(withdrawn_at__isnull=True).select_related("made_by").first(),
        planned=hazard.planned_rechecks.filter(ended_at__isnull=True).first(),
        may=_narrowed(may, viewer, hazard, parties, orders, clues),
        parties=parties,
        certificate=certificate_of(viewer.officer_id, today()),
        candidates=candidates_at(case.station, case) if "take" in may and case.station else (),
    )


def _narrowed(
    may: frozenset[str],
    viewer: Viewer,
    hazard: Hazard,
    parties: frozenset[Party],
    orders: list[RectificationOrder],
    clues: list[ClueHandover],
) -> frozenset[str]:
    """What the loop allows, less what waits for somebody else."""
    rule = grades_on(today())[Grade(hazard.grade)]
    less = set()
    if rule.closed_by_head and not parties & {Party.HEAD, Party.INTAKE}:
        less.add("finish")
    if any(one.is_approved is None for one in orders):
        less.add("order")
    if any(one.state in (ClueState.ASKED, ClueState.SENT) for one in clues):
        less.add("ask_handover")
    asked = next((one for one in clues if one.state == ClueState.ASKED), None)
    approvers = {Party.INTAKE} if rule.clue_by_department else {Party.HEAD, Party.INTAKE}
    if asked is None or asked.asked_by_id in viewer.acts_for or not parties & approvers:
        less.add("hand_over")
    return may - less
