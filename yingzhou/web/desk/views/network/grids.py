"""Grids: their cells, what they do not cover, and reading cells from a file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yingzhou.base.clock import today
from yingzhou.base.refusals import Refusal
from yingzhou.web.desk.views.accounts.forms import day_input
from yingzhou.web.desk.views.network.organizations import KEEP, KEEPERS
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.work.accounts.choices import WORKING
from yingzhou.work.network import actions
from yingzhou.work.network.models import Grid
from yingzhou.work.network.queries import grids as queries
from yingzhou.work.network.queries.grids import GridPage

MOST_BYTES = 5_000_000


class GridForm(forms.Form):
    """A new grid."""

    name = forms.CharField(label=gettext_lazy("名字"), max_length=40)
    code = forms.SlugField(label=gettext_lazy("代号"), max_length=24, help_text=gettext_lazy("字母、数字、横线，导入时用"))


class CellsForm(forms.Form):
    """Cells from a GeoJSON file."""

    file = forms.FileField(label=gettext_lazy("GeoJSON 文件"))
    since = forms.DateField(label=gettext_lazy("从哪天起"), widget=day_input())

    def clean_file(self) -> object:
        """The file as plain values; what is not JSON is refused here, what is not an area by the rules."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(gettext_lazy("文件超过 5 MB，请按镇拆开再传"))
        try:
            return json.loads(file.read().decode("utf-8"))
        except (ValueError, RecursionError):
            raise forms.ValidationError(gettext_lazy("读不出来，要 UTF-8 的 GeoJSON")) from None


@dataclass(frozen=True)
class GridsPage:
    """desk/network/grids.html"""

    grids: Sequence[Grid]
    form: GridForm
    may_change: bool


@who(*WORKING)
@require_http_methods(["GET"])
def grids(request: HttpRequest) -> HttpResponse:
    """Every grid."""
    return _list(request, GridForm())


@who(*KEEPERS, act=KEEP)
@require_POST
def lay(request: HttpRequest) -> HttpResponse:
    """A new, empty grid."""
    form = GridForm(request.POST)
    if form.is_valid():
        try:
            grid = actions.lay_grid(by=viewer_of(request), **form.cleaned_data)
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            return HttpResponseRedirect(reverse("desk:grid", args=[grid.public_id]))
    return _list(request, form, status=422)


@who(*WORKING)
@require_GET
def grid(request: HttpRequest, pid: UUID) -> HttpResponse:
    """One grid."""
    return _one(request, queries.grid_for(viewer_of(request), pid), CellsForm(initial={"since": today()}))


@who(*KEEPERS, act=KEEP)
@require_POST
def import_cells(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Cells from a file, from a day."""
    found = queries.grid_for(viewer_of(request), pid)
    form = CellsForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            count = actions.import_cells(
                grid=found, content=form.cleaned_data["file"], since=form.cleaned_data["since"], by=viewer_of(request)
            )
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, ngettext("读进 %(num)s 块", "读进 %(num)s 块", count) % {"num": count})
            return HttpResponseRedirect(reverse("desk:grid", args=[pid]))
    return _one(request, found, form, status=422)


def _list(request: HttpRequest, form: GridForm, status: int = 200) -> HttpResponse:
    page = GridsPage(list(queries.grids()), form, viewer_of(request).has(*KEEPERS))
    return render(request, "desk/network/grids.html", vars(page), status=status)


def _one(request: HttpRequest, found: Grid, form: CellsForm, status: int = 200) -> HttpResponse:
    page: GridPage = queries.grid_page(found, on=today())
    context = {**vars(page), "form": form, "may_change": viewer_of(request).has(*KEEPERS)}
    return render(request, "desk/network/grid.html", context, status=status)
