"""The steps of the loop: one address each, one form, one action; what is refused is said beside the button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms import cases as forms
from yingzhou.web.desk.views.cases import WORKING, candidate_choices, show, station_choices
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases import actions, queries
from yingzhou.work.cases.choices import Outcome
from yingzhou.work.cases.models import Case

HANDLE_CASES = _("办事项")
Act = Callable[[Case, dict[str, Any], Viewer], Any]
MakeForm = Callable[..., Form]


def _step(request: HttpRequest, pid: UUID, name: str, make_form: MakeForm, act: Act, said: Any) -> HttpResponse:
    """One step: the matter if the viewer may know of it, the form, the action; then back to the matter."""
    viewer = viewer_of(request)
    case = queries.case_for(viewer, pid)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk:case", args=[pid]))
    form = make_form(request.POST, request.FILES, auto_id=f"{name}_%s")
    if not form.is_valid():
        return show(request, pid, bound={name: form}, status=422)
    try:
        act(case, form.cleaned_data, viewer)
    except NotFound:
        raise
    except Refusal as refusal:
        return show(request, pid, bound={name: form}, refused={name: refusal}, status=refusal.status)
    messages.success(request, said)
    gone = not queries.cases_of(viewer).filter(pk=case.pk).exists()
    return HttpResponseRedirect(reverse("desk:case_list") if gone else reverse("desk:case", args=[pid]))


@who(*WORKING, act=HANDLE_CASES)
def dispatch(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(case: Case, asked: dict[str, Any], by: Viewer) -> None:
        actions.dispatch_case(case=case, station=asked["station"], handler=asked["handler"], by=by)

    return _step(request, pid, "dispatch", forms.Dispatch, act, _("交办了，已通知承办人"))


@who(*WORKING, act=HANDLE_CASES)
def dispatch_elsewhere(request: HttpRequest, pid: UUID) -> HttpResponse:
    def make(*args: Any, **options: Any) -> Form:
        return forms.DispatchElsewhere(*args, stations=station_choices(), **options)

    def act(case: Case, asked: dict[str, Any], by: Viewer) -> None:
        actions.dispatch_case(case=case, station=UUID(asked["station"]), by=by)

    return _step(request, pid, "dispatch_elsewhere", make, act, _("交办了，由站长定承办人"))


@who(*WORKING, act=HANDLE_CASES)
def assign(request: HttpRequest, pid: UUID) -> HttpResponse:
    def make(*args: Any, **options: Any) -> Form:
        found = queries.matter(viewer=viewer_of(request), pid=pid)
        return forms.Assign(*args, candidates=candidate_choices(found), **options)

    def act(case: Case, asked: dict[str, Any], by: Viewer) -> None:
        actions.assign_handler(case=case, handler=UUID(asked["handler"]), by=by)

    return _step(request, pid, "assign", make, act, _("承办人定了"))


@who(*WORKING, act=HANDLE_CASES)
def start(request: HttpRequest, pid: UUID) -> HttpResponse:
    return _step(
        request, pid, "start", forms.Nothing, lambda case, asked, by: actions.start_case(case=case, by=by), _("开始办理了")
    )


@who(*WORKING, act=HANDLE_CASES)
def send_back(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(case: Case, asked: dict[str, Any], by: Viewer) -> None:
        actions.send_back_case(case=case, reason=asked["reason"], by=by)

    return _step(request, pid, "send_back", forms.Reason, act, _("退回受理了"))


@who(*WORKING, act=HANDLE_CASES)
def note(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(case: Case, asked: dict[str, Any], by: Viewer) -> None:
        actions.add_note(case=case, words=asked["words"], by=by)

    return _step(request, pid, "note", forms.Note, act, _("记下了"))


@who(*WORKING, act=HANDLE_CASES)
def attach(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(case: Case, asked: dict[str, Any], by: Viewer) -> None:
        actions.attach_files(case=case, files=asked["papers"], by=by)

    return _step(request, pid, "attach", forms.Attach, act, _("材料附上了"))


@who(*WORKING, act=HANDLE_CASES)
def hand_in(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(case: Case, asked: dict[str, Any], by: Viewer) -> None:
        actions.hand_in(case=case, result=asked["result"], files=asked["papers"], by=by)

    return _step(request, pid, "hand_in", forms.HandIn, act, _("交核查了"))


@who(*WORKING, act=HANDLE_CASES)
def redo(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(case: Case, asked: dict[str, Any], by: Viewer) -> None:
        actions.redo_case(case=case, reason=asked["reason"], by=by)

    return _step(request, pid, "redo", forms.Reason, act, _("退给承办人再办"))


@who(*WORKING, act=HANDLE_CASES)
def close(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(case: Case, asked: dict[str, Any], by: Viewer) -> None:
        actions.close_case(case=case, outcome=Outcome(asked["outcome"]), override=asked["override"], by=by)

    return _step(request, pid, "close", forms.Close, act, _("办结了；会问提出人：真的解决了吗"))


@who(*WORKING, act=HANDLE_CASES)
def reopen(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(case: Case, asked: dict[str, Any], by: Viewer) -> None:
        actions.reopen_case(case=case, reason=asked["reason"], by=by)

    return _step(request, pid, "reopen", forms.Reason, act, _("重新打开了，换一个人看"))


@who(*WORKING, act=HANDLE_CASES)
def ask_extension(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(case: Case, asked: dict[str, Any], by: Viewer) -> None:
        actions.ask_extension(case=case, to_day=asked["to_day"], reason=asked["reason"], by=by)

    return _step(request, pid, "ask_extension", forms.AskExtension, act, _("延期申请交给站长了"))


@who(*WORKING, act=HANDLE_CASES)
def decide_extension(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(case: Case, asked: dict[str, Any], by: Viewer) -> None:
        actions.decide_extension(case=case, is_granted=asked["granted"] == "yes", answer=asked["answer"], by=by)

    return _step(request, pid, "extension", forms.DecideExtension, act, _("批复了"))


@who(*WORKING, act=HANDLE_CASES)
def escalate(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(case: Case, asked: dict[str, Any], by: Viewer) -> None:
        actions.escalate_case(case=case, reason=asked["reason"], by=by)

    return _step(request, pid, "escalate", forms.Reason, act, _("督办了，已通知站长"))
