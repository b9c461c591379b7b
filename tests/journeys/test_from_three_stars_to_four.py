"""从三星到四星: a point sees what it lacks, mediates, checks itself, is looked at, is awarded; in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine

from tests.factories.cases import officer_of
from tests.factories.network import viewer_as
from tests.factories.studios import Place, make_place, settled
from tests.web.browser import DESKTOP, PHONE, axe, blocked, hear, shoot, sideways
from yingzhou.base.clock import now, today
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.actions import stars as acts
from yingzhou.work.disputes.models import Booking, Dispute, StarAward
from yingzhou.work.disputes.queries import points
from yingzhou.work.disputes.rules import stars as rules

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def place() -> Place:
    return make_place()


class Hand:
    """One browser, one person after another; counts the presses."""

    def __init__(self, page: Page, live: str, sign_in: Callable[..., None]) -> None:
        self.page, self.live, self._sign_in = page, live, sign_in
        self.heard = hear(page)
        self.presses = 0

    def becomes(self, who: Viewer, at: str) -> None:
        self.page.context.clear_cookies()
        self._sign_in(self.page, officer_of(who).username, confirmed=True)
        self.page.goto(f"{self.live}{at}")
        self.presses = 0

    def press(self, role: str, name: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role(role, name=name, exact=True).first.click()  # type: ignore[arg-type]
        self.presses += 1

    def says(self) -> str:
        return self.page.locator("main").inner_text()


def three_stars(place: Place, awarder: Viewer) -> StarAward:
    """Three settled in time, none answered; no room with a door yet."""
    for _ in range(3):
        settled(place, answer=None)
    acts.check_self(point=place.point, seen={"training": acts.Seen(8), "outreach": acts.Seen(1)}, by=place.town.village)
    acts.assess(point=place.point, seen={"signboard": acts.Seen(1), "ledger": acts.Seen(1)}, by=place.town.song)
    return acts.award_stars(point=place.point, by=awarder)


def test_a_point_goes_from_three_stars_to_four(page: Page, live: str, sign_in: Callable[..., None], place: Place) -> None:
    hand = Hand(page, live, sign_in)
    first, second = (viewer_as(Role.DEPARTMENT, place.town.net.bureau, name) for name in ("顾明", "方远"))
    with time_machine.travel(now() - timedelta(days=200)):
        before = three_stars(place, first)
    assert before.stars == 3
    at = f"/desk/points/{place.point.public_id}/"

    hand.becomes(place.town.lin, at)
    gap = page.locator("#gap").inner_text()
    assert "，就到四星" in gap
    assert "留一间能关门谈话的屋子，请评估员看" in gap
    shoot(page, "point-three-stars", widths=(PHONE, DESKTOP))
    assert (axe(page), sideways(page)) == ([], 0)

    for _ in range(4):
        settled(place, online=True)
    hand.becomes(place.town.village, at)
    hand.press("link", "做自评")
    page.get_by_label("调解员一年受训（学时）").fill("16")
    page.get_by_label("一年宣传（次）").fill("4")
    shoot(page, "point-self-check", widths=(DESKTOP, PHONE))
    hand.press("button", "就这些")
    assert "记好了" in hand.says()
    assert hand.presses == 2

    hand.becomes(place.town.song, at)
    hand.press("link", "到场评估")
    for item in ("标牌、服务范围、免费告示上墙", "有能关门谈话的地方", "台账一件一档"):
        page.get_by_label(item).check()
    hand.press("button", "就这些")
    hand.press("button", "授四星")
    assert "到场看的人不能自己授星" in hand.says()

    hand.becomes(second, at)
    shoot(page, "point-before-award", widths=(DESKTOP, PHONE))
    hand.press("button", "授四星")
    assert "授星了，凭据已封存" in hand.says()
    assert hand.presses == 1
    hand.press("link", "当时的凭据")
    assert "和封存时一样" in hand.says()
    assert (axe(page), blocked(page), hand.heard.errors) == ([], [], [])
    shoot(page, "point-award", widths=(DESKTOP, PHONE))

    award = points.award_of(place.point, on=today())
    assert award is not None
    sealed = Event.objects.get(verb="point.award", subject_id=award.public_id)
    assert (award.stars, sealed.facts["digest"]) == (4, rules.digest_of(award.snapshot))
    before.refresh_from_db()
    assert (before.stars, rules.digest_of(before.snapshot)) == (3, before.digest)


def test_whoever_walks_in_sits_down_after_two_presses(page: Page, live: str, sign_in: Callable[..., None], place: Place) -> None:
    hand = Hand(page, live, sign_in)
    hand.becomes(place.xu, f"/desk/studios/{place.studio.public_id}/")
    shoot(page, "studio-empty", widths=(DESKTOP, PHONE))

    hand.press("link", "有人来了")
    page.get_by_label("发生了什么").fill("羽绒服洗坏了，店里不认。")
    page.get_by_label("哪一家").fill("云朵家具铺")
    shoot(page, "studio-walk-in", widths=(DESKTOP, PHONE))
    hand.press("button", "记下，坐下来谈")

    assert hand.presses == 2
    assert "不是法定投诉" in hand.says()
    assert len(page.locator("#code").inner_text()) == 14
    shoot(page, "studio-taken-in", widths=(DESKTOP, PHONE))
    assert Dispute.objects.get().case.business == place.town.shop
    assert Booking.objects.get().mediator.officer_id == place.xu.officer_id

    page.goto(f"{live}/desk/studios/{place.studio.public_id}/")
    assert (axe(page), sideways(page)) == ([], 0)
    shoot(page, "studio", widths=(DESKTOP, PHONE))
    page.goto(f"{live}/desk/studios/{place.studio.public_id}/board/")
    assert Dispute.objects.get().case.number in hand.says()
    assert "羽绒服" not in page.content()
    assert axe(page) == []
    shoot(page, "studio-board", widths=(DESKTOP, PHONE))
