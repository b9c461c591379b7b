"""评分办法: the rubric in force, and the bureau's own by two people."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms.points import NewRubric
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.web.shared.reading import uuid_in
from yingzhou.work.accounts.choices import Role
from yingzhou.work.disputes.actions.rubrics import approve_rubric, enter_rubric
from yingzhou.work.disputes.queries import rubrics
from yingzhou.work.liaison.rules import READERS

READ = gettext_lazy("看评分办法")
CHANGE = gettext_lazy("换评分办法")


@dataclass(frozen=True)
class RubricPage:
    """All that desk/points/rubric.html may use."""

    view: rubrics.RubricView
    form: NewRubric
    may_change: bool
    refusal: Refusal | None = None


@who(*READERS, act=READ)
def star_rubric(request: HttpRequest) -> HttpResponse:
    """What earns points, what each star asks for; a new one is handed in here."""
    viewer = viewer_of(request)
    form = NewRubric(request.POST or None, request.FILES or None)
    if request.method == "POST" and viewer.has(Role.DEPARTMENT) and form.is_valid():
        asked = form.cleaned_data
        try:
            enter_rubric(text=asked["file"].read(), since=asked["since"], source=asked["source"], by=viewer)
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("交上去了，等另一位同事批准"))
            return HttpResponseRedirect(reverse("desk:star_rubric"))
    return _page(request, form=form, status=422 if form.is_bound else 200)


@who(*READERS, act=READ)
@require_GET
def star_rubric_text(request: HttpRequest) -> HttpResponse:
    """The rubric in force as a file, to start one's own from."""
    response = HttpResponse(rubrics.rubric_text(), content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="stars.yaml"'
    return response


@who(Role.DEPARTMENT, Role.BUREAU_LEADER, act=CHANGE, reauth=True)
@require_POST
def star_rubric_approve(request: HttpRequest) -> HttpResponse:
    """In force from its day on, by another hand than the one that entered it."""
    wanted: UUID | None = uuid_in(request.POST, "figure")
    if wanted is None:
        raise NotFound
    try:
        approve_rubric(figure=wanted, by=viewer_of(request))
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(request, refusal=refusal, status=refusal.status)
    messages.success(request, _("批准了，到那天起用"))
    return HttpResponseRedirect(reverse("desk:star_rubric"))


def _page(
    request: HttpRequest, *, form: NewRubric | None = None, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    viewer = viewer_of(request)
    page = RubricPage(
        view=rubrics.rubric_view(viewer), form=form or NewRubric(), may_change=viewer.has(Role.DEPARTMENT), refusal=refusal
    )
    return render(request, "desk/points/rubric.html", vars(page), status=status)
