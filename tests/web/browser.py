"""A real browser for the tests: headless Chromium against a live server on the loopback.

`live` is the server, `page` a fresh page that listens for what a page must not do, `sign_in(page, username)` signs in
without the form (the form has its own tests).  Where Chromium is missing the test is skipped, and says so.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent.parent
SHOTS = ROOT / "shots"
AXE = Path(__file__).resolve().parent / "vendor" / "axe.min.js"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}

#: Runs before the page's own scripts: what the policy blocked is kept where a test can read it.
LISTEN = """
window.yzBlocked = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.yzBlocked.push(event.effectiveDirective + " " + (event.blockedURI || "") + " " + (event.sample || "")));
"""


def chromium() -> str | None:
    """Where Chromium is, or None."""
    named = os.environ.get("CHROMIUM", "")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@dataclass
class Heard:
    """What a page said while it was open: scripts that failed, addresses that did not answer."""

    errors: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    where = chromium()
    if where is None:
        pytest.skip("no Chromium on this machine (set CHROMIUM to its path)")
    from playwright.sync_api import sync_playwright

    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the driver runs a loop in this thread; the tests still speak SQL here
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=where, headless=True, args=list(FLAGS))
        yield opened
        opened.close()
    if before is None:
        os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)


@pytest.fixture
def live(browser: Browser, live_server: Any) -> str:
    """The address of a server on the test's own database, without a slash at its end."""
    return str(live_server.url)


@pytest.fixture
def page(browser: Browser, live: str) -> Iterator[Page]:
    context = browser.new_context(base_url=live, viewport=DESKTOP, locale="zh-CN", timezone_id="Asia/Shanghai")
    context.add_init_script(LISTEN)
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    yield opened
    context.close()


@pytest.fixture
def sign_in(live: str) -> Callable[..., None]:
    """`sign_in(page, "zhan")`: the browser holds a session of that officer from now on; `confirmed` as if the person had
    just given the password again."""

    def enter(page: Page, username: str, *, confirmed: bool = False) -> None:
        from django.conf import settings
        from django.test import Client

        from tests.factories.accounts import confirm_again
        from yingzhou.work.accounts.models import Officer

        client = Client()
        client.force_login(Officer.objects.get(username=username))
        if confirmed:
            confirm_again(client)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live}])

    return enter


def prefer(page: Page, live: str, *, language: str = "zh-hans", theme: str = "light", size: str = "normal") -> None:
    """The cookies the switches would set."""
    wanted = {"yz_language": language, "yz_theme": theme, "yz_size": size}
    page.context.add_cookies([{"name": name, "value": value, "url": live} for name, value in wanted.items()])


def hear(page: Page) -> Heard:
    """Starts listening for errors; call it before the page is opened."""
    heard = Heard()
    page.on("pageerror", lambda error: heard.errors.append(str(error)))
    page.on("response", lambda answer: heard.failed.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    return heard


def blocked(page: Page) -> list[str]:
    """What the content security policy has stopped on this page so far."""
    return list(page.evaluate("window.yzBlocked"))


def axe(page: Page, *, rules: tuple[str, ...] = ()) -> list[str]:
    """Serious and critical findings of axe-core, one line each; empty is good.  Only `rules`, or all.

    The script is handed over by the driver, past the page's policy, so that the policy stays as in use.
    """
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    asked: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        asked["runOnly"] = list(rules)
    result = page.evaluate("(asked) => axe.run(document, asked)", asked)
    return [
        f"{found['impact']} {found['id']}: {node['target']} {node['html'][:160]} {_why(node)}"
        for found in result["violations"]
        if found["impact"] in ("serious", "critical")
        for node in found["nodes"]
    ]


def _why(node: dict[str, Any]) -> str:
    checks = [*node["any"], *node["all"], *node["none"]]
    return json.dumps([check["message"] for check in checks], ensure_ascii=False)[:240]


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window; 0 is good."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def shoot(page: Page, name: str, *, widths: tuple[dict[str, int], ...] = (DESKTOP, PHONE)) -> list[Path]:
    """Pictures of the whole page at each width, into ./shots."""
    SHOTS.mkdir(exist_ok=True)
    taken = []
    for size in widths:
        page.set_viewport_size(size)
        page.evaluate("window.scrollTo(0, 0)")
        target = SHOTS / f"{name}-{size['width']}.png"
        page.screenshot(path=str(target), full_page=True)
        taken.append(target)
    return taken
