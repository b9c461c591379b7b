"""Paper templates and issued papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yingzhou.base.clock import today
from yingzhou.base.documents.issuing import paper_for
from yingzhou.base.documents.models import IssuedPaper, PaperTemplate
from yingzhou.base.documents.templates import pages, writing
from yingzhou.base.documents.templates.pages import KindPage, Row
from yingzhou.base.evidence import serving
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms.papers import TemplateForm
from yingzhou.web.desk.views.evidence import hand_out
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.work.accounts.choices import Role

#: Those who make papers; they may read every template.
WRITERS = (Role.STATION_OFFICER, Role.STATION_HEAD, Role.DEPARTMENT, Role.BUREAU_LEADER, Role.MEDIATOR)
#: Those who may change the wording; one enters, another approves.
KEEPERS = (Role.DEPARTMENT, Role.BUREAU_LEADER)
MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
writers = who(*WRITERS, act=gettext_lazy("查看文书模板"))
keepers = who(*KEEPERS, act=gettext_lazy("改文书模板"))
readers = who(*WRITERS, Role.LIAISON, act=gettext_lazy("查看文书"))


@dataclass(frozen=True)
class TemplatesPage:
    """desk/papers/list.html"""

    rows: list[Row]
    may_change: bool


@dataclass(frozen=True)
class TemplatePage:
    """desk/papers/kind.html"""

    told: KindPage
    form: TemplateForm
    may_change: bool
    officer_id: int


@dataclass(frozen=True)
class PaperPage:
    """desk/papers/paper.html"""

    paper: IssuedPaper


@writers
@require_GET
def template_list(request: HttpRequest) -> HttpResponse:
    """Every kind of paper, and which wording is in force."""
    page = TemplatesPage(pages.kinds_on(today()), viewer_of(request).has(*KEEPERS))
    return render(request, "desk/papers/list.html", vars(page))


@writers
@require_GET
def kind(request: HttpRequest, paper: str) -> HttpResponse:
    """One kind: its fields, what it says, its editions."""
    return _kind_page(request, paper, TemplateForm(initial={"since": today()}))


@keepers
@require_POST
def upload(request: HttpRequest, paper: str) -> HttpResponse:
    """Enter a new edition; it waits for somebody else."""
    pages.kind_page(paper, on=today())
    form = TemplateForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            writing.enter(
                kind=paper,
                source=file,
                name=file.name if file else "",
                since=form.cleaned_data["since"],
                note=form.cleaned_data["note"],
                by=viewer_of(request),
            )
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("收下了，等另一位同事批准"))
            return _to(paper)
    return _kind_page(request, paper, form, status=422)


@writers
@require_GET
def current(request: HttpRequest, paper: str) -> HttpResponse:
    """The template in force, to be changed in Word."""
    return _file(*pages.shipped_file(paper, on=today()), "docx")


@writers
@require_http_methods(["GET"])
def sample(request: HttpRequest, paper: str, form: str) -> HttpResponse:
    """The paper in force with sample values, in Word or PDF."""
    if form not in MEDIA:
        raise NotFound
    return _file(*pages.sample_in_force(paper, on=today(), form=form), form)


@writers
@require_GET
def edition(request: HttpRequest, pid: UUID) -> HttpResponseBase:
    """The Word file of one edition, as it was uploaded."""
    found = pages.edition_for(pid)
    if found.docx is None:
        raise NotFound
    return hand_out(serving.original(found.docx, by=viewer_of(request)))


@writers
@require_GET
def edition_sample(request: HttpRequest, pid: UUID, form: str) -> HttpResponse:
    """One edition with sample values: what the approver looks at."""
    if form not in MEDIA:
        raise NotFound
    found = pages.edition_for(pid)
    return _file(*pages.sample_file(found.kind, found, on=today(), form=form), form)


@keepers
@require_POST
def approve(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Put an edition in force."""
    return _decided(request, pid, writing.approve, _("批准了，从生效日起使用"))


@keepers
@require_POST
def withdraw(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Take a waiting edition back."""
    return _decided(request, pid, writing.withdraw, _("撤回了，什么也没有改变"))


@readers
@require_GET
def paper(request: HttpRequest, pid: UUID) -> HttpResponse:
    """One issued paper."""
    return render(request, "desk/papers/paper.html", vars(PaperPage(paper_for(viewer_of(request), pid))))


@readers
@require_GET
def paper_file(request: HttpRequest, pid: UUID, form: str) -> HttpResponseBase:
    """Its Word file or PDF, on the trail."""
    found = paper_for(viewer_of(request), pid)
    if form not in MEDIA:
        raise NotFound
    return hand_out(serving.original(found.docx if form == "docx" else found.pdf, by=viewer_of(request)))


def _decided(request: HttpRequest, pid: UUID, act: Any, said: str) -> HttpResponse:
    found: PaperTemplate = pages.edition_for(pid)
    act(template=pid, by=viewer_of(request))
    messages.success(request, said)
    return _to(found.kind)


def _kind_page(request: HttpRequest, name: str, form: TemplateForm, status: int = 200) -> HttpResponse:
    viewer = viewer_of(request)
    page = TemplatePage(pages.kind_page(name, on=today()), form, viewer.has(*KEEPERS), viewer.officer_id)
    return render(request, "desk/papers/kind.html", vars(page), status=status)


def _to(name: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("desk:paper_kind", args=[name]))


def _file(name: str, content: bytes, form: str) -> HttpResponse:
    disposition = str(content_disposition_header(as_attachment=True, filename=name))
    return HttpResponse(content, content_type=MEDIA[form], headers={"Content-Disposition": disposition})
