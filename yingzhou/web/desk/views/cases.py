"""事项: the list, one matter, and a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms import cases as forms
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.clocks import Clock, clock
from yingzhou.work.accounts.choices import Role
from yingzhou.work.cases import actions, queries
from yingzhou.work.cases.choices import Kind, Purpose, Reach, Source, Stage
from yingzhou.work.cases.models import Case
from yingzhou.work.disputes.queries.complaints import complaint_of_case
from yingzhou.work.network import public as network
from yingzhou.work.network import queries as net
from yingzhou.work.registry import public as registry
from yingzhou.work.registry.queries.businesses import business_for

WORKING = (
    Role.LIAISON,
    Role.STATION_OFFICER,
    Role.STATION_HEAD,
    Role.VILLAGE_WORKER,
    Role.DEPARTMENT,
    Role.BUREAU_LEADER,
    Role.MEDIATOR,
)
RAISING = (Role.LIAISON, Role.STATION_OFFICER, Role.STATION_HEAD, Role.VILLAGE_WORKER, Role.DEPARTMENT)
STAGES = tuple(Stage)
READ_CASES = gettext_lazy("看事项")
RAISE_CASES = gettext_lazy("记一件事")


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    case: Case
    clock: Clock


@dataclass(frozen=True)
class ListPage:
    """All that desk/cases/list.html may use."""

    form: forms.CaseFilter
    rows: list[Row]
    asked: dict[str, Any]
    count: int
    is_capped: bool
    next: str


@who(*WORKING, act=READ_CASES)
def case_list(request: HttpRequest) -> HttpResponse:
    """Open matters by due day, or closed ones, the latest first."""
    form = forms.CaseFilter(request.GET)
    asked = form.asked()
    found = queries.case_list(viewer=viewer_of(request), **asked)
    query = request.GET.copy()
    query["after"] = str(found.after or "")
    page = ListPage(
        form=form,
        rows=[Row(case, clock_of(case)) for case in found.cases],
        asked=asked,
        count=found.count,
        is_capped=found.is_capped,
        next=f"?{query.urlencode()}" if found.after else "",
    )
    return render(request, "desk/cases/list.html", vars(page))


def clock_of(case: Case) -> Clock:
    """The one chip of a matter: our own promise, named as such."""
    told = queries.promised(case)
    label = told.label_en if (get_language() or "").startswith("en") else told.label
    return clock(
        told.due_on,
        left=told.left,
        working=told.working,
        done=told.is_kept,
        label=label,
        article=_("法定") if case.kind == Kind.COMPLAINT else _("自定承诺"),
        detail=(_("%(label)s：%(source)s。") if case.kind == Kind.COMPLAINT else _("%(label)s：%(source)s。不是法定期限。"))
        % {"label": label, "source": told.source},
        provisional=told.is_provisional and not told.is_kept,
        used=told.used,
    )


@dataclass(frozen=True)
class CasePage:
    """All that desk/cases/case.html may use."""

    m: queries.Matter
    case: Case
    due: Clock
    steps: list[tuple[str, str, list[str]]]
    forms: dict[str, Form]
    refused: dict[str, Refusal]
    spent: list[tuple[str, str]]
    identity: actions.Identity | None = None
    opened: str = ""


@who(*WORKING, act=READ_CASES)
def case(request: HttpRequest, pid: UUID) -> HttpResponse:
    """One matter: where it stands, what to do now, what was done, who saw it."""
    viewer = viewer_of(request)
    found = actions.look_at(pid=pid, by=viewer)
    if found.kind == Kind.COMPLAINT and (complaint := complaint_of_case(viewer, found)) is not None:
        return HttpResponseRedirect(reverse("desk:complaint", args=[complaint.public_id]))
    return show(request, found.public_id)


def show(
    request: HttpRequest,
    pid: UUID,
    *,
    bound: dict[str, Form] | None = None,
    refused: dict[str, Refusal] | None = None,
    identity: actions.Identity | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a matter; `bound` and `refused` put what was typed, and why not, back beside the button."""
    found = queries.matter(viewer=viewer_of(request), pid=pid)
    page = CasePage(
        m=found,
        case=found.case,
        due=clock_of(found.case),
        steps=_steps(found),
        forms={**_forms(found), **(bound or {})},
        refused=refused or {},
        spent=_spent(found),
        identity=identity,
        opened=next(iter(bound or refused or {}), ""),
    )
    return render(request, "desk/cases/case.html", vars(page), status=status)


def station_choices() -> list[tuple[str, str]]:
    return [(str(one.public_id), one.name) for one in net.stations(on=today())]


def candidate_choices(found: queries.Matter) -> list[tuple[str, str]]:
    return [(str(one.public_id), f"{one.name} · {one.role}") for one in found.candidates]


def _forms(found: queries.Matter) -> dict[str, Form]:
    latest = found.latest_extension
    return {
        "dispatch_elsewhere": forms.DispatchElsewhere(stations=station_choices() if "dispatch" in found.may else []),
        "assign": forms.Assign(candidates=candidate_choices(found)),
        "send_back": forms.Reason(auto_id="send_back_%s"),
        "note": forms.Note(auto_id="note_%s"),
        "attach": forms.Attach(auto_id="attach_%s"),
        "hand_in": forms.HandIn(auto_id="hand_in_%s"),
        "redo": forms.Reason(auto_id="redo_%s"),
        "close": forms.Close(auto_id="close_%s"),
        "reopen": forms.Reason(auto_id="reopen_%s"),
        "ask_extension": forms.AskExtension(auto_id="ask_%s", initial={"to_day": latest}),
        "extension": forms.DecideExtension(auto_id="extension_%s"),
        "escalate": forms.Reason(auto_id="escalate_%s"),
        "identity": forms.Reveal(auto_id="reveal_%s", initial={"purpose": Purpose.CONTACT}),
    }


def _steps(found: queries.Matter) -> list[tuple[str, str, list[str]]]:
    """The five steps as the loop is drawn: done, now, ahead; with the day and the station or person."""
    at = STAGES.index(Stage(found.case.stage))
    entered = {move.after: move for move in found.moves if move.before != move.after or move.name == "open"}
    steps = []
    for place, stage in enumerate(STAGES):
        is_done = place < at or found.case.stage == Stage.CLOSED
        state = "done" if is_done else "now" if place == at else ""
        move = entered.get(stage) if place <= at else None
        steps.append((str(stage.label), state, _step_lines(stage, move)))
    return steps


def _step_lines(stage: Stage, move: Any) -> list[str]:
    if move is None:
        return [str(AHEAD[stage])]
    day = f"{move.at.astimezone():%m-%d}"
    place = move.station.name if move.station and stage == Stage.DISPATCHED else ""
    name = move.officer.name if move.officer else ""
    return [" · ".join(part for part in (day, place or name) if part)]


AHEAD = {
    Stage.INTAKE: "",
    Stage.DISPATCHED: gettext_lazy("按网格到站，再到人"),
    Stage.HANDLING: gettext_lazy("承办人去看、去说"),
    Stage.VERIFYING: gettext_lazy("换一个人核查，要有凭据"),
    Stage.CLOSED: gettext_lazy("再问一句：真的解决了吗"),
}


def _spent(found: queries.Matter) -> list[tuple[str, str]]:
    taken = found.spent
    lines = [
        (_("发现用了"), _length(taken.find) if taken.find is not None else _("没有说从哪天开始")),
        (_("解决用了"), _length(taken.solve) if taken.solve is not None else _("还没解决")),
        (_("了结用了"), _length(taken.remove) if taken.remove is not None else _("还在办")),
    ]
    lines += [(str(Stage(name).label), _length(spent)) for name, spent in taken.by_stage.items()]
    return lines


def _length(spent: timedelta) -> str:
    hours = spent.total_seconds() / 3600
    if hours < 1:
        return _("不到 1 小时")
    if hours < 48:
        return _("%(n)s 小时") % {"n": round(hours)}
    return _("%(n)s 天") % {"n": round(hours / 24, 1)}


@who(*WORKING, act=READ_CASES)
def identity(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Who raised it, once a purpose is written; shown on this answer alone."""
    viewer = viewer_of(request)
    found = queries.case_for(viewer, pid)
    form = forms.Reveal(request.POST or None, auto_id="reveal_%s")
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk:case", args=[pid]))
    if not form.is_valid():
        return show(request, pid, bound={"identity": form}, status=422)
    asked = form.cleaned_data
    try:
        seen = actions.read_identity(case=found, purpose=Purpose(asked["purpose"]), words=asked["words"], by=viewer)
    except NotFound:
        raise
    except Refusal as refusal:
        return show(request, pid, bound={"identity": form}, refused={"identity": refusal}, status=refusal.status)
    return show(request, pid, identity=seen)


@dataclass(frozen=True)
class NewPage:
    """All that desk/cases/new.html may use."""

    form: forms.NewCase
    shops: tuple[registry.Shop, ...]
    chosen: registry.Shop | None
    searched: bool
    refusal: Refusal | None = None


@who(*RAISING, act=RAISE_CASES)
def case_new(request: HttpRequest) -> HttpResponse:
    """记一笔: a demand, a hazard or a signal somebody told an officer."""
    villages = [(str(one.public_id), f"{one.town} {one.name}".strip()) for one in network.villages()]
    form = forms.NewCase(request.POST or None, villages=villages, initial=request.GET.dict())
    if request.method != "POST":
        return _new_page(request, form)
    if request.POST.get("go") == "search":
        return _new_page(request, forms.NewCase(initial=request.POST.dict(), villages=villages), searched=True)
    if not form.is_valid():
        return _new_page(request, form, status=422)
    try:
        made = _open(request, form.cleaned_data)
    except NotFound:
        raise
    except Refusal as refusal:
        return _new_page(request, form, refusal=refusal, status=refusal.status)
    messages.success(request, _("收下了：%(number)s") % {"number": made.number})
    return HttpResponseRedirect(reverse("desk:case", args=[made.public_id]))


def _open(request: HttpRequest, asked: dict[str, Any]) -> Case:
    viewer = viewer_of(request)
    leaves = actions.RaisedBy(asked["name"], asked["phone"], Reach.PHONE)
    community = asked["community"]
    return actions.open_case(
        kind=Kind(asked["kind"]),
        text=asked["text"],
        wish=asked["wish"],
        source=Source.DESK,
        by=viewer,
        business=business_for(viewer, asked["business"], on=today()) if asked["business"] else None,
        community=net.organization_for(viewer, UUID(community)) if community else None,
        place=asked["place"],
        began_on=asked["began_on"],
        raiser=leaves if asked["name"] or asked["phone"] else None,
    )


def _new_page(
    request: HttpRequest, form: forms.NewCase, *, searched: bool = False, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    words = str(form["shop_words"].value() or "")
    picked = str(form["business"].value() or "")
    page = NewPage(
        form=form,
        shops=registry.shops(words) if searched else (),
        chosen=_shop(picked),
        searched=searched,
        refusal=refusal,
    )
    return render(request, "desk/cases/new.html", vars(page), status=status)


def _shop(picked: str) -> registry.Shop | None:
    try:
        return registry.shop(UUID(picked))
    except ValueError:
        return None
