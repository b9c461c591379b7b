"""One inspection: what is there, and the next step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms import inspections as forms
from yingzhou.web.desk.views.inspections.marks import decides, people, reads, works
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.work.inspections.actions import asking, holding
from yingzhou.work.inspections.choices import NoticeWay
from yingzhou.work.inspections.models import Inspection
from yingzhou.work.inspections.queries.page import InspectionView, inspection_page
from yingzhou.work.inspections.queries.scope import inspection_for, officers_for


@dataclass(frozen=True)
class InspectionPage:
    """All that desk/inspections/inspection.html may use.  `form` belongs to the next step, `late` to one that is over or not yet due."""

    told: InspectionView
    form: Form | None
    recuse: forms.Recuse
    send: forms.Send
    cancel: forms.Why
    follow: forms.FollowUp
    follow_pid: UUID | None = None
    late: Form | None = None


@reads
@require_GET
def inspection(request: HttpRequest, pid: UUID) -> HttpResponse:
    """What is there, and what comes next."""
    return _page(request, pid)


@decides
@require_POST
def inspection_decide(request: HttpRequest, pid: UUID) -> HttpResponse:
    """批准或退回."""
    form = forms.Decide(request.POST)
    act = asking.decline_inspection if "decline" in request.POST else asking.approve_inspection
    done = _("退回了") if "decline" in request.POST else _("批准了。到市里的系统取检查码，再通知企业")

    def decide(found: Inspection) -> None:
        act(inspection=found, why=form.cleaned_data["why"], by=viewer_of(request))

    return _step(request, pid, form, decide, done)


@works
@require_POST
def inspection_code(request: HttpRequest, pid: UUID) -> HttpResponse:
    """登记检查码."""
    form = forms.Code(request.POST)

    def enter(found: Inspection) -> None:
        holding.enter_code(inspection=found, code=form.cleaned_data["code"], by=viewer_of(request))

    return _step(request, pid, form, enter, _("检查码登记了"))


@works
@require_POST
def inspection_notify(request: HttpRequest, pid: UUID) -> HttpResponse:
    """通知企业."""
    form = forms.Notify(request.POST)

    def notify(found: Inspection) -> None:
        told = form.cleaned_data
        holding.notify(inspection=found, on=told["on"], how=NoticeWay(told["how"]), whom=told["whom"], by=viewer_of(request))

    return _step(request, pid, form, notify, _("通知书出好了，打印或送达"))


@works
@require_POST
def inspection_record(request: HttpRequest, pid: UUID) -> HttpResponse:
    """记检查结果."""
    form = _record_form(inspection_page(viewer_of(request), pid), request.POST)

    def write(found: Inspection) -> None:
        told = form.cleaned_data
        holding.record_inspection(inspection=found, on=told["on"], found=form.found(), text=told["text"], by=viewer_of(request))

    return _step(request, pid, form, write, _("笔录出好了，请当事人核对签名"))


@works
@require_POST
def inspection_tell(request: HttpRequest, pid: UUID) -> HttpResponse:
    """书面告知结果."""
    form = forms.Tell(request.POST)

    def tell(found: Inspection) -> None:
        told = form.cleaned_data
        holding.tell_result(
            inspection=found,
            on=told["on"],
            is_signed=told["is_signed"],
            unsigned_why=told["unsigned_why"],
            by=viewer_of(request),
        )

    return _step(request, pid, form, tell, _("告知书出好了"))


@works
@require_POST
def inspection_publish(request: HttpRequest, pid: UUID) -> HttpResponse:
    """公开结果."""

    def publish(found: Inspection) -> None:
        holding.publish_result(inspection=found, by=viewer_of(request))

    return _step(request, pid, Form(request.POST), publish, _("公开了"))


@works
@require_POST
def inspection_cancel(request: HttpRequest, pid: UUID) -> HttpResponse:
    """不查了."""
    form = forms.Why(request.POST)

    def cancel(found: Inspection) -> None:
        asking.cancel_inspection(inspection=found, why=form.cleaned_data["why"], by=viewer_of(request))

    return _step(request, pid, form, cancel, _("取消了"), slot="cancel")


@works
@require_POST
def inspection_recuse(request: HttpRequest, pid: UUID) -> HttpResponse:
    """回避."""
    form = forms.Recuse(request.POST, officers=_going(inspection_page(viewer_of(request), pid)))

    def recuse(found: Inspection) -> None:
        told = form.cleaned_data
        asking.recuse(inspection=found, officer=UUID(told["officer"]), why=told["why"], by=viewer_of(request))

    return _step(request, pid, form, recuse, _("回避记下了；人不够就再派"), slot="recuse")


@works
@require_POST
def inspection_send(request: HttpRequest, pid: UUID) -> HttpResponse:
    """加派人员."""
    form = forms.Send(request.POST, officers=people(inspection_page(viewer_of(request), pid).others))

    def send(found: Inspection) -> None:
        (officer,) = officers_for([UUID(form.cleaned_data["officer"])])
        asking.add_inspector(inspection=found, officer=officer, by=viewer_of(request))

    return _step(request, pid, form, send, _("派好了"), slot="send")


@works
@require_POST
def inspection_follow(request: HttpRequest, pid: UUID, xid: UUID) -> HttpResponse:
    """记改正情况."""
    form = forms.FollowUp(request.POST)

    def follow(found: Inspection) -> None:
        told = form.cleaned_data
        fixed = told["is_fixed"] == "yes"
        holding.follow_up(inspection=found, item=xid, is_fixed=fixed, text=told["text"], by=viewer_of(request))

    return _step(request, pid, form, follow, _("记下了"), slot="follow", follow_pid=xid)


def _step(
    request: HttpRequest,
    pid: UUID,
    form: Form,
    act: Callable[[Inspection], None],
    done: str,
    *,
    slot: str = "form",
    follow_pid: UUID | None = None,
) -> HttpResponse:
    """One step: done and back to the page, or the page again with what was typed and why not."""
    found = inspection_for(viewer_of(request), pid)
    if form.is_valid():
        try:
            act(found)
        except NotFound:
            raise
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, done)
            return HttpResponseRedirect(reverse("desk:inspection", args=[pid]))
    return _page(request, pid, status=422, follow_pid=follow_pid, **{slot: form})


def _page(request: HttpRequest, pid: UUID, *, status: int = 200, follow_pid: UUID | None = None, **typed: Any) -> HttpResponse:
    told = inspection_page(viewer_of(request), pid)
    form = typed.get("form")
    is_late = form is not None and not (told.may and asked_step(request) == told.step)
    page = InspectionPage(
        told=told,
        form=_form_of(told) if form is None or is_late else form,
        late=form if is_late else None,
        recuse=typed.get("recuse") or forms.Recuse(officers=_going(told), auto_id="recuse_%s"),
        send=typed.get("send") or forms.Send(officers=people(told.others), auto_id="send_%s"),
        cancel=typed.get("cancel") or forms.Why(auto_id="cancel_%s"),
        follow=typed.get("follow") or forms.FollowUp(auto_id="follow_%s"),
        follow_pid=follow_pid,
    )
    return render(request, "desk/inspections/inspection.html", vars(page), status=status)


def asked_step(request: HttpRequest) -> str:
    """Which step the address is: `inspection_code` → `code`."""
    name = request.resolver_match.url_name if request.resolver_match else ""
    return (name or "").removeprefix("inspection_")


def _form_of(told: InspectionView) -> Form | None:
    """An empty form of the next step."""
    if told.step == "record":
        return _record_form(told)
    plain = {"decide": forms.Decide, "code": forms.Code, "notify": forms.Notify, "tell": forms.Tell, "publish": Form}
    return plain[told.step]() if told.step in plain else None


def _record_form(told: InspectionView, typed: Any = None) -> forms.Record:
    return forms.Record(typed, items=[(str(one.item.public_id), one.item.name) for one in told.items])


def _going(told: InspectionView) -> list[tuple[str, str]]:
    return people(one.officer for one in told.inspectors if one.recused_on is None)
