"""调矛盾 in a browser: a merchant answers without an account; an agreement is signed; a broken promise opens the matter again.

The presses are counted as they are made and printed: a merchant needs at most four from the link, an officer at most six
from the page of the mediation to the printed agreement.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories.cases import Town, make_town, officer_of
from tests.factories.mediation import asked, drafted, first_part, held, opened, refund, signed
from tests.web.browser import PHONE, blocked, shoot
from tests.web.test_every_page import Look, faults_here, faults_of
from yingzhou.base.secrets import blind
from yingzhou.work.cases.models import TrackingCode
from yingzhou.work.disputes.actions import mediation as actions
from yingzhou.work.disputes.choices import MediationState, SettlementState, Side
from yingzhou.work.disputes.models import Consent, Mediation, MerchantAnswer, Settlement
from yingzhou.work.disputes.queries.mediation import broken_promises, case_of

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CODE = "7K3M92QDA0F5"
MOST_TAPS, MOST_PRESSES = 4, 6


@dataclass
class Counted:
    """Presses, counted as they are made.  Typing is none."""

    n: int = 0

    def press(self, what: Locator) -> None:
        self.n += 1
        what.click()


@pytest.fixture
def town(live: str) -> Town:
    return make_town()


def code_for(mediation: Mediation) -> str:
    """Gives the consumer a code to follow the matter by."""
    TrackingCode.objects.create(case=case_of(mediation), digest=blind(CODE, "cases.tracking"))
    return CODE


def follow(page: Page, code: str) -> None:
    """The consumer looks at the matter."""
    page.goto("/p/track/")
    page.locator("#code").fill(code)
    page.get_by_role("button", name="查", exact=True).click()


def test_a_merchant_answers_from_the_link_and_the_consumer_takes_the_offer(page: Page, town: Town) -> None:
    mediation = asked(town, wish="退一半货款")
    invited = actions.invite_merchant(mediation=mediation, shows_name=False, by=town.shen)
    code = code_for(mediation)
    page.set_viewport_size(PHONE)

    taps = Counted()
    page.goto(reverse("portal:merchant", args=[invited.token]))
    page.locator("#id_code").fill(invited.code)
    taps.press(page.get_by_role("button", name="打开"))
    expect(page.get_by_text("藤沙发")).to_be_visible()
    shoot(page, "merchant-answers")
    page.emulate_media(reduced_motion="reduce")
    faults = list(faults_here(page, Look("zh-hans", "light", PHONE)))
    page.set_viewport_size(PHONE)
    taps.press(page.get_by_role("radio", name="退款"))
    page.get_by_label("多少钱").fill("800.00")
    taps.press(page.get_by_role("button", name="发出去"))
    expect(page.get_by_text("收到您的回话")).to_be_visible()
    print(f"merchant answers: {taps.n} taps from the link")

    follow(page, code)
    expect(page.get_by_text("店家提了一个办法")).to_be_visible()
    shoot(page, "consumer-reads-offer")
    page.get_by_role("button", name="接受", exact=True).click()
    expect(page.get_by_text("收到了，已经告诉承办人")).to_be_visible()

    mediation.refresh_from_db()
    answer = MerchantAnswer.objects.get()
    assert (answer.remedy, answer.is_accepted) == ("refund", True)
    assert mediation.state == MediationState.OPEN
    assert set(Consent.objects.values_list("side", flat=True)) == {Side.CONSUMER, Side.MERCHANT}
    assert taps.n <= MOST_TAPS
    assert faults == []
    assert blocked(page) == []


def test_an_agreement_is_written_signed_and_printed_in_six_presses(page: Page, town: Town, sign_in: Callable[..., None]) -> None:
    mediation = opened(town)
    sign_in(page, officer_of(town.shen).username)

    presses = Counted()
    page.goto(reverse("desk:mediation", args=[mediation.public_id]))
    shoot(page, "mediation-open")
    page.get_by_label("多少钱").first.fill("168.00")
    presses.press(page.get_by_role("button", name="写好了，给双方看"))
    page.get_by_label("消费者签名").fill("顾清禾")
    page.get_by_label("店家签名").fill("白露")
    shoot(page, "mediation-sign")
    presses.press(page.get_by_role("button", name="双方签好了"))
    shoot(page, "mediation-signed")
    with page.expect_download() as printed:
        presses.press(page.get_by_role("link", name="打印和解协议"))
    assert printed.value.path().read_bytes().startswith(b"%PDF")
    print(f"agreement signed and printed: {presses.n} presses")

    assert Settlement.objects.get().state == SettlementState.SIGNED
    assert presses.n <= MOST_PRESSES
    assert blocked(page) == []


def test_a_broken_promise_opens_the_matter_again(page: Page, town: Town, sign_in: Callable[..., None]) -> None:
    settlement = signed(town)
    code = code_for(settlement.mediation)
    page.set_viewport_size(PHONE)

    follow(page, code)
    shoot(page, "consumer-was-it-kept")
    page.get_by_role("button", name="没有做到").click()
    expect(page.get_by_text("收到了，已经告诉承办人")).to_be_visible()
    sign_in(page, officer_of(town.shen).username)
    page.goto("/desk/notifications/")
    expect(page.get_by_text("说定的没有做到").first).to_be_visible()
    page.goto(reverse("desk:mediation", args=[settlement.mediation.public_id]))
    expect(page.locator("main .yz-chip", has_text="没有做到").first).to_be_visible()
    shoot(page, "mediation-broken")

    settlement.refresh_from_db()
    settlement.mediation.refresh_from_db()
    assert (settlement.state, settlement.mediation.state) == (SettlementState.BROKEN, MediationState.OPEN)
    assert first_part(settlement).kept == "broken"
    assert [one.business_name for one in broken_promises(town.net.north)] == ["云朵家具铺"]


def test_a_mediation_can_be_read_at_every_step(page: Page, town: Town, live: str, sign_in: Callable[..., None]) -> None:
    steps = [make(town) for make in (asked, opened, held)]
    steps += [drafted(town).mediation, signed(town, terms=[refund("300.00", parts=3)]).mediation]
    sign_in(page, officer_of(town.shen).username)

    faults = faults_of(page, [reverse("desk:mediation", args=[one.public_id]) for one in steps], live)

    assert not faults, "\n".join(faults)
