"""The component sheet in a real browser: readable by everyone, in both languages, themes and sizes; nothing blocked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.web.browser import DESKTOP, PHONE, axe, blocked, hear, prefer, sideways
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.network.choices import Kind
from yingzhou.work.network.models import Organization, Posting

if TYPE_CHECKING:
    from playwright.sync_api import Page

SHEET = "/desk/components/"


def station_head() -> Officer:
    officer = Officer.objects.create(username="zhan", name="林拾穗")
    station = Organization.objects.create(name="甲站", code="S01", kind=Kind.STATION, since=date(2020, 1, 1))
    Posting.objects.create(officer=officer, organization=station, role=Role.STATION_HEAD, since=date(2020, 1, 1))
    return officer


@pytest.mark.django_db
def test_a_stranger_is_sent_to_sign_in(client: Client) -> None:
    answer = client.get(SHEET)

    assert (answer.status_code, answer["Location"]) == (302, "/desk/sign-in/?next=%2Fdesk%2Fcomponents%2F")


@pytest.mark.django_db
def test_the_sheet_is_not_there_where_the_data_is_real(client: Client, settings) -> None:
    settings.DEMO = settings.DEBUG = False
    client.force_login(station_head())

    assert client.get(SHEET).status_code == 404


@pytest.mark.django_db
def test_what_is_missing_is_said_beside_its_field_and_what_was_typed_is_kept(client: Client, settings) -> None:
    settings.DEMO = True
    client.force_login(station_head())

    page = client.get(SHEET).content.decode()

    assert 'href="#id_name"' in page
    assert 'aria-describedby="id_name-hint id_name-error"' in page


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(("theme", "size"), [("light", "normal"), ("dark", "normal"), ("light", "large")])
def test_everyone_can_read_every_part(
    page: Page, live: str, sign_in: Callable[[Page, str], None], settings, language: str, theme: str, size: str
) -> None:
    settings.DEMO = True
    sign_in(page, station_head().username)
    prefer(page, live, language=language, theme=theme, size=size)
    heard = hear(page)

    page.goto(SHEET)

    assert axe(page) == []
    assert (heard.errors, heard.failed, blocked(page)) == ([], [], [])
    for width in (DESKTOP, PHONE):
        page.set_viewport_size(width)
        assert sideways(page) == 0


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_chart_not_yet_drawn_anew_does_not_widen_a_narrowed_window(
    page: Page, live: str, sign_in: Callable[[Page, str], None], settings
) -> None:
    settings.DEMO = True
    sign_in(page, station_head().username)
    prefer(page, live, size="large")
    page.add_init_script("addEventListener('resize', (event) => event.stopImmediatePropagation(), true)")
    page.goto(SHEET)
    page.locator(".yz-chart canvas").first.wait_for()

    page.set_viewport_size(PHONE)

    assert sideways(page) == 0


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_theme_turns_at_once_and_is_still_there_after_loading_again(
    page: Page, live: str, sign_in: Callable[[Page, str], None], settings
) -> None:
    settings.DEMO = True
    sign_in(page, station_head().username)
    page.goto(SHEET)

    with page.expect_response("**/preferences/"):
        page.click("button[data-yz-theme]")
    turned = page.get_attribute("html", "data-bs-theme")
    page.reload()

    assert (turned, page.get_attribute("html", "data-bs-theme")) == ("dark", "dark")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_switches_work_without_script(browser, live: str, sign_in: Callable[[Page, str], None], settings) -> None:
    settings.DEMO = True
    station_head()
    context = browser.new_context(base_url=live, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, "zhan")
    page.goto(SHEET)

    page.click("button[name=theme]")
    page.click("button[name=language]")

    html = page.locator("html")
    assert (page.url, html.get_attribute("data-bs-theme"), html.get_attribute("lang")) == (live + SHEET, "dark", "en")
    context.close()
