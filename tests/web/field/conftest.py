"""A phone in a real browser, its owner signed in, a day prepared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.factories.field import Day, make_day, on_the_road
from tests.faults.link import Link, link_to
from tests.web.browser import LISTEN, PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page


@pytest.fixture
def day(transactional_db: None, settings: Any, tmp_path: Path) -> Iterator[Day]:
    """A route of three, on a server that signs receipts."""
    with on_the_road(settings, tmp_path):
        yield make_day()


@pytest.fixture
def phone(browser: Browser, live: str, day: Day, sign_in: Callable[..., None]) -> Iterator[Page]:
    """The phone of the day's liaison; the page is not opened yet."""
    context = open_phone(browser, live)
    page = context.new_page()
    page.set_default_timeout(15_000)
    sign_in(page, day.beat.liaison.username)
    yield page
    context.close()


@pytest.fixture
def link(live: str) -> Iterator[Link]:
    """The way between the phone and the server."""
    with link_to(live) as way:
        yield way


@pytest.fixture
def far_phone(browser: Browser, live: str, link: Link, day: Day, sign_in: Callable[..., None]) -> Iterator[Page]:
    """The same phone, behind a line that can break."""
    context = open_phone(browser, link.url)
    page = context.new_page()
    page.set_default_timeout(15_000)
    sign_in(page, day.beat.liaison.username)
    yield page
    context.close()


def open_phone(browser: Browser, live: str) -> BrowserContext:
    """390 by 844, a finger, a place, service workers on."""
    context = browser.new_context(
        base_url=live,
        viewport=PHONE,
        has_touch=True,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        geolocation={"longitude": 121.5012345, "latitude": 31.6023456, "accuracy": 12},
        permissions=["geolocation"],
        accept_downloads=True,
    )
    context.add_init_script(LISTEN)
    return context
