"""One report: what was told, by when, what to do now; and its two forms on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from yingzhou.base.clock import now, today
from yingzhou.base.refusals import Refusal
from yingzhou.web.desk.forms import tipoffs as forms
from yingzhou.web.desk.views.tipoffs.marks import CHECKERS, at_a_desk
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.accounts.queries.names import names_of
from yingzhou.work.cases.queries.clocks import ClockView
from yingzhou.work.disputes import actions, queries
from yingzhou.work.disputes.choices import RevealPurpose
from yingzhou.work.disputes.models import Tipoff


@dataclass(frozen=True)
class TipoffPage:
    """All that desk/tipoffs/tipoff.html may use."""

    m: queries.TipoffMatter
    tipoff: Tipoff
    clocks: tuple[ClockView, ...]
    is_paused: bool
    reveals: list[tuple[datetime, str, str]]
    forms: dict[str, Form]
    refused: dict[str, Refusal]
    identity: actions.Revealed | None = None
    opened: str = ""


@at_a_desk(*CHECKERS)
@require_GET
def tipoff(request: HttpRequest, pid: UUID) -> HttpResponse:
    """One report, for its department and its handler."""
    found = actions.look_at_tipoff(pid=pid, by=viewer_of(request))
    return show(request, found.public_id)


def show(
    request: HttpRequest,
    pid: UUID,
    *,
    bound: dict[str, Form] | None = None,
    refused: dict[str, Refusal] | None = None,
    identity: actions.Revealed | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; `bound` and `refused` put what was typed, and why not, back beside the button."""
    found = queries.tipoff_matter(viewer=viewer_of(request), pid=pid)
    clocks = queries.tipoff_clocks(found.tipoff)
    page = TipoffPage(
        m=found,
        tipoff=found.tipoff,
        clocks=clocks,
        is_paused=any(clock.state == "paused" for clock in clocks),
        reveals=_reveals(found),
        forms={**_forms(request, found), **(bound or {})},
        refused=refused or {},
        identity=identity,
        opened=next(iter(bound or refused or {}), ""),
    )
    return render(request, "desk/tipoffs/tipoff.html", vars(page), status=status)


def candidate_choices(request: HttpRequest, tipoff: Tipoff) -> list[tuple[str, str]]:
    return [(str(one.public_id), one.name) for one in queries.candidates_for(viewer_of(request), tipoff)]


def _forms(request: HttpRequest, found: queries.TipoffMatter) -> dict[str, Form]:
    candidates = candidate_choices(request, found.tipoff) if found.standing.is_unit and found.tipoff.is_open else []
    return {
        "assign": forms.AssignTipoff(candidates=candidates, auto_id="assign_%s"),
        "note": forms.Findings(auto_id="note_%s"),
        "pause": forms.PauseCheck(auto_id="pause_%s", initial={"since": today()}),
        "resume": forms.ResumeCheck(auto_id="resume_%s", initial={"until": today()}),
        "ask_extension": forms.AskMoreTime(auto_id="ask_%s"),
        "decide": forms.Decide(auto_id="decide_%s"),
        "repeat": forms.Repeat(auto_id="repeat_%s", initial={"has_new_facts": "no"}),
        "reply": forms.Reply(auto_id="reply_%s", initial={"on": today()}),
        "identity": forms.Reveal(auto_id="reveal_%s", initial={"purpose": RevealPurpose.CHECK}),
        "write_release": forms.WriteRelease(auto_id="write_%s"),
        "release": forms.LetOut(auto_id="release_%s"),
    }


def _reveals(found: queries.TipoffMatter) -> list[tuple[datetime, str, str]]:
    names = names_of({line.actor for line in found.reveals})
    return [
        (line.at, names.get(line.actor, line.actor), str(RevealPurpose(line.facts["purpose"]).label)) for line in found.reveals
    ]


@dataclass(frozen=True)
class FormPage:
    """All that desk/tipoffs/form.html may use."""

    m: queries.TipoffMatter
    tipoff: Tipoff
    which: str
    printed_at: datetime
    printed_by: str


@at_a_desk(*CHECKERS)
@require_GET
def tipoff_form(request: HttpRequest, pid: UUID, which: str) -> HttpResponse:
    """The registration form or the notice of the result, on paper.  It is made when asked for and kept nowhere; who the
    informant is, is written in by hand.
    """
    viewer: Any = viewer_of(request)
    actions.print_tipoff(pid=pid, by=viewer)
    found = queries.tipoff_matter(viewer=viewer, pid=pid)
    page = FormPage(m=found, tipoff=found.tipoff, which=which, printed_at=now(), printed_by=viewer.name)
    return render(request, "desk/tipoffs/form.html", vars(page))
