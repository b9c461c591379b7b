"""A morning at the desk without a mouse: in by the door, to the matter, on with it, and to the business it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.accounts import PASSWORD, make_factor
from tests.factories.cases import handed_in, make_town, officer_of
from tests.web.browser import axe, blocked, hear
from yingzhou.base.clock import now
from yingzhou.base.search import indexing
from yingzhou.work.accounts.rules import codes
from yingzhou.work.cases.models import Case

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: What the focus is on: its name as it is read out, its kind, and whether a mark round it can be seen inside the window.
FOCUSED = """() => {
  const at = document.activeElement;
  const label = at.labels && at.labels.length ? [...at.labels].map((one) => one.innerText).join(" ") : "";
  const name = at.getAttribute("aria-label") || label || at.innerText || at.value || "";
  const marked = [at, at.parentElement, at.nextElementSibling].filter(Boolean).some((one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  const box = at.getBoundingClientRect();
  const inside = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return {name: name.trim(), tag: at.tagName, href: at.getAttribute("href") || "", seen: marked && inside};
}"""
MOST_STEPS = 80


class Keys:
    """Hands on the keyboard; every stop of the focus must be seen."""

    def __init__(self, page: Page) -> None:
        self.page, self.presses = page, 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.presses += 1

    def tab_to(self, name: str) -> None:
        """Tab until the focus is on something called so."""
        for _ in range(MOST_STEPS):
            self.press("Tab")
            at = self.page.evaluate(FOCUSED)
            if at["tag"] == "BODY":  # past the last stop, before the first
                continue
            assert at["seen"], f"no mark to be seen round {at}"
            if name in at["name"]:
                return
        raise AssertionError(f"{name} cannot be reached with the tab key on {self.page.url}")

    def enter(self) -> None:
        """Press what the focus is on; another page opens."""
        with self.page.expect_navigation():
            self.press("Enter")

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def heading(self) -> str:
        return self.page.locator("h1").inner_text()


def test_a_station_head_gets_through_a_matter_without_a_mouse(page: Page, live: str) -> None:
    town = make_town()
    handed_in(town)
    lin = officer_of(town.lin)
    lin.set_password(PASSWORD)
    lin.save()
    secret = make_factor(lin).secret
    indexing.refresh()
    heard, keys = hear(page), Keys(page)
    page.emulate_media(reduced_motion="reduce")  # nothing glides: where the focus is can be measured at once

    page.goto("/desk/sign-in/")
    keys.tab_to("工号")
    keys.type(lin.username)
    keys.tab_to("口令")
    keys.type(PASSWORD)
    keys.enter()
    keys.tab_to("动态码")
    keys.type(codes.code_at(secret, codes.step_at(now().timestamp())))
    keys.enter()
    assert keys.heading() == "今日"

    keys.tab_to("跳到正文")
    keys.press("Enter")
    keys.tab_to("核查")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    keys.enter()
    assert "床的尺寸不对" in keys.heading()

    keys.tab_to("办成")
    keys.press("Space")
    keys.tab_to("办结")
    keys.enter()
    assert Case.objects.get().stage == "closed"
    assert axe(page) == []

    keys.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    keys.type("云朵")
    keys.enter()
    keys.tab_to("跳到正文")
    keys.press("Enter")
    keys.tab_to("云朵家具铺")
    keys.enter()
    assert "云朵家具铺" in keys.heading()
    assert (heard.errors, blocked(page)) == ([], [])
    assert keys.presses <= 80
