"""走访清单: which hold, what stands in them, and the bureau's own from an XLSForm in two steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms.visits import NewForm, Publish
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.work.visits import actions, queries, rules

READ = gettext_lazy("看走访清单")
PUBLISH = gettext_lazy("发布走访清单")


@dataclass(frozen=True)
class ListPage:
    """All that desk/visits/checklists.html may use."""

    sheets: list[queries.Sheet]
    current: dict[str, queries.Sheet]


@who(*queries.READERS, act=READ)
@require_GET
def checklist_list(request: HttpRequest) -> HttpResponse:
    """Every version, and which of them holds today."""
    page = ListPage(sheets=queries.all_sheets(), current=queries.sheets_on(today()))
    return render(request, "desk/visits/checklists.html", vars(page))


@dataclass(frozen=True)
class ChecklistPage:
    """All that desk/visits/checklist.html may use."""

    sheet: queries.Sheet
    is_current: bool


@who(*queries.READERS, act=READ)
@require_GET
def checklist(request: HttpRequest, sheet: str, version: str) -> HttpResponse:
    """One version, also an old one."""
    found = queries.sheet(sheet, version)
    if found is None:
        raise NotFound
    held = queries.sheets_on(today()).get(sheet)
    page = ChecklistPage(sheet=found, is_current=held is not None and held.version == version)
    return render(request, "desk/visits/checklist.html", vars(page))


@dataclass(frozen=True)
class ImportPage:
    """All that desk/visits/import.html may use."""

    form: NewForm


@who(*queries.PUBLISHERS, act=PUBLISH)
@require_http_methods(["GET", "POST"])
def checklist_import(request: HttpRequest) -> HttpResponse:
    """Hand in a workbook; nothing is published by it."""
    form = NewForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = actions.hand_in_form(source=cast("BinaryIO", file), name=file.name, by=viewer_of(request))
            queries.form_in(viewer_of(request), kept.public_id)
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            return HttpResponseRedirect(reverse("desk:checklist_check", args=[kept.public_id]))
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/visits/import.html", vars(ImportPage(form=form)), status=status)


@dataclass(frozen=True)
class CheckPage:
    """All that desk/visits/check.html may use."""

    read: rules.ReadForm
    form: Publish


@who(*queries.PUBLISHERS, act=PUBLISH)
@require_http_methods(["GET", "POST"])
def checklist_check(request: HttpRequest, pid: UUID) -> HttpResponse:
    """What the workbook says, row by row; published from here."""
    viewer = viewer_of(request)
    read = queries.form_in(viewer, pid)
    form = Publish(request.POST or None, initial={"since": today(), "trades": " ".join(read.trades)})
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            made = actions.publish_checklist(form=pid, since=asked["since"], trades=asked["trades"], by=viewer)
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("发布了，到那天起用；旧版的记录照旧能看"))
            return HttpResponseRedirect(reverse("desk:checklist", args=[made.code, made.version]))
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/visits/check.html", vars(CheckPage(read=read, form=form)), status=status)
