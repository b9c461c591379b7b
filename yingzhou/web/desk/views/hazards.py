"""隐患: the list, one hazard, a new one, how long it takes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yingzhou.base.clock import today
from yingzhou.base.evidence import serving, storing
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms import hazards as forms
from yingzhou.web.desk.views.evidence import hand_out
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.clocks import Clock, clock
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.choices import Kind, Source
from yingzhou.work.cases.queries import case_for
from yingzhou.work.hazards import actions, queries
from yingzhou.work.hazards.choices import Grade, State
from yingzhou.work.hazards.models import Hazard
from yingzhou.work.hazards.rules.refusals import ShopMissing
from yingzhou.work.registry import public as registry
from yingzhou.work.registry.queries.businesses import business_for

READING = (
    Role.LIAISON,
    Role.STATION_OFFICER,
    Role.STATION_HEAD,
    Role.VILLAGE_WORKER,
    Role.DEPARTMENT,
    Role.BUREAU_LEADER,
)
RAISING = (Role.LIAISON, Role.STATION_OFFICER, Role.STATION_HEAD, Role.VILLAGE_WORKER, Role.DEPARTMENT)
COUNTING = (Role.STATION_HEAD, Role.DEPARTMENT, Role.BUREAU_LEADER)
READ_HAZARDS = gettext_lazy("看隐患")
RAISE_HAZARDS = gettext_lazy("记隐患")
TONES = {Grade.GENERAL: "line", Grade.SERIOUS: "soon", Grade.MAJOR: "late"}
QUARTER = timedelta(days=90)


@dataclass(frozen=True)
class HazardRow:
    """One line of the list."""

    hazard: Hazard
    due: Clock | None
    tone: str


@dataclass(frozen=True)
class HazardsPage:
    """All that desk/hazards/list.html may use."""

    form: forms.HazardFilter
    rows: list[HazardRow]
    asked: queries.HazardsAsked
    villages: list[tuple[str, str]]
    count: int
    is_capped: bool
    next: str

    @property
    def is_narrowed(self) -> bool:
        return replace(self.asked, state="open") != queries.HazardsAsked() or self.asked.state not in ("open", "closed", "all")


@who(*READING, act=READ_HAZARDS)
@require_GET
def hazard_list(request: HttpRequest) -> HttpResponse:
    """Open hazards, the longest open first; closed ones, the latest first."""
    viewer = viewer_of(request)
    form = forms.HazardFilter(request.GET)
    asked = form.asked()
    found = queries.hazard_list(viewer=viewer, asked=asked, after=form.cleaned_data.get("after"))
    query = request.GET.copy()
    query["after"] = str(found.after or "")
    page = HazardsPage(
        form=form,
        rows=[HazardRow(one, clock_of(one), TONES[Grade(one.grade)]) for one in found.hazards],
        asked=asked,
        villages=queries.villages_of(viewer),
        count=found.count,
        is_capped=found.is_capped,
        next=f"?{query.urlencode()}" if found.after else "",
    )
    return render(request, "desk/hazards/list.html", vars(page) | {"is_narrowed": page.is_narrowed})


def clock_of(hazard: Hazard) -> Clock | None:
    """The owner's day, as long as it is with them."""
    if hazard.due_on is None or hazard.state != State.FIXING:
        return None
    left = (hazard.due_on - today()).days
    return clock(
        hazard.due_on,
        left=left,
        label=_("请店家改好的日子"),
        article=_("自定承诺"),
        detail=_("由办理人员定，出厂天数按等级；不是法定期限。"),
    )


@dataclass(frozen=True)
class HazardPage:
    """All that desk/hazards/hazard.html may use."""

    file: queries.HazardFile
    hazard: Hazard
    due: Clock | None
    tone: str
    forms: dict[str, Form]
    refused: dict[str, Refusal]
    opened: str = ""
    link: str = ""
    code: str = ""


@who(*READING, act=READ_HAZARDS)
@require_GET
def hazard(request: HttpRequest, pid: UUID) -> HttpResponse:
    """One hazard: where it stands, the pair of photos, what to do now, what was done."""
    return show(request, pid)


def show(
    request: HttpRequest,
    pid: UUID,
    *,
    bound: dict[str, Form] | None = None,
    refused: dict[str, Refusal] | None = None,
    link: str = "",
    code: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page; `bound` and `refused` put what was typed, and why not, back beside the button; `link` and `code` are told once."""
    found = queries.hazard_file(viewer=viewer_of(request), pid=pid)
    page = HazardPage(
        file=found,
        hazard=found.hazard,
        due=clock_of(found.hazard),
        tone=TONES[Grade(found.hazard.grade)],
        forms={**_forms(found), **(bound or {})},
        refused=refused or {},
        opened=next(iter(bound or refused or {}), ""),
        link=link,
        code=code,
    )
    return render(request, "desk/hazards/hazard.html", vars(page), status=status)


def _forms(found: queries.HazardFile) -> dict[str, Form]:
    candidates = [(str(one.public_id), f"{one.name} · {one.role}") for one in found.candidates]
    return {
        "advise": forms.Advise(auto_id="advise_%s", initial={"words": found.hazard.needed}),
        "prove": forms.Prove(auto_id="prove_%s"),
        "accept": forms.Words(auto_id="accept_%s"),
        "give_back": forms.GiveBack(auto_id="give_back_%s"),
        "recheck": forms.Recheck(auto_id="recheck_%s"),
        "finish": forms.Finish(auto_id="finish_%s"),
        "close_without": forms.Reason(auto_id="close_without_%s"),
        "take": forms.Take(auto_id="take_%s", candidates=candidates),
        "note": forms.Words(auto_id="note_%s"),
        "ask_order": forms.AskOrder(auto_id="ask_order_%s"),
        "decide_order": forms.Decide(auto_id="decide_order_%s"),
        "serve_order": forms.Serve(auto_id="serve_order_%s"),
        "ask_handover": forms.AskHandover(auto_id="ask_handover_%s"),
        "decide_handover": forms.Decide(auto_id="decide_handover_%s"),
        "answer_clue": forms.AnswerClue(auto_id="answer_clue_%s"),
        "stop": forms.Reason(auto_id="stop_%s"),
    }


@who(*READING, act=READ_HAZARDS)
@require_GET
def picture(request: HttpRequest, pid: UUID, size: str) -> HttpResponseBase:
    """A photo of a hazard as people see it: upright and nothing but the picture."""
    found = queries.picture_for(viewer_of(request), pid)
    return hand_out(serving.clean_copy(found.evidence, "thumb" if size == "thumb" else "view"))


@dataclass(frozen=True)
class RaisePage:
    """All that desk/hazards/new.html may use."""

    form: forms.RaiseForm
    shops: tuple[registry.Shop, ...]
    chosen: registry.Shop | None
    searched: bool
    told: str
    refusal: Refusal | None = None


@who(*RAISING, act=RAISE_HAZARDS)
def hazard_new(request: HttpRequest) -> HttpResponse:
    """A hazard seen at a business; with `case` one somebody had told us of."""
    items = queries.items_on(today())
    if request.method != "POST":
        return _raise_page(request, forms.RaiseForm(items=items, initial=request.GET.dict() | {"found_on": today()}))
    go = request.POST.get("go", "")
    if go in ("shop", "item"):
        form = forms.RaiseForm(items=items, initial=request.POST.dict())
        return _raise_page(request, form, searched=go == "shop")
    form = forms.RaiseForm(request.POST, request.FILES, items=items)
    if not form.is_valid():
        return _raise_page(request, form, status=422)
    try:
        made = _raised(viewer_of(request), form.cleaned_data)
    except NotFound:
        raise
    except Refusal as refusal:
        if refusal.field in form.fields:
            form.add_error(refusal.field, f"{refusal.reason_text} {refusal.mend_text}")
        return _raise_page(request, form, refusal=refusal, status=refusal.status)
    messages.success(request, _("记下了：%(number)s") % {"number": made.case.number})
    return HttpResponseRedirect(reverse("desk:hazard", args=[made.public_id]))


def keep_photos(files: list[Any], by: Viewer) -> list[Evidence]:
    """The photos as evidence of hazards."""
    return [storing.put(cast("BinaryIO", file), by=by, name=file.name or "", kind="hazard") for file in files]


def _raised(viewer: Viewer, asked: dict[str, Any]) -> Hazard:
    shared: dict[str, Any] = {
        "item": asked["item"],
        "grade": Grade(asked["grade"]) if asked["grade"] else None,
        "grade_reason": asked["grade_reason"],
        "text": asked["text"],
        "found_on": asked["found_on"],
        "by_on": asked["by_on"],
        "by": viewer,
    }
    if asked["case"]:
        case = case_for(viewer, asked["case"])
        return actions.take_up(case=case, pictures=keep_photos(asked["photos"], viewer), **shared)
    if not asked["business"]:
        raise ShopMissing()
    return actions.raise_hazard(
        business=business_for(viewer, asked["business"], on=today()),
        pictures=keep_photos(asked["photos"], viewer),
        source=Source.DESK,
        source_id=None,
        first_signal_on=asked["first_signal_on"],
        **shared,
    )


def _raise_page(
    request: HttpRequest, form: forms.RaiseForm, *, searched: bool = False, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    told, picked = "", str(form["business"].value() or "")
    if case_id := _uuid(str(form["case"].value() or "")):
        case = case_for(viewer_of(request), case_id)
        if case.kind == Kind.HAZARD and case.business is not None:
            told, picked = case.text, str(case.business.public_id)
    pid = _uuid(picked)
    page = RaisePage(
        form=form,
        shops=registry.shops(str(form["shop_words"].value() or "")) if searched else (),
        chosen=registry.shop(pid) if pid else None,
        searched=searched,
        told=told,
        refusal=refusal,
    )
    return render(request, "desk/hazards/new.html", vars(page), status=status)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@dataclass(frozen=True)
class TimesPage:
    """All that desk/hazards/times.html may use."""

    times: queries.Times
    since: date
    until: date


@who(*COUNTING, act=READ_HAZARDS)
@require_GET
def hazard_times(request: HttpRequest) -> HttpResponse:
    """Medians by station over the last ninety days: first signal to found, found to removed."""
    until = today() + timedelta(days=1)
    since = until - QUARTER
    page = TimesPage(queries.times_of(viewer=viewer_of(request), since=since, until=until), since, until)
    return render(request, "desk/hazards/times.html", vars(page))
