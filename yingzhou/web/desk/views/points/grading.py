"""自评、评估、授星、复核: each a step by another hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from yingzhou.base.evidence.storing import put_picture
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms import points as forms
from yingzhou.web.desk.views.points.lists import show
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.work.accounts.choices import Role
from yingzhou.work.disputes.actions import stars as acts
from yingzhou.work.disputes.models import PointCheck
from yingzhou.work.disputes.queries import points
from yingzhou.work.liaison.models import ContactPoint

SELF_CHECK = gettext_lazy("给联络点做自评")
ASSESS = gettext_lazy("评估联络点")
AWARD = gettext_lazy("授星")
SELF_CHECKERS = (Role.STATION_OFFICER, Role.STATION_HEAD, Role.VILLAGE_WORKER)


@dataclass(frozen=True)
class CheckPage:
    """All that desk/points/check.html may use."""

    view: points.PointView
    form: forms.CheckForm
    is_assessor: bool


@who(*SELF_CHECKERS, act=SELF_CHECK)
def self_check(request: HttpRequest, pid: UUID) -> HttpResponse:
    """自评: only what the point itself can say; the records speak for themselves."""
    return _check(request, pid, ("self",), acts.check_self)


@who(Role.DEPARTMENT, act=ASSESS)
def assess(request: HttpRequest, pid: UUID) -> HttpResponse:
    """评估员到场: what is there to be seen, and what the point said of itself."""
    return _check(request, pid, ("self", "assessor"), acts.assess)


def _check(request: HttpRequest, pid: UUID, sources: tuple[str, ...], act: Callable[..., PointCheck]) -> HttpResponse:
    view = points.point_view(viewer_of(request), pid)
    if view.graded is None:
        raise NotFound
    items = [item for group in view.graded.groups for item in group.items if item.source in sources]
    initial: dict[str, Any] = {item.id: item.value for item in items if item.value is not None}
    form = forms.CheckForm(request.POST or None, request.FILES or None, items=items, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            act(point=view.point, seen=_seen(request, form), words=form.cleaned_data["words"], by=viewer_of(request))
        except NotFound:
            raise
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("记好了，分数已经按它重算"))
            return HttpResponseRedirect(reverse("desk:point", args=[pid]))
    page = CheckPage(view=view, form=form, is_assessor="assessor" in sources)
    return render(request, "desk/points/check.html", vars(page), status=422 if form.is_bound else 200)


def _seen(request: HttpRequest, form: forms.CheckForm) -> dict[str, acts.Seen]:
    found = {}
    for name, value in form.values().items():
        photo = form.cleaned_data.get(f"photo_{name}")
        found[name] = acts.Seen(value, put_picture(photo, by=viewer_of(request), kind="point") if photo else None)
    return found


@who(Role.DEPARTMENT, act=AWARD, reauth=True)
@require_POST
def award_stars(request: HttpRequest, pid: UUID) -> HttpResponse:
    """授星, by the evidence of today."""
    return _act(
        request, pid, "award", lambda point: acts.award_stars(point=point, by=viewer_of(request)), _("授星了，凭据已封存")
    )


@who(Role.DEPARTMENT, act=AWARD)
@require_POST
def award_paper(request: HttpRequest, pid: UUID) -> HttpResponse:
    """开授星通知: the numbered paper for the host, once."""
    found = points.award_for(viewer_of(request), pid)
    acts.print_award(award=found, by=viewer_of(request))
    messages.success(request, _("通知开好了，下面可以取"))
    return HttpResponseRedirect(reverse("desk:award", args=[pid]))


@who(*SELF_CHECKERS, act=SELF_CHECK)
@require_POST
def appeal(request: HttpRequest, pid: UUID) -> HttpResponse:
    """申请复核."""
    form = forms.Appeal(request.POST, auto_id="appeal_%s")
    if not form.is_valid():
        return show(request, pid, bound={"appeal": form}, status=422)
    view = points.point_view(viewer_of(request), pid)

    def act(point: ContactPoint) -> Any:
        return acts.appeal_stars(point=point, award=view.award, words=form.cleaned_data["words"], by=viewer_of(request))

    return _act(request, pid, "appeal", act, _("交上去了，由另一人答复"))


@who(Role.DEPARTMENT, act=AWARD)
@require_POST
def decide(request: HttpRequest, pid: UUID) -> HttpResponse:
    """答复复核."""
    found = points.appeal_for(viewer_of(request), pid)
    form = forms.DecideAppeal(request.POST, auto_id="decide_%s")
    if not form.is_valid():
        return show(request, found.point.public_id, bound={"decide": form}, status=422)

    def act(point: ContactPoint) -> Any:
        return acts.decide_appeal(appeal=found, by=viewer_of(request), **form.cleaned_data)

    return _act(request, found.point.public_id, "decide", act, _("答复了，点上看得到"))


def _act(request: HttpRequest, pid: UUID, name: str, act: Callable[[ContactPoint], Any], said: str) -> HttpResponse:
    """Act on a point and come back; or show its page with the refusal beside the button."""
    point = points.point_in_scope(viewer_of(request), pid)
    try:
        act(point)
    except NotFound:
        raise
    except Refusal as refusal:
        return show(request, pid, refused={name: refusal}, status=refusal.status)
    messages.success(request, said)
    return HttpResponseRedirect(reverse("desk:point", args=[pid]))
