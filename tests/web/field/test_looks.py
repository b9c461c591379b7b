"""Every screen of the phone: readable, within 390 pixels, large enough to press, nothing blocked; both languages and themes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.factories.field import Day, camera
from tests.web.browser import SHOTS, axe, blocked, hear, prefer, sideways
from tests.web.field import steps

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: Anything one presses, and whatever of it one can hit: its label, or the row its link fills.
SMALL = """() => [...document.querySelectorAll("main button, main a, main label.btn, main input, nav a, header a, .yz-dock button, .yz-unsent")]
  .filter((one) => one.getClientRects().length && !one.closest("[hidden], dialog"))
  .map((one) => {
    const hit = one.matches("input[type=radio], input[type=checkbox], input[type=file]") ? one.labels[0] || one : one;
    const after = getComputedStyle(one, "::after");
    const row = after.position === "absolute" && after.content !== "none" ? one.closest("li") : hit;
    const box = row.getBoundingClientRect();
    return [Math.round(box.width), Math.round(box.height), one.outerHTML.slice(0, 90)];
  })
  .filter(([width, height]) => width && (width < 44 || height < 44))"""


def screens(page: Page, day: Day, photo: Path) -> Iterator[str]:
    """Opens every screen in turn and gives its name."""
    steps.prepare(page)
    page.locator("#told").evaluate("(box) => { box.hidden = true; }")
    yield "today"
    page.goto("/field/#/find")
    page.locator("#find").wait_for()
    yield "find"
    page.goto(f"/field/#/b/{day.stops[1].public_id}")
    page.locator("main [data-act=begin]").wait_for()
    yield "business"
    page.goto(f"/field/#/new/{day.stops[1].public_id}")
    page.locator("#h-demand").wait_for(state="attached")
    steps.tick(page, 0, 2)
    page.locator("#h-demand").check()
    page.locator("[data-slot=matters] textarea").fill("想问怎么备案")
    yield "visit"
    steps.on(page)
    steps.describe(page, photo)
    yield "finding"
    steps.on(page)
    page.locator(".yz-phrases label").first.click()
    steps.on(page)
    page.locator("details summary").click()
    yield "confirm"
    steps.sign(page)
    yield "signed"
    page.context.set_offline(True)
    page.evaluate("window.dispatchEvent(new Event('offline'))")
    page.locator(".yz-dock [data-act=first]").click()
    page.locator(".yz-offline").wait_for()
    page.locator("#told").evaluate("(box) => { box.hidden = true; }")
    yield "offline"
    page.evaluate("location.hash = '#/queue'")
    page.locator("[data-slot=unsent] a").wait_for()
    yield "queue"
    page.locator("[data-slot=unsent] a").click()
    page.locator(".yz-facts").wait_for()
    yield "record"
    page.evaluate("location.hash = '#/me'")
    page.locator("[data-act=out]").wait_for()
    yield "me"
    page.locator("[data-act=out]").click()
    page.locator("dialog").wait_for()
    yield "leaving"
    page.locator("dialog button[value='']").click()


@pytest.mark.parametrize(("language", "theme", "size"), [("zh-hans", "light", "normal"), ("en", "dark", "large")])
def test_every_screen_can_be_read_and_pressed(
    phone: Page, live: str, day: Day, tmp_path: Path, language: str, theme: str, size: str
):
    prefer(phone, live, language=language, theme=theme, size=size)
    phone.emulate_media(reduced_motion="reduce")
    heard = hear(phone)
    faults = []
    for name in screens(phone, day, camera(tmp_path, "one.jpg")):
        if os.environ.get("YINGZHOU_SHOTS"):
            SHOTS.mkdir(exist_ok=True)
            phone.screenshot(path=str(SHOTS / f"field-{name}-{theme}.png"), full_page=True)
        faults += [f"{name}: {fault}" for fault in axe(phone)]
        faults += [f"{name}: {wide} px too wide" for wide in [sideways(phone)] if wide]
        faults += [f"{name}: small {small}" for small in phone.evaluate(SMALL)]

    assert not faults, "\n".join(faults)
    assert (heard.errors, blocked(phone)) == ([], [])


def test_a_visit_can_be_recorded_by_keyboard(phone: Page, day: Day):
    steps.prepare(phone)
    phone.locator(".yz-nextstop [data-act=begin]").focus()
    phone.keyboard.press("Enter")
    phone.locator("#h-demand").wait_for(state="attached")
    phone.locator(".yz-dock [data-act=first]").focus()
    phone.keyboard.press("Enter")
    phone.locator("#ok-3").wait_for(state="attached")
    phone.locator("#ok-0").focus()
    for _ in range(3):
        phone.keyboard.press("ArrowRight")
    expect(phone.locator("#ok-3")).to_be_checked()
    phone.locator("#reason").focus()
    phone.keyboard.type("店主进货去了")
    phone.locator(".yz-dock [data-act=first]").focus()
    phone.keyboard.press("Enter")
    expect(phone.locator("#told")).to_contain_text("已存在手机里")
    steps.all_sent(phone)


def test_what_is_shown_keeps_no_hidden_part_of_a_picture(phone: Page, day: Day, tmp_path: Path):
    """The rendition on the phone is pixels alone."""
    steps.prepare(phone)
    steps.begin(phone)
    steps.tick(phone, 0)
    steps.on(phone)
    steps.describe(phone, camera(tmp_path, "one.jpg"))
    found = phone.evaluate(
        """() => new Promise((give) => {
          const asked = indexedDB.open("yingzhou-field");
          asked.onsuccess = () => {
            const rows = asked.result.transaction("photos").objectStore("photos").getAll();
            rows.onsuccess = async () => {
              asked.result.close();
              const [photo] = rows.result;
              give([await photo.original.text(), await photo.rendition.text()].map((text) => text.includes("GPS-CANARY")));
            };
          };
        })"""
    )

    assert found == [True, False]
