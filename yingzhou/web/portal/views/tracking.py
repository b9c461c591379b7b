"""查进度: by code alone.  The code travels in the body of a POST, never in an address or a log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO, cast
from uuid import UUID, uuid4

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yingzhou.base.limits import TooMany
from yingzhou.base.refusals import Refusal
from yingzhou.web.door.access import anyone
from yingzhou.web.portal import forms, gate
from yingzhou.work.cases import public as cases
from yingzhou.work.disputes import public as disputes


@dataclass(frozen=True)
class TrackPage:
    """All that portal/tracking/*.html may use."""

    form: forms.CodeForm
    answer: Form
    addition: Form
    told: cases.Progress | None = None
    code: str = ""
    refusal: Refusal | None = None
    said: str = ""
    mediating: disputes.Mediating | None = None
    key: UUID | None = None


@anyone
def track(request: HttpRequest) -> HttpResponse:
    """Ask for the code; with it, how far it is and what its holder may say."""
    if request.method != "POST":
        return show(request, forms.CodeForm())
    form = forms.CodeForm(request.POST)
    if not form.is_valid():
        return show(request, form, status=422)
    code = form.cleaned_data["code"]
    try:
        gate.let_track(request)
        told = cases.progress(code)
    except Refusal as refusal:
        return refused(request, form, refusal)
    act = ACTS.get(request.POST.get("go", ""))
    return act(request, form, code, told) if act else show(request, form, told=told, code=code)


def _answer(request: HttpRequest, form: forms.CodeForm, code: str, told: cases.Progress) -> HttpResponse:
    asked = forms.AnswerForm(request.POST)
    if not asked.is_valid():
        return show(request, form, told=told, code=code, answer=asked, status=422)
    given = asked.cleaned_data
    return _do(
        request, form, code, told, lambda: cases.answer(code, solved=given["solved"], left_open=given["left_open"]), "answer"
    )


def _word(request: HttpRequest, form: forms.CodeForm, code: str, told: cases.Progress) -> HttpResponse:
    asked = forms.WordForm(request.POST)
    if not asked.is_valid():
        return show(request, form, told=told, code=code, addition=asked, status=422)

    def act() -> cases.Progress:
        photos = []
        for sent in request.FILES.getlist("photos")[: forms.MOST_PHOTOS]:
            gate.let_send_photo(request)
            photos.append(cases.keep_photo(cast("BinaryIO", sent)))
        return cases.add_word(code, words=asked.cleaned_data["words"], photos=tuple(photos))

    return _do(request, form, code, told, act, "word", addition=asked)


def _withdraw(request: HttpRequest, form: forms.CodeForm, code: str, told: cases.Progress) -> HttpResponse:
    return _do(request, form, code, told, lambda: cases.withdraw(code), "withdraw")


def _do(
    request: HttpRequest,
    form: forms.CodeForm,
    code: str,
    told: cases.Progress,
    act: Callable[[], cases.Progress],
    said: str,
    **more: Any,
) -> HttpResponse:
    try:
        told = act()
    except Refusal as refusal:
        return show(request, form, told=told, code=code, refusal=refusal, status=refusal.status, **more)
    return show(request, form, told=told, code=code, said=said)


ACTS = {"answer": _answer, "word": _word, "withdraw": _withdraw}


def refused(request: HttpRequest, form: forms.CodeForm, refusal: Refusal) -> HttpResponse:
    """No such code, or too many tries."""
    answer = show(request, form, refusal=refusal, status=refusal.status)
    if isinstance(refusal, TooMany):
        answer.headers["Retry-After"] = str(refusal.retry_after)
    return answer


def show(request: HttpRequest, form: forms.CodeForm, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a matter, with its mediation where there is one."""
    more.setdefault("answer", forms.AnswerForm())
    more.setdefault("addition", forms.WordForm())
    if more.get("told") is not None:
        more |= {"mediating": disputes.mediating(more["code"]), "key": uuid4()}
    page = TrackPage(form=form, **more)
    return render(request, "portal/tracking/track.html", vars(page), status=status)
