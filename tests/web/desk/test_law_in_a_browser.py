"""The pages of the law in a real browser: readable everywhere, and a clock prints on one sheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.factories.cases import make_town, officer_of, open_matter
from tests.factories.clocks import SOMEBODY, at, make_clock, waiting_notice
from tests.web.browser import DESKTOP, PHONE, axe, blocked, hear, prefer, sideways
from yingzhou.work.cases import actions

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def paths() -> list[str]:
    asked = "?figure=complaints.mediation_days&start=2026-11-20&pause_from=2026-12-01&pause_to=2026-12-10"
    return [
        reverse("desk:law"),
        reverse("desk:law_calendars") + "?year=2020",
        reverse("desk:law_calculator"),
        reverse("desk:law_calculator") + asked,
        reverse("desk:law_adding"),
    ]


@pytest.mark.parametrize(("language", "theme"), [("zh-hans", "light"), ("en", "dark")])
def test_everyone_can_read_the_law(page: Page, live: str, sign_in: Callable[..., None], language: str, theme: str) -> None:
    town = make_town()
    waiting_notice()
    sign_in(page, officer_of(town.song).username)
    prefer(page, live, language=language, theme=theme)
    heard, faults = hear(page), []
    for path in paths():
        for window in (DESKTOP, PHONE):
            page.set_viewport_size(window)
            page.goto(path)
            faults += [f"{path} {window['width']}: {fault}" for fault in (*axe(page), *blocked(page))]
            if wide := sideways(page):
                faults.append(f"{path}: {wide} px wider than {window['width']}")

    assert faults == []
    assert (heard.errors, heard.failed) == ([], [])


@pytest.mark.parametrize(
    ("figure", "received"),
    [("complaints.mediation_days", date(2026, 5, 6)), ("complaints.mediation_days", date(2026, 4, 14))],
    ids=["60 calendar days", "45 working days"],
)
def test_a_derivation_prints_on_one_sheet(
    page: Page, live: str, sign_in: Callable[..., None], figure: str, received: date
) -> None:
    town = make_town()
    case = open_matter(town)
    clock = make_clock(figure, began_on=received, about="cases.case", about_id=case.public_id)
    with at(date(2026, 6, 10)):
        actions.pause_clock(clock=clock, why="testing", since=date(2026, 5, 20), by=SOMEBODY)
        actions.resume_clock(clock=clock, until=date(2026, 5, 30), by=SOMEBODY)
    sign_in(page, officer_of(town.song).username)
    page.goto(reverse("desk:clock", args=[clock.public_id]))

    printed = page.pdf(format="A4", prefer_css_page_size=True)

    assert printed.count(b"/Type /Page\n") == 1
