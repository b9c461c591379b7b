"""调解: what its consumer says, found by code, and shown again where the matter is followed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yingzhou.base.refusals import Refusal
from yingzhou.web.door.access import anyone
from yingzhou.web.portal import forms, gate, mediation_forms
from yingzhou.web.portal.views import tracking
from yingzhou.work.cases import public as cases
from yingzhou.work.disputes import public as disputes


@anyone
def mediating(request: HttpRequest) -> HttpResponse:
    """Willing or not, an offer taken or not, a promise kept or not; then the page of the matter again."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("portal:track"))
    form, said = forms.CodeForm(request.POST), mediation_forms.SaidForm(request.POST)
    if not form.is_valid():
        return tracking.show(request, form, status=422)
    code = form.cleaned_data["code"]
    try:
        gate.let_track(request)
        told = cases.progress(code)
    except Refusal as refusal:
        return tracking.refused(request, form, refusal)
    if not said.is_valid():
        return tracking.show(request, form, told=told, code=code, status=422)
    try:
        ACTS[said.cleaned_data["go"]](code, said.cleaned_data)
    except Refusal as refusal:
        return tracking.show(request, form, told=told, code=code, refusal=refusal, status=refusal.status)
    return tracking.show(request, form, told=cases.progress(code), code=code, said="mediation")


def _agree(code: str, said: dict[str, Any]) -> None:
    disputes.agree(code, key=said["key"], agrees=said["answer"] == "yes")


def _offer(code: str, said: dict[str, Any]) -> None:
    disputes.say_to_offer(code, key=said["key"], accepts=said["answer"] == "yes", words=said["words"])


def _kept(code: str, said: dict[str, Any]) -> None:
    kept = said["answer"] if said["answer"] in ("kept", "partly", "broken") else "kept"
    disputes.say_kept(code, key=said["key"], part=said["part"], kept=kept, words=said["words"])


ACTS: dict[str, Callable[[str, dict[str, Any]], None]] = {"agree": _agree, "offer": _offer, "kept": _kept}
