"""交办建议: grid → station → liaison, with the reason; for a signal past the shop's own liaison and village."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from yingzhou.base.clock import day_of, today
from yingzhou.base.words import _
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases import rules
from yingzhou.work.cases.choices import Kind
from yingzhou.work.cases.models import Case
from yingzhou.work.liaison.models import Contact
from yingzhou.work.network.models import Organization, Placement, Posting
from yingzhou.work.network.queries import in_force

STATION_ROLES = (Role.STATION_HEAD, Role.STATION_OFFICER, Role.LIAISON)


@dataclass(frozen=True)
class Candidate:
    """Somebody at the station who may handle it, best first; `why` says why he is proposed or what he is."""

    public_id: UUID
    name: str
    role: str
    why: str


@dataclass(frozen=True)
class Proposal:
    """Where a case should go and why; no station when nothing leads to one, no handler when the head should choose."""

    station: Organization | None
    handler: Candidate | None
    why: tuple[str, ...]
    candidates: tuple[Candidate, ...] = ()


def proposal_for(viewer: Viewer, case: Case) -> Proposal:
    """The station of the business or of the village, and the person there.  `viewer` must already see the case."""
    on = today()
    station, reason = _station_of(case, on)
    if station is None:
        return Proposal(None, None, (str(_("按地址没有定到指导站，请选一个")),))
    candidates = candidates_at(station, case)
    handler = candidates[0] if candidates else None
    why = [reason]
    if rules.bypasses_liaison(Kind(case.kind)) and case.business_id:
        why.append(str(_("线索绕开本户联络员和所在村居")))
    why.append(handler.why if handler else str(_("站里没有可以承办的人，先交到站，由站长定")))
    return Proposal(station, handler, tuple(why), candidates)


def candidates_at(station: Organization, case: Case) -> tuple[Candidate, ...]:
    """Who at the station may handle it: the liaison first, then the head, then the others; conflicts left out."""
    on = today()
    is_signal = rules.bypasses_liaison(Kind(case.kind))
    liaisons = _liaisons_since(case, day_of(case.received_at)) if is_signal else _liaison_on(case, on)
    best: dict[int, tuple[int, Posting]] = {}
    postings = Posting.objects.filter(in_force(on), organization=station, role__in=STATION_ROLES, officer__is_active=True)
    for posting in postings.select_related("officer").order_by("officer__username"):
        if is_signal and posting.officer_id in liaisons:
            continue
        rank = _rank(posting, liaisons, is_signal=is_signal)
        if posting.officer_id not in best or rank < best[posting.officer_id][0]:
            best[posting.officer_id] = (rank, posting)
    ordered = sorted(best.values(), key=lambda pair: (pair[0], pair[1].officer.username))
    return tuple(
        Candidate(posting.officer.public_id, posting.officer.name, str(Role(posting.role).label), _why(rank, is_signal=is_signal))
        for rank, posting in ordered
    )


def _rank(posting: Posting, liaisons: frozenset[int], *, is_signal: bool) -> int:
    if not is_signal and posting.officer_id in liaisons:
        return 0
    return {Role.STATION_HEAD: 1, Role.STATION_OFFICER: 2}.get(Role(posting.role), 3)


def _why(rank: int, *, is_signal: bool) -> str:
    if rank == 0:
        return str(_("本户联络员"))
    if rank == 1:
        return str(_("站长，线索由站长先看") if is_signal else _("站长，这一户还没有联络员"))
    return str(_("本站人员，与这一户没有联络关系") if is_signal else _("本站人员"))


def _station_of(case: Case, on: date) -> tuple[Organization | None, str]:
    business = case.business
    if business is not None and business.station_id:
        return business.station, str(_("经营主体 {name} 归这个站").format(name=business.name))
    community = case.community or (business.community if business else None)
    if community is None:
        return None, ""
    placement = Placement.objects.filter(in_force(on), child=community, line="station").select_related("parent").first()
    if placement is None:
        return None, ""
    return placement.parent, str(_("{name} 归这个站的网格").format(name=community.name))


def _liaison_on(case: Case, on: date) -> frozenset[int]:
    return frozenset(
        Contact.objects.filter(in_force(on), business=case.business_id).values_list("officer_id", flat=True)
        if case.business_id
        else ()
    )


def _liaisons_since(case: Case, since: date) -> frozenset[int]:
    return frozenset(
        Contact.objects.filter(Q(until__isnull=True) | Q(until__gt=since), business=case.business_id).values_list(
            "officer_id", flat=True
        )
        if case.business_id
        else ()
    )
