"""The import wizard: five steps, one page a batch, which shows whatever step the batch is at."""

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
from yingzhou.base.staging.choices import Choice, State
from yingzhou.base.staging.models import Batch
from yingzhou.base.staging.refusals import FileRefused
from yingzhou.base.staging.undoing import Preview
from yingzhou.web.desk.forms.imports import ColumnsForm, DecideForm, PlaceForm, UploadForm
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.work.registry.actions import importing
from yingzhou.work.registry.queries import import_pages as pages
from yingzhou.work.registry.queries import imports as queries
from yingzhou.work.registry.queries.import_pages import Review
from yingzhou.work.registry.queries.imports import IMPORTERS, Leftover

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
importers = who(*IMPORTERS, act=importing.ACT)

#: Lists of one batch → its heading is in the template; all of them are read 50 rows at a time.
LISTS = ("errors", "warnings", "doubtful", "changed", "new", "missing")


@dataclass(frozen=True)
class ListPage:
    """desk/imports/list.html"""

    form: UploadForm
    batches: Sequence[Batch]
    older: int | None
    now: Any


@dataclass(frozen=True)
class BatchPage:
    """desk/imports/batch.html"""

    review: Review
    refusal: Refusal | None
    form: ColumnsForm | None
    column: str
    by_column: list[tuple[str, str, int]]
    can_undo: bool
    step: int


@dataclass(frozen=True)
class RowsPage:
    """desk/imports/rows.html"""

    batch: Batch
    which: str
    rows: Sequence[Any]
    after: int | None
    column: str


@dataclass(frozen=True)
class UndoPage:
    """desk/imports/undo.html"""

    batch: Batch
    preview: Preview
    leftovers: Sequence[Leftover]


@importers
@require_http_methods(["GET", "POST"])
def import_list(request: HttpRequest) -> HttpResponse:
    """Upload a file; the batches before."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = importing.start_import(source=file, name=file.name, by=viewer_of(request))
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            return _to(made.public_id)
    place = PlaceForm(request.GET)
    before = place.cleaned_data["before"] if place.is_valid() else None
    found = queries.latest(viewer_of(request), before=before)
    older = found[-1].number if len(found) == queries.PAGE else None
    page = ListPage(form=form, batches=found, older=older, now=now())
    return render(request, "desk/imports/list.html", vars(page), status=422 if form.errors else 200)


@importers
@require_GET
def batch(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Where a batch is, and what there is to decide.  htmx asks again while a job works; so does the page without script."""
    place = PlaceForm(request.GET)
    column = place.cleaned_data["column"] if place.is_valid() else ""
    review = pages.review(viewer_of(request), pid, column=column)
    if request.headers.get("HX-Request"):
        if review.batch.step:
            return render(request, "desk/imports/working.html", {"batch": review.batch})
        return HttpResponse(status=200, headers={"HX-Refresh": "true"})
    return _page(request, review, column=column)


@importers
@require_POST
def columns(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Say which column is which."""
    review = pages.review(viewer_of(request), pid)
    form = _columns_form(review.batch, request.POST)
    if form.is_valid():
        try:
            importing.map_columns(pid=pid, columns=form.mapping(), by=viewer_of(request))
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
    asked = place.cleaned_data if place.is_valid() else {}
    listed = pages.listed(viewer_of(request), pid, which, after=asked.get("after") or 0, column=asked.get("column") or "")
    page = RowsPage(batch=listed.batch, which=which, rows=listed.rows, after=listed.after, column=asked.get("column") or "")
    return render(request, "desk/imports/rows.html", vars(page))


@importers
@require_POST
def decide(request: HttpRequest, pid: UUID) -> HttpResponse:
    """The same business, two businesses, or not now."""
    form = DecideForm(request.POST)
    if not form.is_valid():
        raise NotFound
    choice = Choice(form.cleaned_data["choice"]) if form.cleaned_data["choice"] else None
    importing.decide_row(pid=pid, row=form.cleaned_data["row"], choice=choice, by=viewer_of(request))
    back = form.cleaned_data["back"]
    where = reverse("desk:import_rows", args=[pid, back]) if back in LISTS else reverse("desk:import_batch", args=[pid])
    return HttpResponseRedirect(f"{where}#row-{form.cleaned_data['row']}")


@importers
@require_POST
def write(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Have the batch written."""
    importing.commit_import(pid=pid, by=viewer_of(request))
    return _to(pid)


@importers
@require_POST
def check(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Have the batch checked again."""
    importing.check_again(pid=pid, by=viewer_of(request))
    return _to(pid)


@importers
@require_POST
def drop(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Give the batch up."""
    importing.drop_import(pid=pid, by=viewer_of(request))
    messages.success(request, _("这一批放弃了，什么也没有写入"))
    return HttpResponseRedirect(reverse("desk:import_list"))


@importers
@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, pid: UUID) -> HttpResponse:
    """What taking the batch back would do; and doing it."""
    if request.method == "POST":
        importing.undo_import(pid=pid, by=viewer_of(request))
        return _to(pid)
    page = pages.undo_page(viewer_of(request), pid)
    return render(
        request,
        "desk/imports/undo.html",
        vars(UndoPage(batch=page.batch, preview=page.preview, leftovers=page.leftovers)),
    )


@importers
@require_GET
def error_sheet(request: HttpRequest, pid: UUID) -> HttpResponse:
    """The rows with errors, to be mended and sent again alone."""
    content = importing.take_error_sheet(pid=pid, by=viewer_of(request))
    return _file(content, "errors.xlsx")


@importers
@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """The official table."""
    return _file(pages.template(), "template.xlsx")


def _page(
    request: HttpRequest, review: Review, *, form: ColumnsForm | None = None, column: str = "", status: int = 200
) -> HttpResponse:
    found = review.batch
    labels = {each.name: str(each.label) for each in queries.columns()}
    page = BatchPage(
        review=review,
        refusal=FileRefused(found.note.get("refused", "")) if found.state == State.REFUSED else None,
        form=form or (_columns_form(found) if found.state == State.UNMAPPED and not found.step else None),
        column=column,
        by_column=[(name, labels.get(name, name), count) for name, count in _by_count(found)],
        can_undo=found.can_be_undone(now()),
        step=_step_of(found),
    )
    return render(request, "desk/imports/batch.html", vars(page), status=status)


def _by_count(found: Batch) -> list[tuple[str, int]]:
    return sorted(found.counts.get("by_column", {}).items(), key=lambda pair: -pair[1])[:6]


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
    return HttpResponseRedirect(reverse("desk:import_batch", args=[pid]))


def _file(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
