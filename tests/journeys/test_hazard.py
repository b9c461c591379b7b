"""查隐患 in a browser: found, advised, mended and shown by the owner without an account, accepted, rechecked, closed.

The presses are counted as they are made and printed: an owner needs at most four from the link, a recheck at most three.
"""

from __future__ import annotations

import io
import re
from base64 import b64decode
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.factories.cases import Town, make_town, officer_of, photo
from tests.journeys.test_mediation import Counted
from tests.web.browser import PHONE, axe, blocked, shoot, sideways
from yingzhou.work.hazards.choices import Ending, State
from yingzhou.work.hazards.models import Hazard

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OWNER_MOST, RECHECK_MOST = 4, 3


@pytest.fixture
def town(live: str) -> Town:
    return make_town()


@pytest.fixture
def shots(tmp_path: Path) -> tuple[Path, Path]:
    before, after = tmp_path / "before.jpg", tmp_path / "after.jpg"
    before.write_bytes(photo("firebrick", size=(1200, 900)))
    after.write_bytes(photo("seagreen", size=(1200, 900)))
    return before, after


def sound(page: Page) -> None:
    """Nothing blocked, nothing wider than the window, nothing axe calls serious."""
    assert (blocked(page), sideways(page), axe(page)) == ([], 0, [])


def test_a_hazard_goes_round_and_the_owner_needs_no_account(page: Page, town: Town, sign_in, shots: tuple[Path, Path]) -> None:
    before, after = shots
    officer = officer_of(town.shen)
    sign_in(page, officer.username)

    page.goto("/desk/hazards/")
    sound(page)
    shoot(page, "hazards-empty")
    page.goto("/desk/hazards/new/")
    page.get_by_role("button", name="记下").last.click()
    expect(page.locator(".invalid-feedback, .yz-refusal").first).to_be_visible()
    page.locator("#id_shop_words").fill("云朵")
    page.get_by_role("button", name="找店").click()
    page.locator("#id_item").select_option("exit_blocked")
    page.locator("#id_text").fill("后门堆了三摞纸箱，打不开。")
    page.locator("#id_photos").set_input_files(str(before))
    shoot(page, "hazards-new")
    page.get_by_role("button", name="记下").last.click()
    expect(page.locator("h1")).to_contain_text("通道堵了")
    sound(page)
    hazard = Hazard.objects.get()
    desk = f"/desk/hazards/{hazard.public_id}/"

    page.get_by_role("button", name="发整改链接").click()
    link, code = page.locator("#fix-link").inner_text(), page.locator("#fix-code").inner_text().replace(" ", "")
    shoot(page, "hazards-invited")

    owner = page.context.browser.new_context(viewport=PHONE, locale="zh-CN").new_page()  # type: ignore[union-attr]
    taps = Counted()
    owner.goto(link)
    owner.locator("#id_code").fill("12" if code != "12" else "13")
    owner.get_by_role("button", name="打开").click()
    expect(owner.get_by_text("还可以试 4 次")).to_be_visible()
    shoot(owner, "hazards-wrong-code", widths=(PHONE,))
    owner.locator("#id_code").fill(code)
    taps.press(owner.get_by_role("button", name="打开"))
    expect(owner.get_by_role("heading", name="通道堵了或私拉电线")).to_be_visible()
    assert (sideways(owner), axe(owner)) == (0, [])
    for address in owner.locator(".yz-pair img").evaluate_all("(all) => all.map((one) => one.src)"):
        picture = b64decode(address.split(",", 1)[1])
        assert b"CANARY" not in picture
        assert not dict(Image.open(io.BytesIO(picture)).getexif())
    taps.n += 1  # the phone's own camera button
    owner.locator("#photos").set_input_files(str(after))
    expect(owner.locator("#photosn")).to_contain_text("已在手机上去掉")
    shoot(owner, "hazards-owner", widths=(PHONE,))
    taps.press(owner.get_by_role("button", name="改好了，交上去"))
    expect(owner.get_by_text("收到了。")).to_be_visible()
    shoot(owner, "hazards-owner-sent", widths=(PHONE,))
    print(f"\nowner, from the link: {taps.n} taps (at most {OWNER_MOST})")
    assert taps.n <= OWNER_MOST

    page.goto(desk)
    shoot(page, "hazards-proved")
    page.get_by_role("button", name="收下凭据").click()
    expect(page.get_by_text("收下了，复查排上了")).to_be_visible()
    looks = Counted()
    looks.press(page.get_by_role("button", name=re.compile("^复查合格")).first)
    expect(page.get_by_text("复查记下了")).to_be_visible()
    print(f"recheck with the pair on the page: {looks.n} press (at most {RECHECK_MOST})")
    assert looks.n <= RECHECK_MOST
    hazard.refresh_from_db()
    assert (hazard.state, hazard.ending) == (State.CLOSED, Ending.REMOVED)
    sound(page)
    shoot(page, "hazards-closed")
    page.goto("/desk/hazards/?state=closed")
    shoot(page, "hazards-list")
