"""The national platform's ledger: upload, map, check, write, take back, and take out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yingzhou.base.clock import now
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.base.staging.models import Batch
from yingzhou.base.staging.undoing import Preview
from yingzhou.web.desk.forms.imports import ColumnsForm, UploadForm
from yingzhou.web.desk.forms.ledger import ExportForm, LeaveForm
from yingzhou.web.desk.views import staging
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.disputes.actions import ledger as actions
from yingzhou.work.disputes.queries import ledger as queries
from yingzhou.work.disputes.queries.ledger import IMPORTERS, LISTS, Leftover, ListedRows, Review

PAGE, LIST = "desk:ledger_batch", "desk:ledger_list"
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
    form = staging.upload_form(request)
    if made := staging.uploaded(request, form, actions.start_import):
        return staging.to(PAGE, made.public_id)
    return _list(request, form, ExportForm())


def _list(request: HttpRequest, form: UploadForm, export_form: ExportForm) -> HttpResponse:
    found = queries.latest(viewer_of(request), before=staging.place(request).get("before"))
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
    return staging.sheet(taken, "12315.xlsx")


@importers
@require_GET
def batch(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Where a batch is, and what there is to look at.  htmx asks again while a job works; so does the page without script."""
    review = queries.review(viewer_of(request), pid)
    return staging.at_work(request, review.batch, "desk/ledger/working.html") or _page(request, review)


@importers
@require_POST
def columns(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Say which column is which."""
    review = queries.review(viewer_of(request), pid)
    form = staging.columns_form(review.batch, queries.columns(), request.POST)
    if staging.mapped(request, form, pid, actions.map_columns):
        return staging.to(PAGE, pid)
    return _page(request, review, form=form, status=422)


@importers
@require_GET
def rows(request: HttpRequest, pid: UUID, which: str) -> HttpResponse:
    """One whole list of a batch, 50 rows at a time."""
    if which not in LISTS:
        raise NotFound
    after = staging.place(request).get("after") or 0
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
    mark = f"#row-{told['row']}"
    return (
        staging.to("desk:ledger_rows", pid, told["back"], mark=mark)
        if told["back"] in LISTS
        else staging.to(PAGE, pid, mark=mark)
    )


write = staging.asking(importers, actions.commit_import, back=PAGE)
check = staging.asking(importers, actions.check_again, back=PAGE)
drop = staging.dropping(importers, actions.drop_import, back=LIST)
error_sheet = staging.error_sheets(importers, actions.take_error_sheet)


@importers
@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, pid: UUID) -> HttpResponse:
    """What taking the batch back would do; and doing it."""
    if request.method == "POST":
        actions.undo_import(pid=pid, by=viewer_of(request))
        return staging.to(PAGE, pid)
    found, preview, leftovers = queries.undo_preview(viewer_of(request), pid)
    return render(request, "desk/ledger/undo.html", vars(UndoPage(batch=found, preview=preview, leftovers=leftovers)))


@importers
@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """The columns we know, to be filled in by hand."""
    return staging.sheet(queries.template(), "template.xlsx")


def _page(request: HttpRequest, review: Review, *, form: ColumnsForm | None = None, status: int = 200) -> HttpResponse:
    found = review.batch
    page = BatchPage(
        review=review,
        refusal=staging.refusal_of(found),
        form=form or staging.open_columns_form(found, queries.columns()),
        can_undo=found.can_be_undone(now()),
        step=staging.step_of(found),
    )
    return render(request, "desk/ledger/batch.html", vars(page), status=status)
