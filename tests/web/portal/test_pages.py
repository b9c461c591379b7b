"""The portal and the pages of a matter in a real browser: readable by everyone, in both languages and themes; nothing blocked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import closed, dispatched, make_town, officer_of
from tests.web.browser import DESKTOP, PHONE, axe, blocked, hear, prefer, shoot, sideways
from yingzhou.work.cases import actions
from yingzhou.work.cases.choices import Kind, Reach
from yingzhou.work.network.models import Organization

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [
    pytest.param({"language": "zh-hans"}, id="Chinese"),
    pytest.param({"language": "en", "theme": "dark"}, id="English, dark"),
    pytest.param({"language": "zh-hans", "size": "large"}, id="large type"),
]


def look_at(page: Page, name: str) -> None:
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        assert sideways(page) == 0, f"{name} at {size['width']}"
    assert axe(page) == [], name
    assert blocked(page) == [], name


@pytest.mark.parametrize("looks", LOOKS)
def test_every_screen_of_the_portal_can_be_read(page: Page, live: str, looks: dict[str, str]) -> None:
    town = make_town()
    closed(town, Kind.DISPUTE, code="7K3M92QDA0F5")
    heard = hear(page)
    prefer(page, live, **looks)
    tag = "-".join(looks.values())
    for name in ("", "points/", "about/", "track/", "file/"):
        page.goto(f"{live}/p/{name}")
        look_at(page, name or "home")
        shoot(page, f"portal-{name.strip('/') or 'home'}-{tag}")
    for step, fill in enumerate(({}, {"#id_text": "床的尺寸不对。店里不给换。"}, {"#words": "云朵"}, {})):
        look_at(page, f"screen {step + 1}")
        shoot(page, f"portal-file-{step + 1}-{tag}", widths=(PHONE,))
        for field, words in fill.items():
            page.fill(field, words)
        if step == 2:
            with page.expect_navigation():
                page.locator("button[value=search]").click()
            look_at(page, "shops found")
        with page.expect_navigation():
            page.locator(f"button[value={'send' if step == 3 else 'next'}]").click()
    look_at(page, "receipt")
    shoot(page, f"portal-receipt-{tag}", widths=(PHONE,))
    page.goto(f"{live}/p/track/#7K3M92QDA0F5")
    assert page.input_value("#code") == "7K3M92QDA0F5"
    with page.expect_navigation():
        page.locator("form[role=search] button").click()
    look_at(page, "progress")
    shoot(page, f"portal-progress-{tag}", widths=(PHONE,))
    assert heard.errors == []


@pytest.mark.parametrize("looks", LOOKS[:2])
def test_the_desk_pages_of_a_matter_can_be_read(
    page: Page, live: str, sign_in: Callable[[Page, str], None], looks: dict[str, str]
) -> None:
    town = make_town()
    Organization.objects.filter(pk=town.net.north.pk).update(latitude=31.6, longitude=121.7)
    case = dispatched(town, raiser=actions.RaisedBy("顾问渠", "13800138000", Reach.PHONE))
    dispatched(town, Kind.SIGNAL)
    heard = hear(page)
    prefer(page, live, **looks)
    sign_in(page, officer_of(town.lin).username)
    tag = "-".join(looks.values())
    places = {
        "home": "?of=all",
        "cases": "cases/",
        "new": "cases/new/",
        "none": "cases/?state=closed",
        "case": f"cases/{case.public_id}/",
    }
    for name, place in places.items():
        page.goto(f"{live}/desk/{place}")
        look_at(page, name)
        shoot(page, f"desk-{name}-{tag}")
    assert heard.errors == []


def test_a_matter_is_filed_and_looked_up_without_script(browser: Browser, live: str) -> None:
    make_town()
    context = browser.new_context(base_url=live, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live}/p/file/")
    page.locator("button[value=next]").click()
    page.fill("#id_text", "床的尺寸不对。")
    page.locator("button[value=next]").click()
    page.fill("#words", "云朵")
    page.press("#words", "Enter")
    page.locator("button[value=next]").click()
    page.locator("button[value=send]").click()
    code = page.locator("#code").inner_text()
    page.goto(f"{live}/p/track/")
    page.fill("#code", code)
    page.locator("form[role=search] button").click()

    assert "床的尺寸不对" in page.locator("h1").inner_text()
    context.close()
