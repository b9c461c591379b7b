"""The national platform's ledger: upload, map, check, write, take back, and take out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yingzhou.base.clock import now
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.base.staging.choices import State
from yingzhou.base.staging.models import Batch
from yingzhou.base.staging.refusals import FileRefused
from yingzhou.base.staging.undoing import Preview
from yingzhou.web.desk.forms.imports import ColumnsForm, PlaceForm, UploadForm
from yingzhou.web.desk.forms.ledger import ExportForm, LeaveForm
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.work.disputes.actions import ledger as actions
from yingzhou.work.disputes.queries import ledger as queries
from yingzhou.work.disputes.queries.ledger import IMPORTERS, LISTS, Leftover, ListedRows, Review

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
importers = who(*IMPORTERS, act=actions.ACT)


@dataclass(frozen=True)
class ListPage:
    """desk/ledger/list.html"""

    form: UploadForm
    export_form: ExportForm
    batches: Sequence[Batch]
    older: int | None
    now: Any


@dataclass(frozen=True)
class BatchPage:
    """desk/ledger/batch.html"""

    review: Review
    refusal: Refusal | None
    form: ColumnsForm | None
    can_undo: bool
    step: int


@dataclass(frozen=True)
class RowsPage:
    """desk/ledger/rows.html"""

    listed: ListedRows
    which: str


@dataclass(frozen=True)
class UndoPage:
    """desk/ledger/undo.html"""

    batch: Batch
    preview: Preview
    leftovers: Sequence[Leftover]


@importers
@require_http_methods(["GET", "POST"])
def ledger_list(request: HttpRequest) -> HttpResponse:
    """Upload a file; the batches before; take the ledger out."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = actions.start_import(source=file, name=file.name, by=viewer_of(request))
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            return _to(made.public_id)
    return _list(request, form, ExportForm())


def _list(request: HttpRequest, form: UploadForm, export_form: ExportForm) -> HttpResponse:
    place = PlaceForm(request.GET)
    before = place.cleaned_data["before"] if place.is_valid() else None
    found = queries.latest(viewer_of(request), before=before)
    older = found[-1].number if len(found) == queries.PAGE else None
    page = ListPage(form=form, export_form=export_form, batches=found, older=older, now=now())
    wrong = form.errors or export_form.errors
    return render(request, "desk/ledger/list.html", vars(page), status=422 if wrong else 200)


@who(*IMPORTERS, reauth=True, act=actions.ACT)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The ledger in the columns it came in; who complains stands in it, so the purpose is written first."""
    form = ExportForm(request.POST)
    if not form.is_valid():
        return _list(request, UploadForm(), form)
    taken = actions.take_out(asked=form.asked(), purpose=form.cleaned_data["purpose"], by=viewer_of(request))
    return _file(taken, "12315.xlsx")


@importers
@require_GET
def batch(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Where a batch is, and what there is to look at.  htmx asks again while a job works; so does the page without script."""
    review = queries.review(viewer_of(request), pid)
    if request.headers.get("HX-Request"):
        if review.batch.step:
            return render(request, "desk/ledger/working.html", {"batch": review.batch})
        return HttpResponse(status=200, headers={"HX-Refresh": "true"})
    return _page(request, review)


@importers
@require_POST
def columns(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Say which column is which."""
    review = queries.review(viewer_of(request), pid)
    form = _columns_form(review.batch, request.POST)
    if form.is_valid():
        try:
            actions.map_columns(pid=pid, columns=form.mapping(), by=viewer_of(request))
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("记住了；下次同样的表头不用再选"))
            return _to(pid)
    return _page(request, review, form=form, status=422)


@importers
@require_GET
def rows(request: HttpRequest, pid: UUID, which: str) -> HttpResponse:
    """One whole list of a batch, 50 rows at a time."""
    if which not in LISTS:
        raise NotFound
    place = PlaceForm(request.GET)
    after = (place.cleaned_data["after"] if place.is_valid() else None) or 0
    page = RowsPage(listed=queries.listed(viewer_of(request), pid, which, after=after), which=which)
    return render(request, "desk/ledger/rows.html", vars(page))


@importers
@require_POST
def leave(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Leave one row out, or take it in again."""
    form = LeaveForm(request.POST)
    if not form.is_valid():
        raise NotFound
    told = form.cleaned_data
    actions.leave_row(pid=pid, row=told["row"], is_left=told["leave"], by=viewer_of(request))
    is_list = told["back"] in LISTS
    where = reverse("desk:ledger_rows", args=[pid, told["back"]]) if is_list else reverse("desk:ledger_batch", args=[pid])
    return HttpResponseRedirect(f"{where}#row-{told['row']}")


@importers
@require_POST
def write(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Have the batch written."""
    actions.commit_import(pid=pid, by=viewer_of(request))
    return _to(pid)


@importers
@require_POST
def check(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Have the batch checked again."""
    actions.check_again(pid=pid, by=viewer_of(request))
    return _to(pid)


@importers
@require_POST
def drop(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Give the batch up."""
    actions.drop_import(pid=pid, by=viewer_of(request))
    messages.success(request, _("这一批放弃了，什么也没有写入"))
    return HttpResponseRedirect(reverse("desk:ledger_list"))


@importers
@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, pid: UUID) -> HttpResponse:
    """What taking the batch back would do; and doing it."""
    if request.method == "POST":
        actions.undo_import(pid=pid, by=viewer_of(request))
        return _to(pid)
    found, preview, leftovers = queries.undo_preview(viewer_of(request), pid)
    return render(request, "desk/ledger/undo.html", vars(UndoPage(batch=found, preview=preview, leftovers=leftovers)))


@importers
@require_GET
def error_sheet(request: HttpRequest, pid: UUID) -> HttpResponse:
    """The rows with errors, to be mended and sent again alone."""
    return _file(actions.take_error_sheet(pid=pid, by=viewer_of(request)), "errors.xlsx")


@importers
@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """The columns we know, to be filled in by hand."""
    return _file(queries.template(), "template.xlsx")


def _page(request: HttpRequest, review: Review, *, form: ColumnsForm | None = None, status: int = 200) -> HttpResponse:
    found = review.batch
    page = BatchPage(
        review=review,
        refusal=FileRefused(found.note.get("refused", "")) if found.state == State.REFUSED else None,
        form=form or (_columns_form(found) if found.state == State.UNMAPPED and not found.step else None),
        can_undo=found.can_be_undone(now()),
        step=_step_of(found),
    )
    return render(request, "desk/ledger/batch.html", vars(page), status=status)


def _columns_form(found: Batch, data: Any = None) -> ColumnsForm:
    return ColumnsForm(data, columns=queries.columns(), headers=found.headers, mapping=found.mapping)


def _step_of(found: Batch) -> int:
    """Which of the five steps the batch is at, from 0."""
    if found.state in (State.COMMITTED, State.UNDONE):
        return 4
    if found.state == State.CHECKED:
        return 3 if found.step == "committing" else 2
    return 1 if found.headers else 0


def _to(pid: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("desk:ledger_batch", args=[pid]))


def _file(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
