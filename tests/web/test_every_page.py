"""Every page of the system in a real browser: readable, within its window, nothing blocked, nothing broken.

The pages are the addresses of the URLconf, each opened by the first role that may.  A look is a language, a theme and a
window; colors do not depend on the language nor widths on the theme, so two whole looks and the other theme's contrast
cover every pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories.cases import closed, dispatched, handed_in, make_town, officer_of, open_matter, photo
from tests.factories.imports import row, send, write
from tests.factories.network import viewer_as
from tests.web.browser import DESKTOP, PHONE, axe, blocked, hear, prefer, sideways
from tests.web.matrix.table import addresses
from tests.web.matrix.test_matrix import client_of
from tests.web.matrix.world import World, make_world
from yingzhou.work.accounts.choices import Role

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: Who opens the pages: each page by the first who may.  Everyone's home page is different, so all open that.
READERS = (
    Role.STATION_HEAD,
    Role.DEPARTMENT,
    Role.SECURITY_OFFICER,
    Role.SYSTEM_OPERATOR,
    Role.AUDITOR,
    Role.LIAISON,
    Role.VILLAGE_WORKER,
)
HOME = "desk:home"


@dataclass(frozen=True)
class Look:
    """How a page is looked at, and in which window it is read through; the other window is only measured."""

    language: str
    theme: str
    window: dict[str, int]


LOOKS = (Look("zh-hans", "light", DESKTOP), Look("en", "dark", PHONE))


def faults_here(page: Page, look: Look) -> Iterator[str]:
    """What is wrong with the page that is open."""
    page.set_viewport_size(look.window)
    yield from axe(page)
    other = "light" if look.theme == "dark" else "dark"
    dress(page, "data-bs-theme", other)
    yield from (f"in the {other} theme: {fault}" for fault in axe(page, rules=("color-contrast",)))
    dress(page, "data-bs-theme", look.theme)
    for window in (DESKTOP, PHONE):
        for size in ("normal", "large"):
            page.set_viewport_size(window)
            dress(page, "data-yz-size", size)
            if wide := sideways(page):
                yield f"{wide} px wider than a window of {window['width']}, letters {size}"
    dress(page, "data-yz-size", "normal")
    yield from (f"blocked: {what}" for what in blocked(page))


def dress(page: Page, attribute: str, value: str) -> None:
    page.evaluate("([name, value]) => document.documentElement.setAttribute(name, value)", [attribute, value])


def faults_of(page: Page, paths: list[str], live: str) -> list[str]:
    """What is wrong with the pages, in both looks."""
    heard = hear(page)
    page.emulate_media(reduced_motion="reduce")
    faults = []
    for look in LOOKS:
        prefer(page, live, language=look.language, theme=look.theme)
        for path in paths:
            page.set_viewport_size(look.window)
            page.goto(path)
            found = [*faults_here(page, look), *heard.errors, *heard.failed]
            faults += [f"{path} ({look.language}, {look.theme}): {fault}" for fault in found]
            heard.errors.clear()
            heard.failed.clear()
    return faults


def is_page(client: Client, path: str) -> bool:
    answer = client.get(path)
    return answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html") and b"<html" in answer.content


def pages_by_reader(world: World) -> dict[Role | None, list[str]]:
    """Every address that answers with a page, under the first who may open it; None is anybody."""
    left = sorted(addresses(), key=lambda address: address.name)
    pages: dict[Role | None, list[str]] = {}
    for reader in (None, *READERS):
        client = client_of(world, reader)
        opened = [address for address in left if is_page(client, address.at(world, "near"))]
        left = [address for address in left if address not in opened or address.name == HOME]
        pages[reader] = [address.at(world, "near") for address in opened]
    return pages


def test_every_page_can_be_read_by_everyone(page: Page, live: str, sign_in: Callable[..., None], settings) -> None:
    settings.DEMO = True
    world = make_world()
    pages = pages_by_reader(world)
    faults = []
    for reader, paths in pages.items():
        page.context.clear_cookies()
        if reader:
            sign_in(page, world.people[reader].username, confirmed=True)
        faults += faults_of(page, paths, live)

    assert not faults, "\n".join(faults)
    assert sum(map(len, pages.values())) > 50


def test_a_matter_and_an_import_can_be_read_at_every_step(page: Page, live: str, sign_in: Callable[..., None]) -> None:
    town = make_town()
    matters = [make(town) for make in (open_matter, dispatched, handed_in, closed)]
    clerk = viewer_as(Role.DEPARTMENT, town.net.bureau, "沈知夏")
    batches = [send([row(1), row(2, 类型="个转企")], clerk), write(send([row(3)], clerk, name="第二份.csv"), clerk)]
    steps = [reverse("desk:import_batch", args=[batch.public_id]) for batch in batches]
    sign_in(page, officer_of(clerk).username)
    faults = faults_of(page, [reverse("desk:case", args=[matters[0].public_id]), *steps], live)
    sign_in(page, officer_of(town.lin).username)
    faults += faults_of(page, [reverse("desk:case", args=[matter.public_id]) for matter in matters[1:]], live)

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.language)
def test_every_screen_of_telling_something_can_be_read(look: Look, page: Page, live: str) -> None:
    make_town()
    heard = hear(page)
    page.emulate_media(reduced_motion="reduce")
    prefer(page, live, language=look.language, theme=look.theme)
    page.goto("/p/file/")
    faults, screens = [], []
    for fill in FILLED_IN:
        screens.append(page.locator("h1").inner_text())
        faults += [f"{screens[-1]}: {fault}" for fault in faults_here(page, look)]
        fill(page)
    page.locator("#code").wait_for()
    faults += [f"receipt: {fault}" for fault in faults_here(page, look)]
    page.locator("form[action='/p/track/'] button").last.click()
    page.wait_for_load_state()
    faults += [f"track: {fault}" for fault in faults_here(page, look)]

    assert not faults, "\n".join(faults)
    assert (heard.errors, heard.failed) == ([], [])
    assert len(set(screens)) == 4


def go_on(page: Page, step: str = "next") -> None:
    with page.expect_navigation():
        page.locator(f"button[name=go][value={step}]").click()


def tell_what(page: Page) -> None:
    page.fill("textarea[name=text]", "床的尺寸不对。店里不给换。")
    page.set_input_files("#photos", {"name": "小票.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    go_on(page)


def tell_where(page: Page) -> None:
    page.fill("#words", "云朵")
    go_on(page, "search")
    go_on(page)


def send_it(page: Page) -> None:
    expect(page.locator("[name=proof]")).not_to_have_value("")
    go_on(page, "send")


FILLED_IN: tuple[Callable[[Page], None], ...] = (go_on, tell_what, tell_where, send_it)
