"""1+N in a real browser: a proposal is accepted, and a leaver's open work is handed over; presses are counted and printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.factories.cases import dispatched, make_town, officer_of
from tests.factories.liaison import make_point, make_point_liaison, make_promise, shop_at
from tests.factories.network import officer_as
from tests.web.browser import DESKTOP, PHONE, shoot
from yingzhou.base.clock import today
from yingzhou.work.accounts.choices import Role
from yingzhou.work.liaison.queries import businesses_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: Counts what a person presses, over every page of the journey.
COUNT = """
addEventListener("click", () => sessionStorage.setItem("presses", 1 + Number(sessionStorage.getItem("presses") || 0)), true);
"""


def presses(page: Page) -> int:
    return int(page.evaluate("sessionStorage.getItem('presses') || 0"))


@pytest.mark.usefixtures("page")
def test_a_head_accepts_a_proposal_and_hands_a_leavers_work_over_in_three_presses(page: Page, live: str, sign_in):
    town = make_town()
    leaver = officer_of(town.shen)
    colleague = officer_as(Role.LIAISON, town.net.north, "许见山")
    for number in range(6):
        shop_at(town.net.north, number / 100, name=f"稻香{number}号")
    point = make_point(town.net.north)
    make_point_liaison(point, leaver)
    make_promise(point, leaver, due_on=today())
    dispatched(town)
    sign_in(page, officer_of(town.lin).username)
    page.add_init_script(COUNT)
    page.set_viewport_size(DESKTOP)

    page.goto(f"{live}/desk/liaison/propose/")
    page.get_by_role("button", name="算一份").click()
    expect(page.get_by_role("heading", name="派户建议：北指导站")).to_be_visible()
    shoot(page, "liaison-proposal")
    page.get_by_role("button", name="采纳", exact=True).click()
    expect(page.get_by_text("采纳了。每一户从那天起归新的联络员")).to_be_visible()
    proposing = presses(page)
    held = businesses_of(leaver, on=today()).count()

    page.goto(f"{live}/desk/liaison/")
    shoot(page, "liaison")
    page.set_viewport_size(DESKTOP)
    page.evaluate("sessionStorage.clear()")
    page.get_by_role("link", name="交接 ：沈知夏", exact=True).click()
    shoot(page, "liaison-hand-over")
    page.set_viewport_size(PHONE)
    page.get_by_role("button", name="全部移交").click()
    expect(page.get_by_role("heading", name="沈知夏的交接")).to_be_visible()
    handing = presses(page)
    shoot(page, "liaison-handed-over")
    page.goto(f"{live}/desk/points/{point.public_id}/")
    shoot(page, "liaison-point")
    page.goto(f"{live}/desk/liaison/silent/")
    shoot(page, "liaison-silent")

    print(f"presses: proposal {proposing}, hand-over {handing}")
    assert held > 0
    assert (proposing, handing) == (2, 2)
    assert businesses_of(leaver, on=today()).count() == 0
    assert businesses_of(colleague, on=today()).count() == 7
