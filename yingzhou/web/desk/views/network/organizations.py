"""One organization: what it was called, where it stood, who works there; and moving it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from yingzhou.base.clock import today
from yingzhou.base.refusals import Refusal
from yingzhou.web.desk.views.accounts.forms import day_input
from yingzhou.web.door.access import signed_in, who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.work.accounts.choices import Role
from yingzhou.work.network import actions, queries
from yingzhou.work.network.choices import Line
from yingzhou.work.network.models import Organization, Posting
from yingzhou.work.network.queries import History, people

KEEP = gettext_lazy("改组织")
KEEPERS = (Role.BUREAU_LEADER, Role.DEPARTMENT)


class MoveForm(forms.Form):
    """Another parent from a day."""

    line = forms.ChoiceField(label=gettext_lazy("哪条线"), choices=Line.choices, initial=Line.STATION)
    parent = forms.UUIDField(label=gettext_lazy("放到哪里"), widget=forms.Select)
    since = forms.DateField(
        label=gettext_lazy("从哪天起"),
        widget=day_input(),
        help_text=gettext_lazy("今天或以后；以前的数字不动"),
    )

    def __init__(self, *args: Any, parents: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].widget.choices = [("", "—"), *parents]


class RenameForm(forms.Form):
    """Another name from a day that has come."""

    name = forms.CharField(label=gettext_lazy("新名字"), max_length=80)
    since = forms.DateField(label=gettext_lazy("从哪天起"), widget=day_input())


@dataclass(frozen=True)
class OrganizationPage:
    """desk/network/organization.html"""

    organization: Organization
    history: History
    children: Sequence[Organization]
    people: Sequence[Posting]
    may_change: bool
    move_form: MoveForm
    rename_form: RenameForm


@signed_in
@require_GET
def organization(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Names, places, people, and what stands below."""
    return _page(request, queries.organization_for(viewer_of(request), pid))


@who(*KEEPERS, act=KEEP, reauth=True)
@require_POST
def move(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Under another parent from a day."""
    child = queries.organization_for(viewer_of(request), pid)
    form = _move_form(request, child)
    if form.is_valid():
        try:
            actions.reparent(
                child=child,
                parent=people.place_named(form.cleaned_data["parent"]),
                line=Line(form.cleaned_data["line"]),
                since=form.cleaned_data["since"],
                by=viewer_of(request),
            )
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("换好了；到那天自动生效，以前的数字不动"))
            return _back(child)
    return _page(request, child, move_form=form, status=422)


@who(*KEEPERS, act=KEEP, reauth=True)
@require_POST
def cancel_move(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Take back a change that has not come."""
    placement = queries.placement_for(viewer_of(request), pid)
    actions.cancel_placement(placement=placement, by=viewer_of(request))
    messages.success(request, _("那次变更取消了"))
    return _back(placement.child)


@who(*KEEPERS, act=KEEP, reauth=True)
@require_POST
def rename(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Another name; the old one is kept."""
    found = queries.organization_for(viewer_of(request), pid)
    form = RenameForm(request.POST)
    if form.is_valid():
        try:
            actions.rename(organization=found, by=viewer_of(request), **form.cleaned_data)
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("名字改了，旧名字还查得到"))
            return _back(found)
    return _page(request, found, rename_form=form, status=422)


def _back(organization: Organization) -> HttpResponse:
    return HttpResponseRedirect(reverse("desk:organization", args=[organization.public_id]))


def _move_form(request: HttpRequest, child: Organization) -> MoveForm:
    choices = [(str(each.public_id), each.name) for each in queries.possible_parents(child, on=today())]
    return MoveForm(request.POST if "parent" in request.POST else None, parents=choices, initial={"since": today()})


def _page(
    request: HttpRequest,
    found: Organization,
    *,
    move_form: MoveForm | None = None,
    rename_form: RenameForm | None = None,
    status: int = 200,
) -> HttpResponse:
    page = OrganizationPage(
        organization=found,
        history=queries.history(found),
        children=list(queries.communities_of(found, on=today())),
        people=people.people_at([found.pk], on=today())[found.pk],
        may_change=viewer_of(request).has(*KEEPERS),
        move_form=move_form or _move_form(request, found),
        rename_form=rename_form or RenameForm(initial={"since": today()}),
    )
    return render(request, "desk/network/organization.html", vars(page), status=status)
