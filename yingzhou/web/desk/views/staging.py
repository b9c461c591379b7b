"""What every import wizard shares: where a batch stands, its forms, and the views that ask for one step and go back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yingzhou.base.refusals import Refusal
from yingzhou.base.staging.choices import State
from yingzhou.base.staging.columns import Column
from yingzhou.base.staging.models import Batch
from yingzhou.base.staging.refusals import FileRefused
from yingzhou.web.desk.forms.imports import ColumnsForm, PlaceForm, UploadForm
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.work.accounts.rules import Viewer

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

View = Callable[..., HttpResponseBase]
Mark = Callable[[View], View]


class Ask(Protocol):
    """A step of a batch that needs nothing but its id and who asks."""

    def __call__(self, *, pid: UUID, by: Viewer) -> Any: ...


def asking(mark: Mark, ask: Ask, *, back: str) -> View:
    """The view that asks for one step and returns to the page of the batch, `back`."""

    @mark
    @require_POST
    def view(request: HttpRequest, pid: UUID) -> HttpResponse:
        ask(pid=pid, by=viewer_of(request))
        return to(back, pid)

    return view


def dropping(mark: Mark, ask: Ask, *, back: str) -> View:
    """The view that gives a batch up and returns to the list, `back`."""

    @mark
    @require_POST
    def view(request: HttpRequest, pid: UUID) -> HttpResponse:
        ask(pid=pid, by=viewer_of(request))
        messages.success(request, _("这一批放弃了，什么也没有写入"))
        return to(back)

    return view


def error_sheets(mark: Mark, take: Ask) -> View:
    """The view of the rows with errors, to be mended and sent again alone."""

    @mark
    @require_GET
    def view(request: HttpRequest, pid: UUID) -> HttpResponse:
        return sheet(take(pid=pid, by=viewer_of(request)), "errors.xlsx")

    return view


def upload_form(request: HttpRequest) -> UploadForm:
    return UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()


def uploaded(request: HttpRequest, form: UploadForm, start: Callable[..., Batch]) -> Batch | None:
    """The batch of a file just sent; None where nothing was sent, or it was refused, which the form then says."""
    if request.method != "POST" or not form.is_valid():
        return None
    file = form.cleaned_data["file"]
    try:
        return start(source=file, name=file.name, by=viewer_of(request))
    except Refusal as refusal:
        refuse_in(form, refusal)
        return None


def mapped(request: HttpRequest, form: ColumnsForm, pid: UUID, map_columns: Callable[..., Batch]) -> bool:
    """Whether the columns were said and taken; the form says what was wrong with them."""
    if not form.is_valid():
        return False
    try:
        map_columns(pid=pid, columns=form.mapping(), by=viewer_of(request))
    except Refusal as refusal:
        refuse_in(form, refusal)
        return False
    messages.success(request, _("记住了；下次同样的表头不用再选"))
    return True


def place(request: HttpRequest) -> dict[str, Any]:
    """Where in a long list the page is asked to begin."""
    form = PlaceForm(request.GET)
    return form.cleaned_data if form.is_valid() else {}


def columns_form(batch: Batch, columns: Sequence[Column], data: Any = None) -> ColumnsForm:
    return ColumnsForm(data, columns=columns, headers=batch.headers, mapping=batch.mapping)


def open_columns_form(batch: Batch, columns: Sequence[Column]) -> ColumnsForm | None:
    """The form of a batch that waits to be told which column is which."""
    return columns_form(batch, columns) if batch.state == State.UNMAPPED and not batch.step else None


def refusal_of(batch: Batch) -> Refusal | None:
    return FileRefused(batch.note.get("refused", "")) if batch.state == State.REFUSED else None


def step_of(batch: Batch) -> int:
    """Which of the five steps the batch is at, from 0."""
    if batch.state in (State.COMMITTED, State.UNDONE):
        return 4
    if batch.state == State.CHECKED:
        return 3 if batch.step == "committing" else 2
    return 1 if batch.headers else 0


def at_work(request: HttpRequest, batch: Batch, template: str) -> HttpResponse | None:
    """What htmx gets that asks again while a job works; None for a whole page."""
    if not request.headers.get("HX-Request"):
        return None
    if batch.step:
        return render(request, template, {"batch": batch})
    return HttpResponse(status=200, headers={"HX-Refresh": "true"})


def to(name: str, *parts: Any, mark: str = "") -> HttpResponse:
    return HttpResponseRedirect(reverse(name, args=parts) + mark)


def sheet(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
