"""What a phone fetches and hands over.  Nothing here is a page: every answer is JSON, refusals too."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.http import quote_etag
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yingzhou.base.clock import today
from yingzhou.base.evidence.pieces import NotThere
from yingzhou.base.refusals import AlreadyUsed, Refusal
from yingzhou.base.words import _
from yingzhou.web.door import refused
from yingzhou.web.door.access import program
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.visits import actions, queries, rules
from yingzhou.work.visits.choices import PhotoKind

MOST_PIECE = 2 * 1024 * 1024
SHA256 = re.compile(r"[0-9a-f]{64}")
RECORD = _("记录走访")


class HeadersWrong(Refusal):
    """A piece of a photo that does not say what it is."""

    reason = _("这一段照片没有说清楚它是什么")
    mend = _("请更新手机上的页面再传；照片还在")
    field = "photo"
    status = 422


class PieceTooLarge(Refusal):
    """More at once than a piece may be."""

    reason = _("这一段太大")
    mend = _("一次最多传 256 KB")
    field = "photo"
    status = 413


class DayWrong(Refusal):
    """A day nobody can go out on."""

    reason = _("日期读不出来")
    mend = _("写成 2026-11-25 这样")
    field = "day"
    status = 422


@program(*queries.VISITORS, act=RECORD)
@require_GET
def pack(request: HttpRequest) -> HttpResponse:
    """All a phone needs for a day without a signal; 304 while nothing of it has changed."""
    try:
        day = date.fromisoformat(request.GET["day"]) if request.GET.get("day") else today()
    except ValueError:
        raise DayWrong() from None
    told = queries.pack_of(viewer_of(request), day)
    etag = quote_etag(told.version)
    if request.headers.get("If-None-Match") == etag:
        answer: HttpResponse = HttpResponse(status=304)
    else:
        answer = JsonResponse(told.content, json_dumps_params={"ensure_ascii": False})
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


@program(*queries.VISITORS, act=RECORD)
@require_http_methods(["HEAD", "POST"])
def photo(request: HttpRequest, key: UUID) -> HttpResponse:
    """A photo, piece by piece.  201 only when the whole of it is hashed and on disk."""
    viewer = viewer_of(request)
    if request.method == "HEAD":
        return _offset(HttpResponse(), queries.photo_offset(viewer, key))
    offset, length, sha256, kind = _headers(request)
    if int(request.headers.get("Content-Length") or 0) > MOST_PIECE:
        raise PieceTooLarge()
    try:
        with transaction.atomic():
            got = actions.receive_piece(
                key=key, kind=kind, piece=request.body, offset=offset, length=length, sha256=sha256, by=viewer
            )
    except NotThere as gap:
        return _offset(refused.in_json(gap), gap.offset)
    if got.evidence is None:
        return _offset(JsonResponse({"id": str(key), "offset": got.offset}), got.offset)
    told = {"id": str(key), "sha256": got.evidence.sha256, "rendition_sha256": got.rendition_sha256}
    return _offset(JsonResponse(told, status=201), got.offset)


def _headers(request: HttpRequest) -> tuple[int, int, str, PhotoKind]:
    held = request.headers
    offset, length = held.get("Upload-Offset", ""), held.get("Upload-Length", "")
    sha256, kind = held.get("X-Content-SHA256", "").lower(), held.get("X-Photo-Kind", PhotoKind.FINDING)
    numbers = all(text.isascii() and text.isdigit() and len(text) < 15 for text in (offset, length))
    if not numbers or not int(length) or not SHA256.fullmatch(sha256) or kind not in PhotoKind.values:
        raise HeadersWrong()
    return int(offset), int(length), sha256, PhotoKind(kind)


def _offset(answer: HttpResponse, offset: int) -> HttpResponse:
    answer.headers["Upload-Offset"] = str(offset)
    return answer


@transaction.non_atomic_requests
@program(*queries.VISITORS, act=RECORD)
@require_POST
def visit(request: HttpRequest, key: UUID) -> HttpResponse:
    """A visit, once: 201 with the signed receipt, 200 when it was here already, 202 while the signature follows.

    Not one transaction: the record is one by itself, and only what is committed can be signed.
    """
    viewer = viewer_of(request)
    told = rules.told_from(_json(request))
    try:
        recorded = actions.record_visit(told=told, key=key, by=viewer)
    except rules.PhotosMissing as missing:
        names = [str(name) for name in missing.missing]
        return JsonResponse({"error": "photos_missing", "missing": names}, status=409)
    except AlreadyUsed:
        return _other_copy(key, told, request)
    return _receipted(recorded)


def _other_copy(key: UUID, told: rules.VisitTold, request: HttpRequest) -> HttpResponse:
    """The key is taken: by the same record from another hand, or by a different one, which is kept as well."""
    viewer = viewer_of(request)
    differences = actions.keep_conflict(key=key, told=told, by=viewer)
    if differences:
        return JsonResponse({"error": "conflict", "fields": [asdict(one) for one in differences]}, status=409)
    return JsonResponse(_told(_signed(queries.standing_of(viewer, key))))


def _receipted(recorded: actions.Recorded) -> HttpResponse:
    told = _told(_signed(queries.standing_of_recorded(recorded.visit))) | {
        "clock": {"skew_seconds": recorded.skew_seconds, "kept": recorded.clock},
        "hazards": [str(pid) for pid in recorded.hazards],
        "cases": [str(pid) for pid in recorded.cases],
    }
    if told["receipt"] is None:
        return JsonResponse(told, status=202)
    return JsonResponse(told, status=201 if recorded.is_new else 200)


def _signed(standing: queries.Standing) -> queries.Standing:
    """How the visit stands once its receipt is signed, if the signer answers."""
    if standing.receipt is None and standing.promised is not None and actions.sign_receipt(standing.promised):
        return queries.standing_of_recorded(standing.visit)
    return standing


def _told(standing: queries.Standing) -> dict[str, Any]:
    return {
        "visit": str(standing.visit),
        "number": standing.number,
        "seal": standing.seal,
        "photos": standing.photos,
        "receipt": _receipt(standing.receipt),
    }


def _receipt(receipt: queries.PhoneReceipt | None) -> dict[str, str] | None:
    if receipt is None:
        return None
    return {name: str(value) for name, value in asdict(receipt).items()}


@transaction.non_atomic_requests
@program(*queries.VISITORS, act=RECORD)
@require_GET
def receipt(request: HttpRequest, key: UUID) -> HttpResponse:
    """The receipt of a visit whose signature was not there in time; 202 while it still is not."""
    viewer = viewer_of(request)
    standing = _signed(queries.standing_of(viewer, key))
    return JsonResponse(_told(standing), status=202 if standing.receipt is None else 200)


@program(*queries.VISITORS, act=_("更正走访"))
@require_POST
def amend(request: HttpRequest, key: UUID) -> HttpResponse:
    """What is otherwise than the sealed record says; it is written beside it."""
    viewer = viewer_of(request)
    told = _json(request)
    told = told if isinstance(told, dict) else {}
    fields = told.get("fields") if isinstance(told.get("fields"), dict) else {}
    amendment = actions.amend_visit(
        visit=queries.visit_for(viewer, key), why=str(told.get("why") or "")[:200], fields=fields or {}, by=viewer
    )
    return JsonResponse({"amendment": str(amendment.public_id), "seal": amendment.seal}, status=201)


def _json(request: HttpRequest) -> Any:
    try:
        return json.loads(request.body)
    except ValueError:
        return None
