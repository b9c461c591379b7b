"""One mediation: who agreed, when they meet, what was agreed, whether it was kept, and how the days run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms import mediation as forms
from yingzhou.web.desk.forms.mediation import TermForm
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.accounts.choices import Role
from yingzhou.work.cases.models import Case
from yingzhou.work.disputes.choices import Remedy
from yingzhou.work.disputes.models import Mediation, Session, Settlement
from yingzhou.work.disputes.queries import mediation as queries
from yingzhou.work.disputes.rules.mediation import term_words

MEDIATING = (
    Role.LIAISON,
    Role.STATION_OFFICER,
    Role.STATION_HEAD,
    Role.DEPARTMENT,
    Role.BUREAU_LEADER,
    Role.MEDIATOR,
)
READ = _("看调解")
MEDIATE = _("办调解")


@dataclass(frozen=True)
class Invited:
    """A merchant's link and code, shown on this answer alone."""

    address: str
    code: str


@dataclass(frozen=True)
class MediationPage:
    """All that desk/mediation/*.html may use."""

    f: queries.Folder
    mediation: Mediation
    case: Case
    forms: dict[str, Form]
    lines: list[TermForm]
    refused: dict[str, Refusal]
    opened: str
    invited: Invited | None = None
    words: dict[UUID, str] = field(default_factory=dict)


@who(*MEDIATING, act=READ)
def mediation(request: HttpRequest, pid: UUID) -> HttpResponse:
    """The page itself."""
    return show(request, pid)


@dataclass(frozen=True)
class SheetPage:
    """All that desk/mediation/sheet.html may use.  No names: they stand where both sign."""

    settlement: Settlement
    mediation: Mediation
    case: Case
    sessions: list[Session]
    words: dict[UUID, str]


@who(*MEDIATING, act=READ)
def sheet(request: HttpRequest, pid: UUID) -> HttpResponse:
    """What was agreed, to be printed and signed: the agreement, or the record where no letter is made."""
    found = queries.folder(viewer=viewer_of(request), pid=pid)
    settlement = found.standing or found.draft or next(iter(found.settlements), None)
    if settlement is None:
        raise NotFound()
    page = SheetPage(settlement, found.mediation, found.case, found.sessions, _words(found))
    return render(request, "desk/mediation/sheet.html", vars(page))


def show(
    request: HttpRequest,
    pid: UUID,
    *,
    bound: dict[str, Form] | None = None,
    lines: list[forms.TermForm] | None = None,
    refused: dict[str, Refusal] | None = None,
    invited: Invited | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; `bound` and `refused` put what was typed, and why not, back beside the button."""
    found = queries.folder(viewer=viewer_of(request), pid=pid)
    page = MediationPage(
        f=found,
        mediation=found.mediation,
        case=found.case,
        forms={**_forms(request, found), **(bound or {})},
        lines=lines or lines_for(found),
        refused=refused or {},
        opened=next(iter(bound or refused or {}), ""),
        invited=invited,
        words=_words(found),
    )
    return render(request, "desk/mediation/mediation.html", vars(page), status=status)


def _parts(found: queries.Folder) -> list[UUID]:
    """Every part of what is in effect: each has a form of its own, so that no two fields share an id."""
    terms = found.standing.terms.all() if found.standing else []
    return [part.public_id for term in terms for part in term.installments.all()]


def _words(found: queries.Folder) -> dict[UUID, str]:
    terms = [term for one in found.settlements for term in one.terms.all()]
    return {term.public_id: term_words(Remedy(term.remedy), term.amount, term.what) for term in terms}


def lines_for(found: queries.Folder) -> list[forms.TermForm]:
    """Empty lines but for the first, which begins with what is known."""
    matter = found.mediation.complaint or found.mediation.dispute
    first = forms.first_line(found.accepted, matter.amount if matter else None)
    return [
        forms.TermForm(prefix=f"t{place}", initial=first if place == 1 else {}, auto_id="id_%s")
        for place in range(1, forms.LINES + 1)
    ]


def _forms(request: HttpRequest, found: queries.Folder) -> dict[str, Form]:
    mediators = queries.mediator_choices(found.mediation) if found.may_act else []
    mediator = found.planned.mediators.all()[0] if found.planned and found.planned.mediators.all() else None
    made: dict[str, Any] = {
        "consent": forms.ConsentForm(auto_id="consent_%s"),
        "delegate": forms.DelegateForm(auto_id="delegate_%s"),
        "session": forms.SessionForm(auto_id="session_%s", mediators=mediators),
        "record": forms.RecordForm(auto_id="record_%s"),
        "recusal": forms.RecusalForm(auto_id="recusal_%s", mediators=mediators),
        "decide": forms.DecideForm(auto_id="decide_%s"),
        "appraisal": forms.AppraisalForm(auto_id="appraisal_%s"),
        "appraisal_end": forms.ResultForm(auto_id="appraisal_end_%s"),
        "settle": forms.SettleForm(auto_id="settle_%s", papers=found.papers),
        "sign": forms.SignForm(auto_id="sign_%s", initial={"mediator": (mediator or viewer_of(request)).name}),
        **{str(pid): forms.PerformForm(auto_id=f"{pid}_%s") for pid in _parts(found)},
        "invite": forms.InviteForm(auto_id="invite_%s"),
        "offer": forms.OfferForm(auto_id="offer_%s"),
        "end": forms.EndForm(auto_id="end_%s"),
        "confirmation": forms.ConfirmationForm(auto_id="confirmation_%s"),
        "filed": forms.FiledForm(auto_id="filed_%s"),
    }
    return made
