"""Reading proposals."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.liaison import rules
from yingzhou.work.liaison.choices import ProposalState
from yingzhou.work.liaison.models import AssignmentProposal, Contact, ProposalLine
from yingzhou.work.network.models import Posting
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.choices import Status
from yingzhou.work.registry.models import Business

PAGE = 100
LATEST = 10


def proposals_of(viewer: Viewer) -> QuerySet[AssignmentProposal]:
    """Proposals a viewer oversees, the latest first."""
    found = AssignmentProposal.objects.select_related("station", "asked_by", "decided_by").order_by("-asked_at", "-pk")
    wide = any(grant.everywhere for grant in viewer.grants_of(*rules.OVERSEERS))
    stations = frozenset().union(*(grant.station_ids for grant in viewer.grants_of(*rules.OVERSEERS)))
    return found if wide else found.filter(station__in=stations)


def waiting_proposals(viewer: Viewer) -> list[AssignmentProposal]:
    """Those that are computed and wait for this viewer to decide."""
    if not viewer.has(*rules.DECIDERS):
        return []
    found = proposals_of(viewer).filter(state=ProposalState.READY)[:LATEST]
    return [one for one in found if rules.may_decide(viewer, one.station_id)]


def proposal_for(viewer: Viewer, public_id: UUID) -> AssignmentProposal:
    """One proposal, if it is in scope."""
    found = proposals_of(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def line_for(viewer: Viewer, public_id: UUID) -> ProposalLine:
    """One line of a proposal in scope."""
    found = ProposalLine.objects.filter(public_id=public_id, proposal__in=proposals_of(viewer).order_by()).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class LineRow:
    """One line as a person reads it."""

    line: ProposalLine
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class LoadRow:
    """One officer's number before and after, lines taken out reckoned with."""

    officer: Officer
    before: int
    after: int
    cap: int

    @property
    def share(self) -> int:
        """After, of the cap, 0–100."""
        return min(100, 100 * self.after // max(self.cap, 1))


@dataclass(frozen=True)
class ProposalView:
    """One proposal: its numbers, a page of its lines, everybody's load, and what has changed since."""

    proposal: AssignmentProposal
    rows: tuple[LineRow, ...]
    after: UUID | None
    loads: tuple[LoadRow, ...]
    moved: int
    placed: int
    alone: int
    out: int
    stale: tuple[Business, ...]
    may_decide: bool


def proposal_view(viewer: Viewer, public_id: UUID, *, after: UUID | None = None) -> ProposalView:
    """Everything a person needs to say yes or no.  A fixed number of queries."""
    proposal = proposal_for(viewer, public_id)
    lines = proposal.lines.select_related("business", "officer", "was").order_by("pk")
    if after is not None and (last := proposal.lines.filter(public_id=after).first()) is not None:
        lines = lines.filter(pk__gt=last.pk)
    rows = list(lines[: PAGE + 1])
    kinds = Counter(
        "alone" if to is None else "moved" if was is not None else "placed"
        for to, was in proposal.lines.values_list("officer_id", "was_id")
    )
    return ProposalView(
        proposal=proposal,
        rows=tuple(LineRow(line, rules.in_words(line.reasons)) for line in rows[:PAGE]),
        after=rows[PAGE - 1].public_id if len(rows) > PAGE else None,
        loads=_loads(proposal),
        moved=kinds["moved"],
        placed=kinds["placed"],
        alone=kinds["alone"],
        out=proposal.lines.filter(is_out=True).count(),
        stale=tuple(changed_since(proposal)) if proposal.state == ProposalState.READY else (),
        may_decide=rules.may_decide(viewer, proposal.station_id),
    )


def _loads(proposal: AssignmentProposal) -> tuple[LoadRow, ...]:
    back: Counter[int] = Counter()
    for to, was in proposal.lines.filter(is_out=True).values_list("officer_id", "was_id"):
        back[to or 0] -= 1
        back[was or 0] += 1
    rows = proposal.loads.select_related("officer").order_by("-after", "officer__name", "pk")
    return tuple(LoadRow(one.officer, one.before, one.after + back[one.officer_id], one.cap) for one in rows)


def changed_since(proposal: AssignmentProposal) -> list[Business]:
    """Businesses of lines still in whose liaison, seat, state or new liaison's posting is no longer what it was."""
    lines = list(proposal.lines.filter(is_out=False, officer__isnull=False).values_list("business_id", "officer_id", "was_id"))
    keys = [business for business, _to, _was in lines]
    now = dict(Contact.objects.filter(in_force(proposal.since), business__in=keys).values_list("business_id", "officer_id"))
    planned = set(Contact.objects.filter(business__in=keys, since__gte=proposal.since).values_list("business_id", flat=True))
    posted = set(
        Posting.objects.filter(
            in_force(proposal.since),
            role__in=rules.LIAISONS,
            officer__in={to for _one, to, _was in lines},
            officer__is_active=True,
        ).values_list("officer_id", "organization_id")
    )
    businesses = {one.pk: one for one in Business.objects.filter(pk__in=keys)}
    return [
        businesses[business]
        for business, to, was in lines
        if now.get(business) != was
        or business in planned
        or businesses[business].status != Status.ACTIVE
        or businesses[business].merged_into_id is not None
        or (to, businesses[business].station_id) not in posted
    ]
