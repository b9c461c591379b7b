"""The import wizard: five steps, one page a batch, which shows whatever step the batch is at."""

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
from yingzhou.base.staging.choices import Choice
from yingzhou.base.staging.models import Batch
from yingzhou.base.staging.undoing import Preview
from yingzhou.web.desk.forms.imports import ColumnsForm, DecideForm, UploadForm
from yingzhou.web.desk.views import staging
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.registry.actions import importing
from yingzhou.work.registry.queries import import_pages as pages
from yingzhou.work.registry.queries import imports as queries
from yingzhou.work.registry.queries.import_pages import Review
from yingzhou.work.registry.queries.imports import IMPORTERS, Leftover

PAGE, LIST = "desk:import_batch", "desk:import_list"
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
    form = staging.upload_form(request)
    if made := staging.uploaded(request, form, importing.start_import):
        return staging.to(PAGE, made.public_id)
    found = queries.latest(viewer_of(request), before=staging.place(request).get("before"))
    older = found[-1].number if len(found) == queries.PAGE else None
    page = ListPage(form=form, batches=found, older=older, now=now())
    return render(request, "desk/imports/list.html", vars(page), status=422 if form.errors else 200)


@importers
@require_GET
def batch(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Where a batch is, and what there is to decide.  htmx asks again while a job works; so does the page without script."""
    column = staging.place(request).get("column") or ""
    review = pages.review(viewer_of(request), pid, column=column)
    return staging.at_work(request, review.batch, "desk/imports/working.html") or _page(request, review, column=column)


@importers
@require_POST
def columns(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Say which column is which."""
    review = pages.review(viewer_of(request), pid)
    form = staging.columns_form(review.batch, queries.columns(), request.POST)
    if staging.mapped(request, form, pid, importing.map_columns):
        return staging.to(PAGE, pid)
    return _page(request, review, form=form, status=422)


@importers
@require_GET
def rows(request: HttpRequest, pid: UUID, which: str) -> HttpResponse:
    """One whole list of a batch, 50 rows at a time."""
    if which not in LISTS:
        raise NotFound
    asked = staging.place(request)
    column = asked.get("column") or ""
    listed = pages.listed(viewer_of(request), pid, which, after=asked.get("after") or 0, column=column)
    page = RowsPage(batch=listed.batch, which=which, rows=listed.rows, after=listed.after, column=column)
    return render(request, "desk/imports/rows.html", vars(page))


@importers
@require_POST
def decide(request: HttpRequest, pid: UUID) -> HttpResponse:
    """The same business, two businesses, or not now."""
    form = DecideForm(request.POST)
    if not form.is_valid():
        raise NotFound
    told = form.cleaned_data
    choice = Choice(told["choice"]) if told["choice"] else None
    importing.decide_row(pid=pid, row=told["row"], choice=choice, by=viewer_of(request))
    mark = f"#row-{told['row']}"
    return (
        staging.to("desk:import_rows", pid, told["back"], mark=mark)
        if told["back"] in LISTS
        else staging.to(PAGE, pid, mark=mark)
    )


write = staging.asking(importers, importing.commit_import, back=PAGE)
check = staging.asking(importers, importing.check_again, back=PAGE)
drop = staging.dropping(importers, importing.drop_import, back=LIST)
error_sheet = staging.error_sheets(importers, importing.take_error_sheet)


@importers
@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, pid: UUID) -> HttpResponse:
    """What taking the batch back would do; and doing it."""
    if request.method == "POST":
        importing.undo_import(pid=pid, by=viewer_of(request))
        return staging.to(PAGE, pid)
    asked = pages.undo_page(viewer_of(request), pid)
    page = UndoPage(batch=asked.batch, preview=asked.preview, leftovers=asked.leftovers)
    return render(request, "desk/imports/undo.html", vars(page))


@importers
@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """The official table."""
    return staging.sheet(pages.template(), "template.xlsx")


def _page(
    request: HttpRequest, review: Review, *, form: ColumnsForm | None = None, column: str = "", status: int = 200
) -> HttpResponse:
    found = review.batch
    labels = {each.name: str(each.label) for each in queries.columns()}
    page = BatchPage(
        review=review,
        refusal=staging.refusal_of(found),
        form=form or staging.open_columns_form(found, queries.columns()),
        column=column,
        by_column=[(name, labels.get(name, name), count) for name, count in _by_count(found)],
        can_undo=found.can_be_undone(now()),
        step=staging.step_of(found),
    )
    return render(request, "desk/imports/batch.html", vars(page), status=status)


def _by_count(found: Batch) -> list[tuple[str, int]]:
    return sorted(found.counts.get("by_column", {}).items(), key=lambda pair: -pair[1])[:6]
