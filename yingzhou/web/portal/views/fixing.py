"""整改: by link and code, without an account.  The code travels in the body of a POST, the link stands in no log of ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yingzhou.base.refusals import Refusal
from yingzhou.web.door.access import anyone
from yingzhou.web.door.refused import retry_after
from yingzhou.web.portal import fix_forms, gate
from yingzhou.work.hazards import public as hazards


@dataclass(frozen=True)
class FixPage:
    """All that portal/hazards/fix.html may use."""

    door: fix_forms.DoorForm
    form: fix_forms.FixForm | None = None
    asked: hazards.ToFix | None = None
    code: str = ""
    refusal: Refusal | None = None
    is_sent: bool = False


@anyone
def fix(request: HttpRequest, token: str) -> HttpResponse:
    """The code, then what is to be put right with its photos, then what was handed in."""
    try:
        gate.let_fix(request)
        hazards.look_at_link(token)
    except Refusal as refusal:
        return _show(request, fix_forms.DoorForm(), refusal=refusal, status=refusal.status)
    if request.method != "POST":
        return _show(request, fix_forms.DoorForm())
    door = fix_forms.DoorForm(request.POST)
    if not door.is_valid():
        return _show(request, door, status=422)
    code = door.cleaned_data["code"]
    try:
        asked = hazards.open_fix(token, code)
    except Refusal as refusal:
        return _show(request, door, refusal=refusal, status=refusal.status)
    if request.POST.get("go") != "prove":
        return _show(request, door, asked=asked, code=code, form=fix_forms.FixForm())
    return _prove(request, token, door, code, asked)


def _prove(request: HttpRequest, token: str, door: fix_forms.DoorForm, code: str, asked: hazards.ToFix) -> HttpResponse:
    form = fix_forms.FixForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, door, asked=asked, code=code, form=form, status=422)
    try:
        for _photo in form.cleaned_data["photos"]:
            gate.let_send_photo(request)
        told = hazards.prove_fix(token, code, **form.cleaned_data)
    except Refusal as refusal:
        return _show(request, door, asked=asked, code=code, form=form, refusal=refusal, status=refusal.status)
    return _show(request, door, asked=told, code=code, is_sent=True)


def _show(request: HttpRequest, door: fix_forms.DoorForm, *, status: int = 200, **more: Any) -> HttpResponse:
    page = FixPage(door=door, **more)
    return retry_after(render(request, "portal/hazards/fix.html", vars(page), status=status), more.get("refusal"))
