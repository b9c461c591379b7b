"""What a person does on the phone, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page


def prepare(page: Page) -> None:
    """Opened with a network, the day and the page itself on the phone."""
    page.goto("/field/")
    page.locator("[data-act=prepare]").click()
    page.locator("#told.yz-told--done").wait_for(timeout=30_000)


def begin(page: Page) -> None:
    page.locator(".yz-nextstop [data-act=begin]").click()
    page.locator("#h-demand").wait_for(state="attached")


def tick(page: Page, *items: int) -> None:
    for n in items:
        page.locator(".yz-except__i input[data-item]").nth(n).check()


def on(page: Page) -> None:
    page.locator(".yz-dock [data-act=first]").click()


def describe(page: Page, photo: Path | None = None, phrase: int = 0) -> None:
    """The first usual phrase, and a photo."""
    page.locator(".yz-phrases label").nth(phrase).click()
    if photo is not None:
        with page.expect_file_chooser() as chooser:
            page.locator(".yz-finder input").click()
        chooser.value.set_files(photo)
        page.locator(".yz-shot img").first.wait_for()


def sign(page: Page) -> None:
    """One stroke on the glass."""
    pad = page.locator(".yz-sign__pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 60)
    page.mouse.down()
    for n in range(1, 12):
        page.mouse.move(box["x"] + 40 + n * 18, box["y"] + 60 + (n % 3) * 12)
    page.mouse.up()
    page.locator(".yz-sign.is-signed").wait_for()


def taps(page: Page) -> int:
    return int(page.locator("[data-taps]").inner_text())


def save(page: Page) -> None:
    """Pressed; waits for the word that it is on the phone."""
    on(page)
    expect(page.locator("#told")).to_contain_text("已存在手机里", timeout=20_000)


def visit_with(page: Page, photos: Sequence[Path]) -> int:
    """A visit with one finding a photo, signed and saved; gives the taps it took."""
    begin(page)
    tick(page, *range(len(photos)))
    on(page)
    for photo in photos:
        describe(page, photo)
        on(page)
    sign(page)
    before = taps(page)
    save(page)
    return before + 1


def all_sent(page: Page) -> None:
    """Every record has its receipt; what is stuck is said."""
    try:
        expect(page.locator("#unsent")).to_contain_text("都交了", timeout=30_000)
    except AssertionError:
        raise AssertionError([(row["state"], row.get("reason")) for row in rows_of(page, "visits")]) from None


ROWS = """(store) => new Promise((give) => {
  const asked = indexedDB.open("yingzhou-field");
  asked.onsuccess = () => {
    const rows = asked.result.transaction(store).objectStore(store).getAll();
    rows.onsuccess = () => { asked.result.close(); give(JSON.parse(JSON.stringify(rows.result))); };
  };
})"""


def rows_of(page: Page, store: str) -> list[dict[str, Any]]:
    """What the phone keeps in one of its stores; pictures are left out."""
    return list(page.evaluate(ROWS, store))
