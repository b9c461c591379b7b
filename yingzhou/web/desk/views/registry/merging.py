"""Rows that may be one business: looked at, merged, taken apart again."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from yingzhou.base.clock import today
from yingzhou.base.refusals import Refusal
from yingzhou.web.desk.forms.registry import MergeForm
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.registry.actions.merges import merge, unmerge
from yingzhou.work.registry.models import Business, Merge
from yingzhou.work.registry.queries.belongings import merge_of, merges_of
from yingzhou.work.registry.queries.businesses import business_for
from yingzhou.work.registry.queries.duplicates import Candidate, duplicates_of
from yingzhou.work.registry.queries.scope import DECIDERS


@dataclass(frozen=True)
class DuplicatesPage:
    """All that desk/registry/duplicates.html may use."""

    business: Business
    candidates: list[Candidate]
    merges: list[Merge]
    form: MergeForm | None = None
    refusal: Refusal | None = None


@who(*DECIDERS, act=_("合并经营主体"))
def duplicates(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Which other rows may be this business, and why; merge one into it."""
    viewer, on = viewer_of(request), today()
    business = business_for(viewer, pid, on=on)
    form, refusal = None, None
    if request.method == "POST":
        form = MergeForm(request.POST)
        if form.is_valid():
            try:
                lose = business_for(viewer, form.cleaned_data["lose"], on=on)
                merge(keep=business, lose=lose, why=form.cleaned_data["why"], by=viewer)
            except Refusal as refused:
                refusal = refused
            else:
                messages.success(request, _("“%(name)s”已并入，可以随时撤销") % {"name": lose.name})
                return HttpResponseRedirect(reverse("desk:business", args=[pid]))
    page = DuplicatesPage(
        business=business,
        candidates=duplicates_of(business, viewer, on=on),
        merges=list(merges_of(business)),
        form=form,
        refusal=refusal,
    )
    return render(request, "desk/registry/duplicates.html", vars(page), status=422 if request.method == "POST" else 200)


@require_POST
@who(*DECIDERS, act=_("撤销合并"))
def undo(request: HttpRequest, pid: UUID, mid: UUID) -> HttpResponse:
    """Make two of one again."""
    viewer = viewer_of(request)
    business = business_for(viewer, pid, on=today())
    regained = unmerge(merge=merge_of(business, mid), by=viewer)
    messages.success(request, _("合并已撤销，“%(name)s”又是单独一户") % {"name": regained.name})
    return HttpResponseRedirect(reverse("desk:business", args=[regained.public_id]))
