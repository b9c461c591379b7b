"""The steps of a report: one address each, one form, one action; what is refused is said beside the button."""

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
from yingzhou.web.desk.forms import tipoffs as forms
from yingzhou.web.desk.views.tipoffs.marks import CHECKERS, at_a_desk
from yingzhou.web.desk.views.tipoffs.page import candidate_choices, show
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.choices import Pause
from yingzhou.work.disputes import actions, queries
from yingzhou.work.disputes.choices import ExtensionReason, RevealPurpose, TipoffState
from yingzhou.work.disputes.models import Tipoff

Act = Callable[[Tipoff, dict[str, Any], Viewer], Any]
MakeForm = Callable[..., Form]
HANDLE = _("办举报")


def _step(request: HttpRequest, pid: UUID, name: str, make_form: MakeForm, act: Act, said: Any) -> HttpResponse:
    viewer = viewer_of(request)
    tipoff = queries.tipoff_for(viewer, pid)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk:tipoff", args=[pid]))
    form = make_form(request.POST, request.FILES, auto_id=f"{name}_%s")
    if not form.is_valid():
        return show(request, pid, bound={name: form}, status=422)
    try:
        act(tipoff, form.cleaned_data, viewer)
    except NotFound:
        raise
    except Refusal as refusal:
        return show(request, pid, bound={name: form}, refused={name: refusal}, status=refusal.status)
    messages.success(request, said)
    return HttpResponseRedirect(reverse("desk:tipoff", args=[pid]))


@at_a_desk(*CHECKERS, act=HANDLE)
def assign(request: HttpRequest, pid: UUID) -> HttpResponse:
    def make(*args: Any, **options: Any) -> Form:
        tipoff = queries.tipoff_for(viewer_of(request), pid)
        return forms.AssignTipoff(*args, candidates=candidate_choices(request, tipoff), **options)

    def act(tipoff: Tipoff, asked: dict[str, Any], by: Viewer) -> None:
        actions.assign_tipoff(tipoff=tipoff, handler=UUID(asked["handler"]), by=by)

    return _step(request, pid, "assign", make, act, _("指派了，已经通知他“有一件需要处理”"))


@at_a_desk(*CHECKERS, act=HANDLE)
def note(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(tipoff: Tipoff, asked: dict[str, Any], by: Viewer) -> None:
        actions.note_findings(tipoff=tipoff, words=asked["words"], files=asked["papers"] or (), by=by)

    return _step(request, pid, "note", forms.Findings, act, _("记下了"))


@at_a_desk(*CHECKERS, act=HANDLE)
def pause(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(tipoff: Tipoff, asked: dict[str, Any], by: Viewer) -> None:
        actions.pause_check(tipoff=tipoff, why=Pause(asked["why"]), since=asked["since"], by=by)

    return _step(request, pid, "pause", forms.PauseCheck, act, _("期限停下了，结果来了再续算"))


@at_a_desk(*CHECKERS, act=HANDLE)
def resume(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(tipoff: Tipoff, asked: dict[str, Any], by: Viewer) -> None:
        actions.resume_check(tipoff=tipoff, until=asked["until"], by=by)

    return _step(request, pid, "resume", forms.ResumeCheck, act, _("期限接着算了"))


@at_a_desk(*CHECKERS, act=HANDLE)
def ask_extension(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(tipoff: Tipoff, asked: dict[str, Any], by: Viewer) -> None:
        actions.ask_check_extension(tipoff=tipoff, why=ExtensionReason(asked["why"]), by=by)

    return _step(request, pid, "ask_extension", forms.AskMoreTime, act, _("报给局负责人了"))


@at_a_desk(*CHECKERS, act=HANDLE)
def decide(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(tipoff: Tipoff, asked: dict[str, Any], by: Viewer) -> None:
        actions.decide_tipoff(tipoff=tipoff, decision=TipoffState(asked["decision"]), reason=asked["reason"], by=by)

    return _step(request, pid, "decide", forms.Decide, act, _("决定记下了，期限停止"))


@at_a_desk(*CHECKERS, act=HANDLE)
def repeat(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(tipoff: Tipoff, asked: dict[str, Any], by: Viewer) -> None:
        into = queries.tipoff_for(by, asked["into"])
        actions.repeat_tipoff(tipoff=tipoff, into=into, has_new_facts=asked["has_new_facts"] == "yes", by=by)

    return _step(request, pid, "repeat", forms.Repeat, act, _("与前一件对上了"))


@at_a_desk(*CHECKERS, act=HANDLE)
def reply(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(tipoff: Tipoff, asked: dict[str, Any], by: Viewer) -> None:
        actions.tell_informant(tipoff=tipoff, on=asked["on"], by=by)

    return _step(request, pid, "reply", forms.Reply, act, _("记下了：已告知举报人"))


@at_a_desk(*CHECKERS, act=HANDLE)
def write_release(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(tipoff: Tipoff, asked: dict[str, Any], by: Viewer) -> None:
        actions.write_release(tipoff=tipoff, words=asked["words"], by=by)

    return _step(request, pid, "write_release", forms.WriteRelease, act, _("核对过了，等本科室另一位放行"))


@at_a_desk(*CHECKERS, act=HANDLE)
def release(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(tipoff: Tipoff, asked: dict[str, Any], by: Viewer) -> None:
        actions.release_words(tipoff=tipoff, looked_at_each=asked["looked_at_each"], by=by)

    return _step(request, pid, "release", forms.LetOut, act, _("可以给被举报人看了"))


@at_a_desk(*CHECKERS, reauth=True, act=_("查看举报人身份"))
def identity(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Who the informant is, once a purpose is chosen and the password given again; shown on this answer alone."""
    viewer = viewer_of(request)
    found = queries.tipoff_for(viewer, pid)
    form = forms.Reveal(request.POST or None, auto_id="reveal_%s")
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk:tipoff", args=[pid]))
    if not form.is_valid():
        return show(request, pid, bound={"identity": form}, status=422)
    try:
        seen = actions.reveal_informant(tipoff=found, purpose=RevealPurpose(form.cleaned_data["purpose"]), by=viewer)
    except NotFound:
        raise
    except Refusal as refusal:
        return show(request, pid, bound={"identity": form}, refused={"identity": refusal}, status=refusal.status)
    return show(request, pid, identity=seen)


@at_a_desk(*CHECKERS, reauth=True, act=_("删除举报人信息"))
def erase(request: HttpRequest, pid: UUID) -> HttpResponse:
    """The vault of one report is emptied for good."""
    return _step(
        request,
        pid,
        "erase",
        forms.Nothing,
        lambda tipoff, asked, by: actions.erase_informant(tipoff=tipoff, by=by),
        _("举报人信息已删除，密钥已销毁"),
    )
