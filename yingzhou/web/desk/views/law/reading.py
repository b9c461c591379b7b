"""Reading the law: the figures by day, the calendars by year, a day worked out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yingzhou.base.clock import today as business_day
from yingzhou.base.refusals import Refusal
from yingzhou.web.desk.forms.law import CalculatorForm, LawFilter
from yingzhou.web.door.access import signed_in
from yingzhou.work.cases.queries import law as queries


@dataclass(frozen=True)
class LawPage:
    """All that desk/law/law.html may use."""

    form: LawFilter
    found: queries.Law
    on: date
    tab: str = "law"


@dataclass(frozen=True)
class CalendarsPage:
    """All that desk/law/calendars.html may use."""

    years: list[queries.CalendarYear]
    shown: queries.CalendarYear | None
    asked: str
    next_year: int
    tab: str = "calendars"


@dataclass(frozen=True)
class CalculatorPage:
    """All that desk/law/calculator.html may use."""

    form: CalculatorForm
    answer: queries.WorkedOut | None
    refused: Refusal | None
    tab: str = "calculator"


@require_safe
@signed_in
def law(request: HttpRequest) -> HttpResponse:
    """The rulebook, by words and by day."""
    form = LawFilter(request.GET)
    form.is_valid()
    told = form.cleaned_data
    on = told.get("on") or business_day()
    found = queries.law(words=told.get("q", ""), on=on, only_unconfirmed=told.get("unconfirmed", False))
    return render(request, "desk/law/law.html", vars(LawPage(form, found, on)), status=422 if form.errors else 200)


@require_safe
@signed_in
def calendars(request: HttpRequest) -> HttpResponse:
    """The holiday notices, a year at a time; the latest unless another is asked for."""
    years = queries.calendar_years()
    asked = request.GET.get("year", "")[:4]
    shown = next((one for one in years if str(one.year) == asked), None if asked else years[0])
    page = CalendarsPage(years=years, shown=shown, asked=asked, next_year=years[0].year + 1)
    return render(request, "desk/law/calendars.html", vars(page))


@require_safe
@signed_in
def calculator(request: HttpRequest) -> HttpResponse:
    """A day due and how it follows; nothing is stored."""
    form = CalculatorForm(request.GET if "figure" in request.GET else None, periods=queries.periods(on=business_day()))
    answer, refused = None, None
    if form.is_valid():
        told = form.cleaned_data
        try:
            answer = queries.work_out(
                told["figure"],
                start=told["start"],
                received_on=told["received_on"],
                extended=told["extended"],
                pauses=form.pauses(),
            )
        except Refusal as no:
            refused = no
    status = 422 if form.errors or refused else 200
    return render(request, "desk/law/calculator.html", vars(CalculatorPage(form, answer, refused)), status=status)
