"""One complaint: where it stands in law, what to do now, what was done, who saw it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from yingzhou.base.clock import now, today
from yingzhou.base.refusals import Refusal
from yingzhou.web.desk.forms import complaints as forms
from yingzhou.web.desk.forms.cases import Reveal
from yingzhou.web.desk.views.complaints.showing import READ, chip
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.clocks import Clock
from yingzhou.work.cases.choices import Purpose
from yingzhou.work.cases.models import Case
from yingzhou.work.disputes.actions import Seen
from yingzhou.work.disputes.choices import Reopening, ServiceChannel
from yingzhou.work.disputes.models import Complaint
from yingzhou.work.disputes.queries import complaints as queries
from yingzhou.work.disputes.queries.dossier import Dossier, dossier
from yingzhou.work.disputes.rules.steps import Step
from yingzhou.work.network import queries as net


@dataclass(frozen=True)
class ComplaintPage:
    """All that desk/complaints/complaint.html may use."""

    d: Dossier
    complaint: Complaint
    case: Case
    due: Clock
    forms: dict[str, Form]
    refused: dict[str, Refusal]
    seen: tuple[Seen, ...] = ()
    opened: str = ""
    stray: Refusal | None = None


#: Which step of the law a form of the page takes, where the two are not named alike.
STEP_OF = {
    "return": Step.RETURN,
    "outcome": Step.ANSWER,
    "clue": Step.CLUE,
    "clue_check": Step.CLUE_CHECK,
    "authority": Step.AUTHORITY,
    "authority_settle": Step.AUTHORITY_SETTLE,
    "consent": Step.CONSENT,
    "represent": Step.CONSENT,
}


@who(*queries.READERS, act=READ)
def complaint(request: HttpRequest, pid: UUID) -> HttpResponse:
    """One complaint."""
    return show(request, pid)


def show(
    request: HttpRequest,
    pid: UUID,
    *,
    bound: dict[str, Form] | None = None,
    refused: dict[str, Refusal] | None = None,
    seen: tuple[Seen, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """The page; `bound` and `refused` put what was typed, and why not, back beside the button."""
    found = dossier(viewer=viewer_of(request), pid=pid)
    stray = next((one for name, one in (refused or {}).items() if not _is_shown(name, found)), None)
    page = ComplaintPage(
        d=found,
        complaint=found.complaint,
        case=found.complaint.case,
        due=chip(found.due),
        forms={**{name: make_form(name, found) for name in FORMS}, **(bound or {})},
        refused=refused or {},
        seen=seen,
        opened=next(iter(bound or refused or {}), ""),
        stray=stray,
    )
    return render(request, "desk/complaints/complaint.html", vars(page), status=status)


def _is_shown(name: str, found: Dossier) -> bool:
    """Whether the form of a step stands on the page, so that its refusal can stand beside its button."""
    return found.works_on if name == "identity" else STEP_OF.get(name, name) in found.may


def people_of(found: Dossier) -> list[tuple[str, str]]:
    return [(str(one.public_id), _("第 %(n)s 位投诉人") % {"n": one.place}) for one in found.people]


def owings_of(found: Dossier) -> list[tuple[str, str]]:
    """What has still to be told to whom, first; then what was told already, for a second proof."""
    told = [(one.paper, one.side) for one in found.owing] + [(one.paper, one.side) for one in found.services]
    words = {"consumer": _("投诉人"), "merchant": _("被投诉人")}
    return list({f"{paper.public_id}:{side}": f"{words[side]} · {paper.title}" for paper, side in told}.items())


def make_form(name: str, found: Dossier, data: Any = None, files: Any = None) -> Form:
    """The form of one step of the page."""
    kind = FORMS[name]
    options: dict[str, Any] = {"auto_id": f"{name}_%s"}
    if name == "forward":
        options["stations"] = (
            [(str(one.public_id), one.name) for one in net.stations(on=today())] if "forward" in found.may else []
        )
    elif name == "serve":
        options["owings"] = owings_of(found)
        options["initial"] = {"channel": ServiceChannel.PHONE, "at": localtime(now())}
    elif name in ("consent", "represent"):
        options["people"] = people_of(found)
        options["initial"] = {"given_on": today(), "speakers": [str(one.public_id) for one in found.people if one.speaks_for_all]}
    elif name == "identity":
        options["initial"] = {"purpose": Purpose.CONTACT}
    elif name == "reopen":
        options["initial"] = {"why": Reopening.NEW_FACTS}
    return kind(data, files, **options)


FORMS: dict[str, Any] = {
    "forward": forms.Forward,
    "return": forms.Words,
    "ask_identity": forms.AskIdentity,
    "withdraw": forms.Words,
    "serve": forms.Serve,
    "reopen": forms.Reopen,
    "outcome": forms.OutcomeOfCall,
    "clue": forms.Words,
    "clue_check": forms.Words,
    "authority": forms.WithWhom,
    "authority_settle": forms.Words,
    "consent": forms.Consent,
    "represent": forms.Represent,
    "identity": Reveal,
}
