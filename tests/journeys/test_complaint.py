"""投诉：从收到到受理、告知，或者不予受理、告知: an officer at the desk, in a real browser, presses counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import Town, make_town
from tests.factories.complaints import registered
from tests.journeys.test_a_matter_goes_round import Hand
from yingzhou.base.documents.models import IssuedPaper
from yingzhou.work.disputes.actions import Person
from yingzhou.work.disputes.choices import ComplaintState

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_PRESSES = 3


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture
def hand(page: Page, live: str, sign_in: Callable[[Page, str], None]) -> Hand:
    page.set_default_timeout(40_000)
    page.set_default_navigation_timeout(60_000)
    return Hand(page, live, sign_in)


def press(hand: Hand, role: str, name: str) -> None:
    with hand.page.expect_navigation():
        hand.tap(role, name)


def test_an_officer_accepts_in_three_presses_the_notice_read_and_made(town: Town, hand: Hand) -> None:
    complaint = registered(town)
    hand.becomes(town.chen, at="/desk/complaints/")

    press(hand, "link", "云朵家具铺")
    press(hand, "link", "受理")
    assert "投诉受理决定书" in hand.says()
    press(hand, "button", "受理，制作决定书")

    complaint.refresh_from_db()
    print(f"accept: {hand.taps} presses")
    assert (complaint.state, hand.taps <= MOST_PRESSES) == (ComplaintState.ACCEPTED, True)
    assert "还没有告知投诉人" in hand.says()


def test_a_joint_complaint_is_declined_with_the_notice_and_its_service_proved(town: Town, hand: Hand) -> None:
    people = tuple(Person(name=f"邻居{n}", phone=f"1380000000{n}", address="望潮村", speaks_for_all=n < 2) for n in range(3))
    complaint = registered(town, complainants=people)
    hand.becomes(town.chen, at=f"/desk/complaints/{complaint.public_id}/")
    assert hand.says().count("代表人") >= 2

    press(hand, "link", "不予受理")
    hand.page.get_by_role("radio", name="超过投诉时效").check()
    hand.page.get_by_label("本案的具体理由").fill("2020年就知道床小了。")
    press(hand, "button", "看看决定书怎么写")
    assert "2020年就知道床小了。" in hand.says()
    press(hand, "button", "不予受理，制作决定书")
    hand.page.get_by_label("凭据").fill("本人接听，已念给他听")
    press(hand, "button", "记下送达")

    complaint.refresh_from_db()
    assert (complaint.state, IssuedPaper.objects.count(), complaint.services.count()) == (ComplaintState.DECLINED, 1, 1)
    assert "本人接听，已念给他听" in hand.says()
