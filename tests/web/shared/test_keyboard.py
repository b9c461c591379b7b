"""Without a mouse: everything is reached in order, seen when it is reached, and left again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.web.browser import PHONE
from tests.web.shared.test_components import SHEET, station_head

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: What has the focus, and whether one can see that it has.  (The parts of a date show it inside the field.)
FOCUSED = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  const seen = at.type === "date" || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  return [at.tagName + "." + at.className + " " + (at.textContent || at.name || at.id).trim().slice(0, 20), seen];
}"""
REACHABLE = """() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, [tabindex='0']")]
  .filter((at) => at.checkVisibility() && !at.disabled && !(at.type === "radio" && at.name)).length"""

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sheet(page: Page, sign_in: Callable[..., None], settings) -> Page:
    settings.DEMO = True
    sign_in(page, station_head().username)
    page.goto(SHEET)
    page.evaluate("document.activeElement.blur()")
    return page


def test_the_first_key_offers_to_skip_the_menu(sheet: Page) -> None:
    sheet.goto("/nowhere/")

    sheet.keyboard.press("Tab")
    sheet.keyboard.press("Enter")

    assert sheet.evaluate("document.activeElement.id") == "main"


def test_everything_is_reached_and_seen_when_it_is(sheet: Page) -> None:
    wanted = sheet.evaluate(REACHABLE)
    sheet.evaluate("document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')")
    reached, unseen = [], []
    for _ in range(wanted + 10):
        sheet.keyboard.press("Tab")
        what, seen = sheet.evaluate(FOCUSED)
        if what.startswith("BODY"):
            break
        reached.append(what)
        if not seen:
            unseen.append(what)

    assert unseen == []
    assert len(reached) >= wanted


def test_a_slash_leads_to_the_search_box_but_not_while_writing(sheet: Page) -> None:
    sheet.focus("#id_about")

    sheet.keyboard.press("/")

    assert sheet.input_value("#id_about") == "/"


def test_a_definition_opens_on_focus_and_escape_closes_it_without_moving(sheet: Page) -> None:
    definition = sheet.locator("button.yz-def").first
    definition.focus()
    opened = sheet.locator(".yz-tip__pop").first.is_visible()

    sheet.keyboard.press("Escape")

    assert (opened, sheet.locator(".yz-tip__pop").first.is_visible()) == (True, False)
    assert sheet.evaluate("document.activeElement.className") == "yz-def"


def test_the_menu_of_a_phone_opens_and_closes_without_script(browser, live: str, sign_in: Callable[..., None], settings) -> None:
    settings.DEMO = True
    station_head()
    context = browser.new_context(base_url=live, java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    sign_in(page, "zhan")
    page.goto(SHEET)

    shown = [page.locator(".yz-side__in").is_visible()]
    page.click("a.yz-burger")
    shown.append(page.locator(".yz-side__in").is_visible())
    page.click("a.yz-side__close")
    shown.append(page.locator(".yz-side__in").is_visible())

    assert shown == [False, True, False]
    context.close()


def test_ticking_rows_shows_what_can_be_done_with_them(sheet: Page) -> None:
    sheet.set_content(
        "<script src='/static/yz/js/yz.js'></script><div data-yz-bulk hidden><b data-yz-count></b></div>"
        "<table><thead><tr><th><input type=checkbox data-yz-all></th></tr></thead>"
        "<tbody><tr><td><input type=checkbox></td></tr><tr><td><input type=checkbox></td></tr></tbody></table>"
    )
    sheet.wait_for_load_state("load")

    sheet.check("[data-yz-all]")

    assert (sheet.locator("[data-yz-bulk]").is_visible(), sheet.inner_text("[data-yz-count]")) == (True, "2")
