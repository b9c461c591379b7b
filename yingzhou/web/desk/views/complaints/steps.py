"""The steps taken on the page of a complaint: one address each, one form, one action."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms.cases import Reveal
from yingzhou.web.desk.views.complaints.page import make_form, show
from yingzhou.web.desk.views.complaints.showing import WORK
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.choices import Answer, Purpose
from yingzhou.work.disputes import actions
from yingzhou.work.disputes.choices import JointAct, Reopening, ServiceChannel, Side
from yingzhou.work.disputes.models import Complaint
from yingzhou.work.disputes.queries import complaints as queries
from yingzhou.work.disputes.queries.dossier import dossier

Act = Callable[[Complaint, dict[str, Any], Viewer], Any]


def _step(request: HttpRequest, pid: UUID, name: str, act: Act, said: Any) -> HttpResponse:
    """The complaint if the viewer may know of it, the form, the action; then back to the page."""
    viewer = viewer_of(request)
    complaint = queries.complaint_for(viewer, pid)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk:complaint", args=[pid]))
    form = make_form(name, dossier(viewer=viewer, pid=pid), request.POST, request.FILES)
    if not form.is_valid():
        return show(request, pid, bound={name: form}, status=422)
    try:
        act(complaint, form.cleaned_data, viewer)
    except NotFound:
        raise
    except Refusal as refusal:
        return show(request, pid, bound={name: form}, refused={name: refusal}, status=refusal.status)
    messages.success(request, said)
    gone = not queries.complaints_of(viewer).filter(pk=complaint.pk).exists()
    return HttpResponseRedirect(reverse("desk:complaint_list") if gone else reverse("desk:complaint", args=[pid]))


def _page_step(name: str, act: Act, said: Any) -> Callable[..., HttpResponseBase]:
    """A view that takes one step of the page."""

    @who(*queries.READERS, act=WORK)
    def step(request: HttpRequest, pid: UUID) -> HttpResponse:
        return _step(request, pid, name, act, said)

    return step


forward = _page_step(
    "forward", lambda one, asked, by: actions.forward(complaint=one, to=UUID(asked["to"]), by=by), _("分送了，期限仍从收到那天算")
)
give_back = _page_step(
    "return",
    lambda one, asked, by: actions.return_to_intake(complaint=one, reason=asked["words"], by=by),
    _("退回了，由统一接收机构重新分送"),
)
ask_identity = _page_step(
    "ask_identity",
    lambda one, asked, by: actions.ask_identity(complaint=one, materials=asked["materials"], until=asked["until"], by=by),
    _("通知书做好了，请告知投诉人；七个工作日照算"),
)
withdraw = _page_step(
    "withdraw", lambda one, asked, by: actions.withdraw(complaint=one, words=asked["words"], by=by), _("撤回了")
)
reopen = _page_step(
    "reopen",
    lambda one, asked, by: actions.reopen_complaint(complaint=one, why=Reopening(asked["why"]), words=asked["words"], by=by),
    _("重新打开了"),
)
outcome = _page_step(
    "outcome",
    lambda one, asked, by: actions.note_outcome(
        complaint=one, answer=Answer(asked["answer"]), left_open=asked["left_open"], by=by
    ),
    _("回访记下了"),
)
clue = _page_step(
    "clue", lambda one, asked, by: actions.note_clue(complaint=one, words=asked["words"], by=by), _("线索记下了，核查期限开始算")
)
clue_check = _page_step(
    "clue_check", lambda one, asked, by: actions.check_clue(complaint=one, result=asked["words"], by=by), _("核查结果记下了")
)
authority = _page_step(
    "authority",
    lambda one, asked, by: actions.dispute_authority(complaint=one, with_whom=asked["with_whom"], by=by),
    _("记下了，协商期限开始算"),
)
authority_settle = _page_step(
    "authority_settle",
    lambda one, asked, by: actions.settle_authority(complaint=one, result=asked["words"], by=by),
    _("结果记下了"),
)
consent = _page_step(
    "consent",
    lambda one, asked, by: actions.note_consent(
        complaint=one,
        complainant=UUID(asked["complainant"]),
        act=JointAct(asked["act"]),
        given_on=asked["given_on"],
        how=asked["how"],
        by=by,
    ),
    _("同意记下了"),
)
represent = _page_step(
    "represent",
    lambda one, asked, by: actions.change_representatives(
        complaint=one, speakers=[UUID(pid) for pid in asked["speakers"]], by=by
    ),
    _("代表人换了"),
)


def _serve(one: Complaint, asked: dict[str, Any], by: Viewer) -> None:
    pid, _colon, side = asked["owing"].partition(":")
    paper = next(letter for letter in dossier(viewer=by, pid=one.public_id).letters if str(letter.public_id) == pid)
    actions.serve(
        paper=paper,
        channel=ServiceChannel(asked["channel"]),
        at=asked["at"],
        receipt=asked["receipt"],
        side=Side(side),
        file=asked["file"],
        by=by,
    )


serve = _page_step("serve", _serve, _("送达记下了"))


@who(*queries.READERS, act=WORK)
def identity(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Who complained, once a purpose is written; shown on this answer alone."""
    viewer = viewer_of(request)
    complaint = queries.complaint_for(viewer, pid)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk:complaint", args=[pid]))
    form = Reveal(request.POST, auto_id="identity_%s")
    if not form.is_valid():
        return show(request, pid, bound={"identity": form}, status=422)
    asked: dict[str, Any] = form.cleaned_data
    try:
        seen = actions.read_complainants(complaint=complaint, purpose=Purpose(asked["purpose"]), words=asked["words"], by=viewer)
    except Refusal as refusal:
        return show(request, pid, bound={"identity": form}, refused={"identity": refusal}, status=refusal.status)
    return show(request, pid, seen=seen)
