"""The steps of a hazard: one form and one action each; what is refused is said beside the button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms import hazards as forms
from yingzhou.web.desk.views.hazards import READING, keep_photos, show
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.hazards import actions, queries
from yingzhou.work.hazards.choices import OrderService, Receiver
from yingzhou.work.hazards.models import Hazard

HANDLE_HAZARDS = _("办隐患")
Act = Callable[[Hazard, dict[str, Any], Viewer], Any]


@dataclass(frozen=True)
class StepPage:
    """A step: its form, its action, what is said when it is done."""

    form: type[Form]
    act: Act
    said: Any


def _advise(hazard: Hazard, asked: dict[str, Any], by: Viewer) -> None:
    actions.advise(hazard=hazard, words=asked["words"], by_on=asked["by_on"], by=by)


def _prove(hazard: Hazard, asked: dict[str, Any], by: Viewer) -> None:
    actions.prove(hazard=hazard, words=asked["words"], pictures=keep_photos(asked["photos"], by), by=by, key=uuid4())


def _accept(hazard: Hazard, asked: dict[str, Any], by: Viewer) -> None:
    actions.accept_proof(hazard=hazard, words=asked["words"], by=by)


def _give_back(hazard: Hazard, asked: dict[str, Any], by: Viewer) -> None:
    actions.give_back(hazard=hazard, reason=asked["words"], by_on=asked["by_on"], by=by)


def _recheck(hazard: Hazard, asked: dict[str, Any], by: Viewer) -> None:
    actions.recheck(
        hazard=hazard,
        passed=asked["passed"] == "yes",
        text=asked["words"],
        pictures=keep_photos(asked["photos"], by),
        on=asked["on"] or today(),
        by=by,
    )


def _finish(hazard: Hazard, asked: dict[str, Any], by: Viewer) -> None:
    actions.close_hazard(hazard=hazard, by=by, pictures=keep_photos(asked["photos"], by))


def _close_without(hazard: Hazard, asked: dict[str, Any], by: Viewer) -> None:
    actions.close_without_proof(hazard=hazard, words=asked["words"], by=by)


def _take(hazard: Hazard, asked: dict[str, Any], by: Viewer) -> None:
    actions.take_on(hazard=hazard, handler=UUID(asked["handler"]), by=by)


def _note(hazard: Hazard, asked: dict[str, Any], by: Viewer) -> None:
    actions.add_note(hazard=hazard, words=asked["words"], by=by)


def _ask_order(hazard: Hazard, asked: dict[str, Any], by: Viewer) -> None:
    actions.ask_order(hazard=hazard, words=asked["words"], article=asked["article"], by_on=asked["by_on"], by=by)


def _decide_order(hazard: Hazard, asked: dict[str, Any], by: Viewer) -> None:
    actions.decide_order(hazard=hazard, agrees=asked["agrees"] == "yes", words=asked["words"], by=by)


def _serve_order(hazard: Hazard, asked: dict[str, Any], by: Viewer) -> None:
    actions.serve_order(
        hazard=hazard, service=OrderService(asked["service"]), on=asked["on"], to=asked["to"], proof=asked["proof"], by=by
    )


def _ask_handover(hazard: Hazard, asked: dict[str, Any], by: Viewer) -> None:
    actions.ask_handover(
        hazard=hazard,
        receiver=Receiver(asked["receiver"]),
        receiver_name=asked["receiver_name"],
        reason=asked["words"],
        by=by,
    )


def _decide_handover(hazard: Hazard, asked: dict[str, Any], by: Viewer) -> None:
    actions.decide_handover(hazard=hazard, agrees=asked["agrees"] == "yes", words=asked["words"], by=by)


def _answer_clue(hazard: Hazard, asked: dict[str, Any], by: Viewer) -> None:
    actions.answer_clue(hazard=hazard, taken=asked["taken"] == "yes", words=asked["words"], by_on=asked["by_on"], by=by)


def _stop(hazard: Hazard, asked: dict[str, Any], by: Viewer) -> None:
    actions.stop_escalation(hazard=hazard, reason=asked["words"], by=by)


def _print_advice(hazard: Hazard, asked: dict[str, Any], by: Viewer) -> None:
    actions.print_advice(hazard=hazard, by=by)


STEPS = {
    "advise": StepPage(forms.Advise, _advise, _("建议给了")),
    "prove": StepPage(forms.Prove, _prove, _("凭据收进来了")),
    "accept": StepPage(forms.Words, _accept, _("收下了，复查排上了")),
    "give_back": StepPage(forms.GiveBack, _give_back, _("退回去了")),
    "recheck": StepPage(forms.Recheck, _recheck, _("复查记下了")),
    "finish": StepPage(forms.Finish, _finish, _("销号了")),
    "close_without": StepPage(forms.Reason, _close_without, _("销号了，写明了没有凭据")),
    "take": StepPage(forms.Take, _take, _("承办人定了")),
    "note": StepPage(forms.Words, _note, _("记下了")),
    "ask_order": StepPage(forms.AskOrder, _ask_order, _("报上去了，等另一人审核")),
    "decide_order": StepPage(forms.Decide, _decide_order, _("审核记下了")),
    "serve_order": StepPage(forms.Serve, _serve_order, _("送达记下了")),
    "ask_handover": StepPage(forms.AskHandover, _ask_handover, _("报上去了，等批准")),
    "decide_handover": StepPage(forms.Decide, _decide_handover, _("决定记下了")),
    "answer_clue": StepPage(forms.AnswerClue, _answer_clue, _("回复记下了")),
    "stop": StepPage(forms.Reason, _stop, _("不再往上报了")),
    "print_advice": StepPage(forms.Nothing, _print_advice, _("整改建议书开好了")),
}


@who(*READING, act=HANDLE_HAZARDS)
def step(request: HttpRequest, pid: UUID, step: str) -> HttpResponse:
    """One step: the hazard if the viewer may know of it, the form, the action; then back to the hazard."""
    viewer = viewer_of(request)
    hazard = queries.hazard_for(viewer, pid)
    told = STEPS.get(step)
    if told is None:
        raise Http404
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk:hazard", args=[pid]))
    form = _form(request, told, hazard, step)
    if not form.is_valid():
        return show(request, pid, bound={step: form}, status=422)
    try:
        told.act(hazard, form.cleaned_data, viewer)
    except NotFound:
        raise
    except Refusal as refusal:
        return show(request, pid, bound={step: form}, refused={step: refusal}, status=refusal.status)
    messages.success(request, told.said)
    return HttpResponseRedirect(reverse("desk:hazard", args=[pid]))


def _form(request: HttpRequest, told: StepPage, hazard: Hazard, name: str) -> Form:
    if told.form is not forms.Take:
        return told.form(request.POST, request.FILES, auto_id=f"{name}_%s")
    found = queries.hazard_file(viewer=viewer_of(request), pid=hazard.public_id)
    candidates = [(str(one.public_id), one.name) for one in found.candidates]
    return forms.Take(request.POST, candidates=candidates, auto_id=f"{name}_%s")


@who(*READING, act=HANDLE_HAZARDS)
def invite(request: HttpRequest, pid: UUID) -> HttpResponse:
    """A link and a code for the owner, told once on this answer alone."""
    viewer = viewer_of(request)
    hazard = queries.hazard_for(viewer, pid)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk:hazard", args=[pid]))
    try:
        made = actions.invite_owner(hazard=hazard, by=viewer)
    except NotFound:
        raise
    except Refusal as refusal:
        return show(request, pid, refused={"invite": refusal}, status=refusal.status)
    return show(request, pid, link=request.build_absolute_uri(reverse("portal:fix", args=[made.token])), code=made.code)
