"""核对回执: whether what was promised for a filing is kept.  By the receipt's own address, or by the file taken home."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yingzhou.base.refusals import Refusal
from yingzhou.base.trail import verify_trail
from yingzhou.web.door.access import anyone
from yingzhou.web.portal import gate
from yingzhou.web.portal.forms import ReceiptForm
from yingzhou.work.cases import public as cases

LONGEST_FILE = 65_536


@dataclass(frozen=True)
class ProofPage:
    """All that portal/proof/proof.html may use."""

    told: cases.ReceiptCheck


@dataclass(frozen=True)
class CheckPage:
    """All that portal/proof/check.html may use."""

    form: ReceiptForm
    refusal: Refusal | None = None


@anyone
def proof(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Signed, sealed, still there, still the same: each worked out anew."""
    gate.let_prove(request)
    return render(request, "portal/proof/proof.html", vars(ProofPage(told=cases.check_receipt(pid))))


@anyone
def receipt_file(request: HttpRequest, pid: UUID) -> HttpResponse:
    """What its holder takes home."""
    gate.let_prove(request)
    return _download(cases.receipt_file(pid), "application/json", f"receipt-{pid}.json")


@anyone
def script(request: HttpRequest) -> HttpResponse:
    """The check that needs nothing of ours."""
    return _download(Path(verify_trail.__file__).read_text(encoding="utf-8"), "text/x-python", "verify_trail.py")


@anyone
def check(request: HttpRequest) -> HttpResponse:
    """A receipt file, checked against what there is today; also one we would rather not know."""
    form = ReceiptForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return render(request, "portal/proof/check.html", vars(CheckPage(form=ReceiptForm())))
    if not form.is_valid():
        return render(request, "portal/proof/check.html", vars(CheckPage(form=form)), status=422)
    try:
        gate.let_prove(request)
        told = cases.check_receipt_file(form.cleaned_data["file"].read(LONGEST_FILE))
    except Refusal as refusal:
        page = CheckPage(form=ReceiptForm(), refusal=refusal)
        return render(request, "portal/proof/check.html", vars(page), status=refusal.status)
    return render(request, "portal/proof/proof.html", vars(ProofPage(told=told)))


def _download(content: str, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=f"{media_type}; charset=utf-8", headers=headers)
