"""多久没联系: the list, and taking it away."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from zipfile import ZIP_STORED, ZipFile

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from yingzhou.base.clock import today
from yingzhou.base.documents.lists import FORMATS, export
from yingzhou.base.documents.sheets.xlsx_list import spool
from yingzhou.base.limits import take
from yingzhou.web.desk.forms.liaison import SilentFilter
from yingzhou.web.desk.views.liaison.overview import ACT
from yingzhou.web.desk.views.registry.exporting import BURST, SECONDS
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.liaison.queries.overview import overseen
from yingzhou.work.liaison.queries.silence import COUNT_CAP, SilentPage, asked_of, silent_page
from yingzhou.work.liaison.rules import OVERSEERS
from yingzhou.work.registry.queries.scope import DECIDERS


@dataclass(frozen=True)
class SilentListPage:
    """All that desk/liaison/silent.html may use."""

    form: SilentFilter
    found: SilentPage
    total: str
    next: str
    query: str
    may_export: bool


@who(*OVERSEERS, act=ACT)
@require_GET
def silent_list(request: HttpRequest) -> HttpResponse:
    """Businesses nobody has been in touch with for too long, the longest first."""
    viewer, on = viewer_of(request), today()
    form = _filter(viewer, request.GET)
    asked = form.asked()
    found = silent_page(viewer, asked_of(viewer, asked["which"], asked["station"], on=on), on=on, after=asked["after"])
    query = request.GET.copy()
    query.pop("after", None)
    further = query.copy()
    further["after"] = str(found.after or "")
    page = SilentListPage(
        form=form,
        found=found,
        total=f"{COUNT_CAP - 1}+" if found.total >= COUNT_CAP else str(found.total),
        next=f"?{further.urlencode()}" if found.after else "",
        query=query.urlencode(),
        may_export=viewer.has(*DECIDERS),
    )
    return render(request, "desk/liaison/silent.html", vars(page))


@require_POST
@who(*DECIDERS, reauth=True, act=_("导出名录"))
def export_silent(request: HttpRequest) -> HttpResponseBase:
    """The list as narrowed: one packed file with the list and its signed manifest."""
    viewer = viewer_of(request)
    take("list.export", viewer.actor, burst=BURST, per_seconds=SECONDS)
    asked = _filter(viewer, QueryDict(request.POST.get("query", ""))).asked()
    kind = request.POST.get("form", "")
    kind = kind if kind in FORMATS else FORMATS[0]
    packed = tempfile.TemporaryFile(dir=spool())  # noqa: SIM115  closed by the response
    name = f"{_('多久没联系')}-{today():%Y%m%d}.{kind}"
    narrowed = {key: [asked[key]] for key in ("which", "station") if asked[key]}
    with tempfile.TemporaryFile(dir=spool()) as file, ZipFile(packed, "w", ZIP_STORED) as archive:
        manifest = export("silent", file, viewer=viewer, by=viewer, asked=narrowed, form=kind)
        file.seek(0)
        archive.writestr(name, file.read())
        archive.writestr(f"{name}.manifest.json", manifest.as_json())
    packed.seek(0)
    return FileResponse(packed, as_attachment=True, filename=f"{name}.zip", content_type="application/zip")


def _filter(viewer: Viewer, told: QueryDict) -> SilentFilter:
    stations = [(str(one.public_id), one.name) for one in overseen(viewer, on=today())]
    return SilentFilter(told, stations=stations)
