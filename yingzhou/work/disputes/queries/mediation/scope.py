"""Which mediations a person may know of, and what the rules need to know of one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from yingzhou.base.evidence.models import Evidence
from yingzhou.base.refusals import NotFound
from yingzhou.base.words import _
from yingzhou.work.accounts.choices import SEPARATED, Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.models import Case, Clock
from yingzhou.work.disputes.choices import DelegateKind, MediationState, SessionResult, Side, Way
from yingzhou.work.disputes.models import Mediation, Recusal, Settlement
from yingzhou.work.disputes.rules.mediation import MediationFacts

#: What the statutory clocks of these are kept under.
CLOCK_OF_COMPLAINT, CLOCK_OF_SETTLEMENT = "disputes.complaint", "disputes.settlement"
#: What the papers of a mediation are issued about.
PAPERS_OF_MEDIATION = "disputes.mediation"
RECUSAL_WAITS = _("回避申请还没有决定：调解停着，六十天不停")
MATTERS = ("complaint__case", "dispute__case")
WITH_MATTER = (
    "complaint__case__business",
    "complaint__case__station",
    "complaint__case__handler",
    "complaint__held_by",
    "dispute__case__business",
    "dispute__case__station",
    "dispute__case__handler",
)


def mediations_of(viewer: Viewer) -> QuerySet[Mediation]:
    """The handler's, the mediator's, the station's, the department's; leaders read all.  Nobody else knows of any.

    The liaison of the shop and its village see none: what is said at the table stays there.
    """
    if not viewer.roles - SEPARATED:
        return Mediation.objects.none()
    seen = Q(sessions__mediators__in=viewer.acts_for) | _of_cases("handler__in", viewer.acts_for)
    for grant in viewer.grants:
        match grant.role:
            case Role.DEPARTMENT | Role.BUREAU_LEADER if grant.everywhere:
                return Mediation.objects.all()
            case Role.STATION_HEAD | Role.STATION_OFFICER:
                seen |= _of_cases("station__in", grant.station_ids) | Q(complaint__held_by__in=grant.station_ids)
            case _:
                continue
    return Mediation.objects.filter(seen).distinct()


def mediation_for(viewer: Viewer, pid: UUID) -> Mediation:
    """One mediation by its public id; a foreign one answers like an unknown one."""
    found = mediations_of(viewer).filter(public_id=pid).select_related(*WITH_MATTER).first()
    if found is None:
        raise NotFound()
    return found


def case_of(mediation: Mediation) -> Case:
    """The matter behind it."""
    if mediation.complaint is not None:
        return mediation.complaint.case
    assert mediation.dispute is not None  # the database holds one of both
    return mediation.dispute.case


def running_of(case: Case) -> Mediation | None:
    """The mediation that runs about a matter, or ran last."""
    about = Q(complaint__case=case) | Q(dispute__case=case)
    return Mediation.objects.filter(about).select_related(*WITH_MATTER).order_by("-pk").first()


def facts_of(mediation: Mediation) -> MediationFacts:
    """What the rules need to know of it, at this moment."""
    case = case_of(mediation)
    held_by = mediation.complaint.held_by_id if mediation.complaint else None
    sessions = list(mediation.sessions.prefetch_related("mediators"))
    delegation = getattr(mediation, "delegation", None)
    return MediationFacts(
        state=MediationState(mediation.state),
        is_of_complaint=mediation.complaint_id is not None,
        station_ids=frozenset(pk for pk in (case.station_id, held_by) if pk),
        handler_id=case.handler_id,
        mediator_ids=frozenset(one.pk for session in sessions for one in session.mediators.all()),
        agreed=agreed_of(mediation),
        recusal_waits=mediation.recusals.filter(decided_at__isnull=True).exists(),
        delegate=DelegateKind(delegation.kind) if delegation else None,
        held_on_site=any(one.result == SessionResult.HELD and one.way == Way.ON_SITE for one in sessions),
    )


def agreed_of(mediation: Mediation) -> frozenset[Side]:
    """The sides whose latest word is yes."""
    latest = {consent.side: consent.agrees for consent in mediation.consents.order_by("pk")}
    return frozenset(Side(side) for side, agrees in latest.items() if agrees)


def confirmable_until(settlement: Settlement) -> date | None:
    """The last day both may apply for judicial confirmation, as its clock has it; None where no such clock ever began."""
    clocks = Clock.objects.filter(about=CLOCK_OF_SETTLEMENT, about_id=settlement.public_id).order_by("-pk")
    return clocks.values_list("due_strict", flat=True).first()


def _of_cases(lookup: str, value: object) -> Q:
    found = Q(pk__in=())
    for matter in MATTERS:
        found |= Q(**{f"{matter}__{lookup}": value})
    return found


def may_see_file(viewer: object, evidence: Evidence) -> bool:
    """A file of a mediation is for those who may see the mediation."""
    return isinstance(viewer, Viewer) and mediations_of(viewer).filter(files__evidence=evidence).exists()


def may_see_settlement(viewer: Viewer, pid: UUID) -> bool:
    """The days for judicial confirmation are for those who may see the mediation."""
    return mediations_of(viewer).filter(settlements__public_id=pid).exists()


def may_see_papers(viewer: Viewer, pid: UUID) -> bool:
    """The papers of a mediation are for those who may see it."""
    return mediations_of(viewer).filter(public_id=pid).exists()


def risks_of(complaint: UUID) -> Iterable[object]:
    """What makes a mediation rest while the days of the law go on."""
    waits = Recusal.objects.filter(mediation__complaint__public_id=complaint, decided_at__isnull=True)
    return (RECUSAL_WAITS,) if waits.exists() else ()
