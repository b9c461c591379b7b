"""A consumer files on a phone: how many screens, how many taps; printed, and held to the bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import make_town
from tests.web.browser import PHONE, axe, blocked, shoot, sideways
from yingzhou.work.disputes.models import Dispute

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_SCREENS = 5


class Thumb:
    """Counts what a person does: screens seen, taps made, fields typed in."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.screens = self.taps = self.fields = 0

    def sees(self, name: str) -> None:
        self.screens += 1
        assert (sideways(self.page), axe(self.page), blocked(self.page)) == (0, [], []), name
        shoot(self.page, f"phone-dispute-{self.screens}-{name}", widths=(PHONE,))

    def types(self, field: str, words: str) -> None:
        self.fields += 1
        self.page.fill(field, words)

    def taps_on(self, what: str) -> None:
        self.taps += 1
        self.page.locator(what).click()

    def goes(self, value: str) -> None:
        self.taps += 1
        with self.page.expect_navigation():
            self.page.locator(f"button[value={value}]").click()


def test_a_quarrel_is_filed_in_five_screens(page: Page, live: str) -> None:
    make_town()
    page.set_viewport_size(PHONE)
    thumb = Thumb(page)
    page.goto(f"{live}/p/file/?kind=dispute")
    thumb.sees("kind")
    thumb.goes("next")
    thumb.sees("what")
    thumb.types("#id_text", "床的尺寸不对，店里不给换。")
    thumb.types("#id_amount", "1280.50")
    thumb.goes("next")
    thumb.types("#words", "云朵")
    thumb.goes("search")
    thumb.sees("where")
    thumb.goes("next")
    assert "不是法定投诉" in page.inner_text("form#filing")
    thumb.taps_on("label:has(#id_delegation)")
    thumb.sees("send")
    thumb.goes("send")
    thumb.sees("receipt")

    print(f"screens {thumb.screens}, taps {thumb.taps}, fields typed {thumb.fields}")
    assert thumb.screens <= MOST_SCREENS
    assert Dispute.objects.get().consents_delegation
