"""Complaints that look alike: facts for a reviewer; linking, taking a link back, noting what was seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms.alike import LinkForm, NoteForm, UnlinkForm
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.work.disputes.actions import alike as actions
from yingzhou.work.disputes.queries import alike as queries
from yingzhou.work.disputes.queries.alike import REVIEWERS, AlikePage, RepeatsPage

reviewers = who(*REVIEWERS, act=gettext_lazy("核看重复和集中投诉"))


@dataclass(frozen=True)
class Page:
    """desk/alike/alike.html"""

    page: AlikePage
    note_form: NoteForm
    refusal: Refusal | None
    typed: dict[str, str]


@reviewers
@require_GET
def repeats(request: HttpRequest) -> HttpResponse:
    """Groups of complaints that share a telephone, an address or a trader."""
    by = request.GET.get("by", "phone")
    page: RepeatsPage = queries.repeats(viewer=viewer_of(request), by=by)
    return render(request, "desk/alike/repeats.html", {"page": page})


@reviewers
@require_GET
def alike(request: HttpRequest, pid: UUID) -> HttpResponse:
    """What looks like one complaint."""
    return _show(request, pid)


@reviewers
@require_POST
def link(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Say that it repeats an earlier one."""
    form = LinkForm(request.POST)
    return _act(request, pid, form, lambda told, by: actions.link_duplicate(pid=pid, by=by, **told), _("已认作重复"))


@reviewers
@require_POST
def unlink(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Take that back."""
    form = UnlinkForm(request.POST)
    return _act(request, pid, form, lambda told, by: actions.unlink_duplicate(pid=pid, by=by, **told), _("已撤回这条认定"))


@reviewers
@require_POST
def note(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Keep what was seen."""
    form = NoteForm(request.POST)
    try:
        actions.note_repeat(pid=pid, words=form.data.get("words", "")[:2000], by=viewer_of(request))
    except NotFound:
        raise
    except Refusal as refusal:
        form.full_clean()
        refuse_in(form, refusal)
        return _show(request, pid, note_form=form, status=422)
    messages.success(request, _("记下了"))
    return _to(pid)


def _act(request: HttpRequest, pid: UUID, form: Form, act: Callable[..., Any], words: str) -> HttpResponse:
    if not form.is_valid():
        raise NotFound
    try:
        act(form.cleaned_data, viewer_of(request))
    except NotFound:
        raise
    except Refusal as refusal:
        typed = {str(form.cleaned_data.get("earlier") or form.cleaned_data.get("link")): form.cleaned_data["reason"]}
        return _show(request, pid, refusal=refusal, typed=typed, status=refusal.status)
    messages.success(request, words)
    return _to(pid)


def _show(
    request: HttpRequest,
    pid: UUID,
    *,
    note_form: NoteForm | None = None,
    refusal: Refusal | None = None,
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    found = queries.alike_for(viewer=viewer_of(request), pid=pid)
    page = Page(page=found, note_form=note_form or NoteForm(), refusal=refusal, typed=typed or {})
    return render(request, "desk/alike/alike.html", vars(page), status=status)


def _to(pid: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("desk:complaint_alike", args=[pid]))
