"""走访记录: the list of a station, and one record with its seal, what was found, and what was learned later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from yingzhou.base.refusals import NotAllowed, NotFound, Refusal
from yingzhou.web.desk.forms.visits import Amend, VisitFilter
from yingzhou.web.desk.views.accounts.pictures import qr_code
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.visits import actions, queries
from yingzhou.work.visits.models import Visit

READ = gettext_lazy("看走访记录")
AMEND = gettext_lazy("更正走访")


@dataclass(frozen=True)
class ListPage:
    """All that desk/visits/list.html may use."""

    form: VisitFilter
    asked: dict[str, Any]
    rows: tuple[Visit, ...]
    next: str


@who(*queries.READERS, act=READ)
@require_GET
def visit_list(request: HttpRequest) -> HttpResponse:
    """Records in scope, the latest first."""
    form = VisitFilter(request.GET)
    asked = form.asked()
    found = queries.visit_list(viewer_of(request), **asked)
    query = request.GET.copy()
    query["after"] = found.after
    page = ListPage(form=form, asked=asked, rows=found.rows, next=f"?{query.urlencode()}" if found.after else "")
    return render(request, "desk/visits/list.html", vars(page))


@dataclass(frozen=True)
class VisitPage:
    """All that desk/visits/visit.html may use."""

    view: queries.VisitView
    qr: str
    amend: Amend
    refused: Refusal | None = None


@who(*queries.READERS, act=READ)
@require_GET
def visit(request: HttpRequest, pid: UUID) -> HttpResponse:
    """One record."""
    return _show(request, pid)


@who(*queries.VISITORS, act=AMEND)
@require_POST
def visit_amend(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Write down what is otherwise than the record says."""
    viewer = viewer_of(request)
    view = queries.visit_view(viewer, pid)
    if not view.may_amend:
        raise NotAllowed(act=AMEND, roles=_("去走访的人、站长"))
    form = Amend(request.POST, auto_id="amend_%s")
    if not form.is_valid():
        return _show(request, pid, amend=form, status=422)
    try:
        told = form.cleaned_data
        actions.amend_visit(visit=view.visit, why=told["why"], fields={"note": told["note"]}, by=viewer)
    except NotFound:
        raise
    except Refusal as refusal:
        return _show(request, pid, amend=form, refused=refusal, status=refusal.status)
    messages.success(request, _("更正写在记录旁边了，封存的原文没有动"))
    return HttpResponseRedirect(reverse("desk:visit", args=[pid]))


def _show(
    request: HttpRequest, pid: UUID, *, amend: Amend | None = None, refused: Refusal | None = None, status: int = 200
) -> HttpResponse:
    view = queries.visit_view(viewer_of(request), pid)
    page = VisitPage(
        view=view,
        qr=qr_code(f"{view.visit.number} {view.visit.seal}") if view.visit.seal else "",
        amend=amend or Amend(initial={"note": view.visit.note}, auto_id="amend_%s"),
        refused=refused,
    )
    return render(request, "desk/visits/visit.html", vars(page), status=status)
