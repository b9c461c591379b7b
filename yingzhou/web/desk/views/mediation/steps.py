"""The steps of a mediation: one address each, one form, one action; what is refused is said beside the button."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms import mediation as forms
from yingzhou.web.desk.views.mediation.page import MEDIATE, MEDIATING, Invited, show
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases import queries as cases
from yingzhou.work.disputes.actions import mediation as actions
from yingzhou.work.disputes.choices import (
    AppraisalKind,
    Bearer,
    DelegateKind,
    Means,
    PaperKind,
    Performance,
    Remedy,
    SessionResult,
    Side,
    Signer,
    Way,
)
from yingzhou.work.disputes.queries import complaints
from yingzhou.work.disputes.queries import mediation as queries
from yingzhou.work.disputes.rules.mediation import TermGiven

Asked = dict[str, Any]
Act = Callable[[queries.Folder, Asked, Viewer], Any]


def _step(
    request: HttpRequest, pid: UUID, name: str, form: type[Form] | Callable[..., Form], act: Act, said: Any
) -> HttpResponse:
    """One step: the mediation if the viewer may know of it, the form, the action; then back to the page."""
    viewer = viewer_of(request)
    found = queries.folder(viewer=viewer, pid=pid)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk:mediation", args=[pid]))
    bound = form(request.POST, request.FILES, auto_id=f"{name}_%s")
    if not bound.is_valid():
        return show(request, pid, bound={name: bound}, status=422)
    try:
        act(found, bound.cleaned_data, viewer)
    except NotFound:
        raise
    except Refusal as refusal:
        return show(request, pid, bound={name: bound}, refused={name: refusal}, status=refusal.status)
    messages.success(request, said)
    return HttpResponseRedirect(reverse("desk:mediation", args=[pid]))


@who(*MEDIATING, act=MEDIATE)
def of_complaint(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Begin the mediation of an accepted complaint, or go on with the one that runs."""
    viewer = viewer_of(request)
    complaint = complaints.complaint_for(viewer, pid)
    running = queries.running_of(complaint.case)
    if running is None or running.ended_on is not None:
        if request.method != "POST":
            return HttpResponseRedirect(reverse("desk:complaint", args=[pid]))
        running = actions.open_mediation(complaint=complaint, by=viewer)
    return HttpResponseRedirect(reverse("desk:mediation", args=[running.public_id]))


@who(*MEDIATING, act=MEDIATE)
def of_case(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Begin the mediation of a dispute to be settled first, or go on with the one that runs."""
    viewer = viewer_of(request)
    case = cases.case_for(viewer, pid)
    running = queries.running_of(case)
    if running is None or running.ended_on is not None:
        if request.method != "POST" or not hasattr(case, "dispute"):
            return HttpResponseRedirect(reverse("desk:case", args=[pid]))
        running = actions.open_mediation(dispute=case.dispute, by=viewer)
    return HttpResponseRedirect(reverse("desk:mediation", args=[running.public_id]))


@who(*MEDIATING, act=MEDIATE)
def consent(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(found: queries.Folder, asked: Asked, by: Viewer) -> None:
        actions.record_consent(
            mediation=found.mediation,
            side=Side(asked["side"]),
            agrees=asked["agrees"] == "yes",
            means=Means(asked["means"]),
            by=by,
        )

    return _step(request, pid, "consent", forms.ConsentForm, act, _("记下了"))


@who(*MEDIATING, act=MEDIATE)
def delegate(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(found: queries.Folder, asked: Asked, by: Viewer) -> None:
        actions.delegate(
            mediation=found.mediation,
            kind=DelegateKind(asked["kind"]),
            name=asked["name"],
            scope=asked["scope"],
            both_agree=asked["both_agree"],
            by=by,
        )

    return _step(request, pid, "delegate", forms.DelegateForm, act, _("委托了，以本局名义调解，不得再委托"))


@who(*MEDIATING, act=MEDIATE)
def session(request: HttpRequest, pid: UUID) -> HttpResponse:
    def make(*args: Any, **options: Any) -> Form:
        found = queries.folder(viewer=viewer_of(request), pid=pid)
        return forms.SessionForm(*args, mediators=queries.mediator_choices(found.mediation), **options)

    def act(found: queries.Folder, asked: Asked, by: Viewer) -> None:
        actions.plan_session(
            mediation=found.mediation,
            way=Way(asked["way"]),
            starts_at=asked["starts_at"],
            place=asked["place"],
            guests=asked["guests"],
            mediator=UUID(asked["mediator"]),
            by=by,
        )

    return _step(request, pid, "session", make, act, _("排好了，把时间、地点、调解员告诉双方"))


@who(*MEDIATING, act=MEDIATE)
def record(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(found: queries.Folder, asked: Asked, by: Viewer) -> None:
        if found.planned is None:
            raise NotFound()
        actions.record_session(
            session=found.planned,
            result=SessionResult(asked["result"]),
            minutes=asked["minutes"],
            consumer_asks=asked["consumer_asks"],
            merchant_offers=asked["merchant_offers"],
            absent_side=asked["absent_side"],
            is_excused=asked["is_excused"],
            reason=asked["reason"],
            files=asked["papers"],
            by=by,
        )

    return _step(request, pid, "record", forms.RecordForm, act, _("这一场记下了"))


@who(*MEDIATING, act=MEDIATE)
def recusal(request: HttpRequest, pid: UUID) -> HttpResponse:
    def make(*args: Any, **options: Any) -> Form:
        found = queries.folder(viewer=viewer_of(request), pid=pid)
        return forms.RecusalForm(*args, mediators=queries.mediator_choices(found.mediation), **options)

    def act(found: queries.Folder, asked: Asked, by: Viewer) -> None:
        actions.ask_recusal(
            mediation=found.mediation,
            mediator=UUID(asked["mediator"]),
            side=Side(asked["side"]),
            reason=asked["reason"],
            by=by,
        )

    return _step(request, pid, "recusal", make, act, _("调解先停下，等站长决定；六十天不停"))


@who(*MEDIATING, act=MEDIATE)
def decide(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(found: queries.Folder, asked: Asked, by: Viewer) -> None:
        if found.recusal is None:
            raise NotFound()
        actions.decide_recusal(recusal=found.recusal, is_granted=asked["granted"] == "yes", answer=asked["answer"], by=by)

    return _step(request, pid, "decide", forms.DecideForm, act, _("决定了，调解接着办"))


@who(*MEDIATING, act=MEDIATE)
def appraisal(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(found: queries.Folder, asked: Asked, by: Viewer) -> None:
        actions.start_appraisal(
            mediation=found.mediation,
            kind=AppraisalKind(asked["kind"]),
            what=asked["what"],
            institution=asked["institution"],
            is_named_by_us=asked["is_named_by_us"],
            bearer=Bearer(asked["bearer"]),
            by=by,
        )

    return _step(request, pid, "appraisal", forms.AppraisalForm, act, _("记下了；出结果以前的日子不计"))


@who(*MEDIATING, act=MEDIATE)
def appraisal_end(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(found: queries.Folder, asked: Asked, by: Viewer) -> None:
        if found.appraisal is None:
            raise NotFound()
        actions.end_appraisal(appraisal=found.appraisal, result=asked["result"], by=by)

    return _step(request, pid, "appraisal_end", forms.ResultForm, act, _("结果记下了，期限接着算"))


@who(*MEDIATING, act=MEDIATE)
def settle(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Kind and lines together; what is wrong with any of them is said, and all of it is still there."""
    viewer = viewer_of(request)
    found = queries.folder(viewer=viewer, pid=pid)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk:mediation", args=[pid]))
    form = forms.SettleForm(request.POST, auto_id="settle_%s", papers=found.papers)
    lines = [forms.TermForm(request.POST, prefix=f"t{place}", auto_id="id_%s") for place in range(1, forms.LINES + 1)]
    if not all([form.is_valid(), *(line.is_valid() for line in lines)]):
        return show(request, pid, bound={"settle": form}, lines=lines, status=422)
    asked = form.cleaned_data
    try:
        actions.settle(
            mediation=found.mediation,
            kind=PaperKind(asked["kind"]),
            terms=[_term(line.cleaned_data) for line in lines if line.cleaned_data.get("remedy")],
            is_on_the_spot=asked["is_on_the_spot"],
            waives_letter=asked["waives_letter"],
            by=viewer,
        )
    except NotFound:
        raise
    except Refusal as refusal:
        return show(request, pid, bound={"settle": form}, lines=lines, refused={"settle": refusal}, status=refusal.status)
    said = _("谈成了，当场做到；留调解记录") if asked["is_on_the_spot"] else _("协议写好了，请双方看过再签")
    messages.success(request, said)
    return HttpResponseRedirect(reverse("desk:mediation", args=[pid]))


def _term(asked: Asked) -> TermGiven:
    return TermGiven(
        remedy=Remedy(asked["remedy"]),
        by_on=asked["by_on"] or today() + timedelta(days=7),
        amount=asked["amount"],
        what=asked["what"],
        parts=asked["parts"] or 1,
    )


@who(*MEDIATING, act=MEDIATE)
def sign(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(found: queries.Folder, asked: Asked, by: Viewer) -> None:
        if found.draft is None:
            raise NotFound()
        means = Means(asked["means"])
        names = [actions.SignatureGiven(signer, asked[signer.value], means) for signer in Signer]
        actions.sign(settlement=found.draft, names=names, files=asked["papers"], by=by)

    return _step(request, pid, "sign", forms.SignForm, act, _("签好了，今天生效；到了日子提醒，做到了请消费者确认"))


@who(*MEDIATING, act=MEDIATE)
def drop(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(found: queries.Folder, asked: Asked, by: Viewer) -> None:
        if found.draft is None:
            raise NotFound()
        actions.drop_settlement(settlement=found.draft, by=by)

    return _step(request, pid, "drop", forms.Nothing, act, _("这份作罢，可以重新写"))


@who(*MEDIATING, act=MEDIATE)
def perform(request: HttpRequest, pid: UUID, xid: UUID) -> HttpResponse:
    """What became of one part, as told to an officer."""

    def act(found: queries.Folder, asked: Asked, by: Viewer) -> None:
        actions.confirm_performance(
            installment=queries.part_of(found.mediation, xid),
            kept=Performance(asked["kept"]),
            done_amount=asked["done_amount"],
            means=Means(asked["means"]),
            words=asked["words"],
            files=asked["papers"],
            by=by,
        )

    return _step(request, pid, str(xid), forms.PerformForm, act, _("记下了"))


@who(*MEDIATING, act=MEDIATE)
def invite(request: HttpRequest, pid: UUID) -> HttpResponse:
    """A link and a code for the merchant, told on this answer and never again."""
    viewer = viewer_of(request)
    found = queries.folder(viewer=viewer, pid=pid)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk:mediation", args=[pid]))
    form = forms.InviteForm(request.POST, auto_id="invite_%s")
    form.is_valid()
    try:
        made = actions.invite_merchant(mediation=found.mediation, shows_name=form.cleaned_data["shows_name"], by=viewer)
    except Refusal as refusal:
        return show(request, pid, bound={"invite": form}, refused={"invite": refusal}, status=refusal.status)
    address = request.build_absolute_uri(reverse("portal:merchant", args=[made.token]))
    return show(request, pid, invited=Invited(address, made.code))


@who(*MEDIATING, act=MEDIATE)
def offer(request: HttpRequest, pid: UUID) -> HttpResponse:
    """What the consumer says to the merchant's offer, told to an officer by telephone."""

    def act(found: queries.Folder, asked: Asked, by: Viewer) -> None:
        waiting = next((one for one in found.answers if one.reply == "offer" and one.is_accepted is None), None)
        if waiting is None:
            raise NotFound()
        actions.say_to_offer(answer=waiting, is_accepted=asked["accepted"] == "yes", words=asked["words"], by=by)

    return _step(request, pid, "offer", forms.OfferForm, act, _("记下了"))


@who(*MEDIATING, act=MEDIATE)
def end(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(found: queries.Folder, asked: Asked, by: Viewer) -> None:
        actions.end_mediation(mediation=found.mediation, reason=asked["reason"], by=by)

    return _step(request, pid, "end", forms.EndForm, act, _("记下了：没有调成"))


@who(*MEDIATING, act=MEDIATE)
def confirmation(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(found: queries.Folder, asked: Asked, by: Viewer) -> None:
        if found.standing is None:
            raise NotFound()
        actions.prepare_confirmation(settlement=found.standing, court=asked["court"], both_want=asked["both_want"], by=by)

    return _step(request, pid, "confirmation", forms.ConfirmationForm, act, _("材料备好了，打印出来双方签字，一起递交"))


@who(*MEDIATING, act=MEDIATE)
def filed(request: HttpRequest, pid: UUID) -> HttpResponse:
    def act(found: queries.Folder, asked: Asked, by: Viewer) -> None:
        if found.confirmation is None:
            raise NotFound()
        actions.file_confirmation(confirmation=found.confirmation, on=asked["on"], by=by)

    return _step(request, pid, "filed", forms.FiledForm, act, _("记下了递交的日子"))
