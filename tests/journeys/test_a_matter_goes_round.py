"""有事说一声，办到哪一步都看得见: from a consumer's phone round the loop and back, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.factories.cases import Town, make_town, officer_of, photo
from tests.web.browser import DESKTOP, PHONE, axe, blocked, hear, shoot
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.models import Case

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Hand:
    """One browser in the hands of one person after another; counts the taps and the screens."""

    def __init__(self, page: Page, live: str, sign_in: Callable[[Page, str], None]) -> None:
        self.page, self.live, self._sign_in = page, live, sign_in
        self.heard = hear(page)
        self.taps, self.screens = 0, [""]

    def becomes(self, who: Viewer | None, *, at: str) -> None:
        """Somebody else takes the browser and opens an address; nobody: a member of the public, on a phone."""
        self.page.context.clear_cookies()
        self.page.set_viewport_size(DESKTOP if who else PHONE)
        if who:
            self._sign_in(self.page, officer_of(who).username)
        self.page.goto(f"{self.live}{at}")
        self.taps, self.screens = 0, [self.heading()]

    def tap(self, role: str, name: str, *, exact: bool = False) -> None:
        self.page.get_by_role(role, name=name, exact=exact).first.click()  # type: ignore[arg-type]
        self.taps += 1

    def pick(self, text: str) -> None:
        self.page.get_by_role("radio", name=text).first.check()
        self.taps += 1

    def send(self, name: str) -> None:
        """A tap that leads to another screen."""
        with self.page.expect_navigation():
            self.tap("button", name)
        if self.heading() != self.screens[-1]:
            self.screens.append(self.heading())

    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    def says(self) -> str:
        return self.page.locator("main").inner_text()


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture
def hand(page: Page, live: str, sign_in: Callable[[Page, str], None]) -> Hand:
    return Hand(page, live, sign_in)


def file_matter(hand: Hand, *, kind: str, text: str, words: str, reach: str = "不留姓名") -> str:
    """Four screens and the receipt; the code."""
    hand.becomes(None, at="/p/file/")
    hand.pick(kind)
    hand.send("下一步")
    hand.page.get_by_label("照实说就行").fill(text)
    hand.page.get_by_label("照片、小票").set_input_files({"name": "小票.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    hand.send("下一步")
    hand.page.get_by_label("店名或路名").fill(words)
    hand.send("找")
    hand.send("下一步")
    hand.pick(reach)
    expect(hand.page.locator("[name=proof]")).not_to_have_value("")
    hand.send("提交")
    assert "收到了" in hand.says()
    return hand.page.locator("#code").inner_text()


def test_a_dispute_goes_from_a_phone_round_the_loop_and_opens_again(hand: Hand, town: Town) -> None:
    code = file_matter(hand, kind="买东西、吃饭、住店不顺心", text="床的尺寸不对。店里不给换。", words="云朵")
    assert hand.screens == ["是哪一类的事？", "发生了什么？", "是哪一家、在哪里？", "怎么告诉您结果？", "收到了"]
    assert hand.taps <= 8
    assert axe(hand.page) == []

    hand.becomes(town.song, at="/desk/")
    assert "交办：床的尺寸不对" in hand.says()
    hand.page.get_by_role("link", name="交办：床的尺寸不对").first.click()
    assert "云朵家具铺 归这个站" in hand.says()
    shoot(hand.page, "case-dispatch", widths=(DESKTOP, PHONE))
    hand.taps = 0
    hand.send("交给北指导站")
    assert hand.taps == 1

    hand.becomes(town.shen, at="/desk/")
    shoot(hand.page, "home-liaison", widths=(DESKTOP, PHONE))
    hand.page.get_by_role("link", name="开始办理：床的尺寸不对").first.click()
    hand.send("开始办理")
    hand.page.get_by_label("办了什么").fill("店里换了一张一米五的床。")
    hand.page.locator("input[type=file]").last.set_input_files(
        {"name": "新床.jpg", "mimeType": "image/jpeg", "buffer": photo("red")}
    )
    hand.send("办好，交核查")

    hand.becomes(town.lin, at="/desk/")
    hand.page.get_by_role("link", name="核查：床的尺寸不对").first.click()
    assert "有凭据" in hand.says()
    shoot(hand.page, "case-verify", widths=(DESKTOP, PHONE))
    hand.taps = 0
    hand.pick("办成")
    hand.send("办结")
    assert hand.taps <= 3
    assert axe(hand.page) == []

    answer(hand, code, "没有解决", "搬运费还没给")
    assert "重新打开，换一个人看" in hand.says()

    hand.becomes(town.lin, at="/desk/")
    hand.page.get_by_role("link", name="定承办人：床的尺寸不对").first.click()
    hand.page.get_by_label("谁来办").select_option(label="陈一舟 · 所干部")
    hand.send("定这个人")
    case = Case.objects.get()

    hand.becomes(town.chen, at=f"/desk/cases/{case.public_id}/")
    hand.send("开始办理")
    hand.page.get_by_label("办了什么").fill("搬运费 200 元当场转了。")
    hand.page.locator("input[type=file]").last.set_input_files(
        {"name": "转账.jpg", "mimeType": "image/jpeg", "buffer": photo("gold")}
    )
    hand.send("办好，交核查")
    hand.becomes(town.lin, at=f"/desk/cases/{case.public_id}/")
    hand.send("办结")
    shoot(hand.page, "case-closed", widths=(DESKTOP, PHONE))

    answer(hand, code, "解决了", "")
    assert "您答的是：解决了" in hand.says()
    assert [row.answer for row in case.answers.order_by("round")] == ["unsolved", "solved"]

    hand.becomes(town.lin, at=f"/desk/businesses/{town.shop.public_id}/")
    assert "床的尺寸不对" in hand.says()
    assert (hand.heard.errors, blocked(hand.page)) == ([], [])


def answer(hand: Hand, code: str, label: str, left_open: str) -> None:
    hand.becomes(None, at="/p/track/")
    hand.page.get_by_label("编码").fill(code.lower())
    hand.send("查")
    shoot(hand.page, f"track-{label}", widths=(PHONE,))
    hand.page.get_by_role("radio", name=label, exact=True).check()
    hand.page.get_by_label("还差什么").fill(left_open)
    hand.send("告诉你们")


def test_a_wrong_address_goes_back_to_intake_in_one_step_and_to_the_right_station(hand: Hand, town: Town) -> None:
    file_matter(hand, kind="我开店，遇到难处", text="想办证，不知道去哪。", words="云朵")
    case = Case.objects.get()
    at = f"/desk/cases/{case.public_id}/"
    hand.becomes(town.song, at=at)
    hand.send("交给北指导站")

    hand.becomes(town.shen, at=at)
    assert hand.page.get_by_role("button", name="南指导站").count() == 0
    hand.page.locator("summary", has_text="不归我们，退回受理").click()
    hand.page.locator("#send_back_reason").fill("店已经搬到南边")
    hand.send("退回受理")

    hand.becomes(town.song, at=at)
    assert "店已经搬到南边" in hand.says()
    hand.page.locator("summary", has_text="换一个站").click()
    hand.page.get_by_label("换一个站").select_option(label="南指导站")
    hand.send("交给这个站")

    case.refresh_from_db()
    assert (case.stage, case.station) == ("dispatched", town.net.south)


def test_an_anonymous_signal_goes_past_the_shops_own_liaison_and_village(hand: Hand, town: Town) -> None:
    file_matter(hand, kind="看到不安全的地方", text="后门锁着，通道堆满纸箱。", words="云朵")
    case = Case.objects.get()
    places = ("/desk/", "/desk/cases/", "/desk/cases/?state=all", f"/desk/businesses/{town.shop.public_id}/")

    for who in (town.shen, town.village):
        for place in places:
            hand.becomes(who, at=place)
            assert "后门锁着" not in hand.page.content()
            assert case.number not in hand.page.content()
        hand.page.goto(f"{hand.live}/desk/cases/{case.public_id}/")
        assert "没有找到这一条" in hand.says()

    hand.becomes(town.song, at=f"/desk/cases/{case.public_id}/")
    assert "线索绕开本户联络员和所在村居" in hand.says()
    hand.send("交给北指导站")
    case.refresh_from_db()
    assert case.handler_id == town.lin.officer_id

    hand.becomes(town.shen, at="/desk/cases/")
    assert "没有还没了结的事" in hand.says()
