"""店家回话: by link and code, without an account.  The code travels in the body of a POST, the link stands in no log of ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yingzhou.base.refusals import Refusal
from yingzhou.web.door.access import anyone
from yingzhou.web.door.refused import retry_after
from yingzhou.web.portal import gate, mediation_forms
from yingzhou.work.disputes import public as disputes


@dataclass(frozen=True)
class MerchantPage:
    """All that portal/mediation/merchant.html may use."""

    door: mediation_forms.DoorForm
    form: mediation_forms.MerchantForm | None = None
    asked: disputes.Asked | None = None
    code: str = ""
    refusal: Refusal | None = None
    is_sent: bool = False
    shown: dict[str, Any] | None = None


@anyone
def merchant(request: HttpRequest, token: str) -> HttpResponse:
    """The code, then what is asked with the ways to answer, then what was answered."""
    try:
        gate.let_answer(request)
        disputes.look_at_link(token)
    except Refusal as refusal:
        return _show(request, mediation_forms.DoorForm(), refusal=refusal, status=refusal.status)
    if request.method != "POST":
        return _show(request, mediation_forms.DoorForm())
    door = mediation_forms.DoorForm(request.POST)
    if not door.is_valid():
        return _show(request, door, status=422)
    code = door.cleaned_data["code"]
    try:
        asked = disputes.open_merchant(token, code)
    except Refusal as refusal:
        return _show(request, door, refusal=refusal, status=refusal.status)
    if request.POST.get("go") != "answer":
        return _show(request, door, asked=asked, code=code, form=_form(asked))
    return _answer(request, token, door, code, asked)


def _answer(request: HttpRequest, token: str, door: mediation_forms.DoorForm, code: str, asked: disputes.Asked) -> HttpResponse:
    form = mediation_forms.MerchantForm(request.POST, offers=asked.offers)
    if not form.is_valid():
        return _show(request, door, asked=asked, code=code, form=form, status=422)
    try:
        told = disputes.answer_merchant(token, code, **form.cleaned_data)
    except Refusal as refusal:
        return _show(request, door, asked=asked, code=code, form=form, refusal=refusal, status=refusal.status)
    return _show(request, door, asked=told, code=code, is_sent=True)


def _form(asked: disputes.Asked) -> mediation_forms.MerchantForm:
    return mediation_forms.MerchantForm(offers=asked.offers, initial={"amount": asked.amount, "by_on": asked.answer_by})


def _show(request: HttpRequest, door: mediation_forms.DoorForm, *, status: int = 200, **more: Any) -> HttpResponse:
    page = MerchantPage(door=door, shown=mediation_forms.SHOWN, **more)
    return retry_after(render(request, "portal/mediation/merchant.html", vars(page), status=status), more.get("refusal"))
