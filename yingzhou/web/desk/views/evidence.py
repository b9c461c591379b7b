"""Evidence goes out only after its owner was asked: the clean copy to those who see the matter, the original to its handlers."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from yingzhou.base.evidence import serving
from yingzhou.base.evidence.serving import Served
from yingzhou.web.door.access import signed_in, who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.accounts.choices import Role

#: Those who handle matters, and so may need the file as it came.
HANDLERS = (Role.LIAISON, Role.STATION_OFFICER, Role.STATION_HEAD, Role.DEPARTMENT, Role.MEDIATOR)


@signed_in
@require_GET
def view(request: HttpRequest, pid: UUID) -> HttpResponseBase:
    """A photo as people see it: upright, at most 1,600 pixels, nothing but the picture."""
    return hand_out(serving.clean_copy(serving.evidence_for(viewer_of(request), pid)))


@signed_in
@require_GET
def thumb(request: HttpRequest, pid: UUID) -> HttpResponseBase:
    """The same at 320 pixels, for lists."""
    return hand_out(serving.clean_copy(serving.evidence_for(viewer_of(request), pid), "thumb"))


@who(*HANDLERS, act=_("取出证据原件"))
@require_GET
def original(request: HttpRequest, pid: UUID) -> HttpResponseBase:
    """The file as it came, on the trail."""
    viewer = viewer_of(request)
    return hand_out(serving.original(serving.evidence_for(viewer, pid), by=viewer))


def hand_out(served: Served) -> HttpResponseBase:
    """As an attachment, in a sandbox, of exactly its type; by the proxy where one is set."""
    answer: HttpResponseBase = HttpResponse() if settings.EVIDENCE_ACCEL else FileResponse(served.path.open("rb"))
    if settings.EVIDENCE_ACCEL:
        answer.headers["X-Accel-Redirect"] = settings.EVIDENCE_ACCEL + served.inside
    answer.headers["Content-Type"] = served.media_type
    answer.headers["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=served.filename))
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
