"""Two copies of one record, field by field; whatever is decided, both are kept."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.visits import actions, queries


@dataclass(frozen=True)
class ConflictPage:
    """All that desk/visits/conflict.html may use; `chosen` is what was typed."""

    view: queries.ConflictView
    chosen: dict[str, str]
    refused: Refusal | None = None


@who(*queries.DECIDERS, act=gettext_lazy("处理两份不一样的走访记录"))
@require_http_methods(["GET", "POST"])
def conflict(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Compare, and decide."""
    viewer = viewer_of(request)
    if request.method == "GET":
        return _show(request, pid)
    found = queries.conflict_for(viewer, pid)
    chosen = {name[4:]: str(value) for name, value in request.POST.items() if name.startswith("fld-")}
    try:
        actions.resolve_conflict(conflict=found, chosen=chosen, by=viewer)
    except NotFound:
        raise
    except Refusal as refusal:
        return _show(request, pid, chosen=chosen, refused=refusal)
    messages.success(request, _("处理好了；两份都还在"))
    return HttpResponseRedirect(reverse("desk:visit", args=[found.visit.public_id]))


def _show(
    request: HttpRequest, pid: UUID, *, chosen: dict[str, str] | None = None, refused: Refusal | None = None
) -> HttpResponse:
    view = queries.conflict_view(viewer_of(request), pid)
    held = chosen or {pair.name: pair.chosen for pair in view.pairs}
    page = ConflictPage(view=view, chosen=held, refused=refused)
    return render(request, "desk/visits/conflict.html", vars(page), status=refused.status if refused else 200)
