"""Taking the list away: who one is is asked again, how often is limited, and what left is written down."""

from __future__ import annotations

import tempfile
from zipfile import ZIP_STORED, ZipFile

from django.http import FileResponse, HttpRequest, HttpResponseBase, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from yingzhou.base.clock import today
from yingzhou.base.documents.lists import FORMATS, export
from yingzhou.base.documents.sheets.xlsx_list import spool
from yingzhou.base.limits import take
from yingzhou.web.desk.forms.registry import ListForm
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.registry.queries.places import places_of
from yingzhou.work.registry.queries.scope import DECIDERS

#: Exports a person may make at once, and in how many seconds that many again.
BURST, SECONDS = 10, 3600
EXPORT = _("导出名录")


@require_POST
@who(*DECIDERS, reauth=True, act=EXPORT)
def export_list(request: HttpRequest) -> HttpResponseBase:
    """The list as filtered, or the rows ticked: one packed file with the list and its signed manifest."""
    viewer = viewer_of(request)
    take("list.export", viewer.actor, burst=BURST, per_seconds=SECONDS)
    places = places_of(viewer, on=today())
    form = ListForm(QueryDict(request.POST.get("query", "")), stations=places.stations, communities=places.communities)
    asked = form.params
    if ids := request.POST.getlist("ids"):
        asked["ids"] = ids
    kind = request.POST.get("form", "")
    kind = kind if kind in FORMATS else FORMATS[0]
    with tempfile.TemporaryFile(dir=spool()) as file:
        manifest = export("businesses", file, viewer=viewer, by=viewer, asked=asked, form=kind)
        file.seek(0)
        packed = tempfile.TemporaryFile(dir=spool())  # noqa: SIM115  closed by the response
        name = f"{_('经营主体')}-{today():%Y%m%d}.{kind}"
        with ZipFile(packed, "w", ZIP_STORED) as archive:
            with archive.open(name, "w", force_zip64=True) as entry:
                while piece := file.read(256 * 1024):
                    entry.write(piece)
            archive.writestr(f"{name}.manifest.json", manifest.as_json())
    packed.seek(0)
    return FileResponse(packed, as_attachment=True, filename=f"{name}.zip", content_type="application/zip")
