"""Filling a form in: shown empty, shown again with what was wrong and everything typed, or done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from yingzhou.base.refusals import Refusal
from yingzhou.work.registry.models import Business


@dataclass(frozen=True)
class FormPage:
    """All that desk/registry/form.html may use."""

    title: Any
    form: forms.Form
    submit: Any
    back: str
    business: Business | None = None
    note: Any = ""
    refusal: Refusal | None = None
    key: str = ""


def fill(request: HttpRequest, page: FormPage, do: Callable[[], str], template: str = "desk/registry/form.html") -> HttpResponse:
    """GET shows the form.  POST calls `do`, which answers with where to go; a refusal stands beside its field (422)."""
    if request.method != "POST":
        return render(request, template, vars(page))
    refusal = None
    if page.form.is_valid():
        try:
            return HttpResponseRedirect(do())
        except Refusal as refused:
            refusal = refused
            if refused.field in page.form.fields:
                page.form.add_error(refused.field, str(refused))
                refusal = None
    return render(request, template, {**vars(page), "refusal": refusal}, status=422)
