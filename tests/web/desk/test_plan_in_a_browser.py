"""The week's plan as a person makes it: counted clicks, no script needed, dragged where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.factories.plans import make_team, next_monday
from yingzhou.base.jobs.draining import run_now
from yingzhou.work.visits.choices import PlanState
from yingzhou.work.visits.models import Plan

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COUNT = "window.yzClicks = +(sessionStorage.yzClicks || 0); addEventListener('click', (event) => { if (event.isTrusted) sessionStorage.yzClicks = ++window.yzClicks; }, true);"


def test_a_week_is_planned_and_accepted_in_three_clicks(page: Page, sign_in: Any, live: str, capsys: Any):
    team = make_team(shops=12)
    sign_in(page, team.head.username)
    page.add_init_script(COUNT)

    page.goto("/desk/plans/")
    if next_monday().isoformat() not in page.locator("input[name=monday]").first.get_attribute("value", timeout=2000) + "":
        page.click("#after")
    page.click("#make")
    page.wait_for_selector("#working")
    run_now()
    page.wait_for_selector("#accept")
    page.click("#accept")
    page.wait_for_selector(".yz-chip--done")

    clicks = page.evaluate("+sessionStorage.yzClicks")
    with capsys.disabled():
        print(f"\nweek's plan: {clicks} clicks")
    assert clicks <= 3
    plan = Plan.objects.get()
    assert (plan.state, plan.visits.count()) == (PlanState.ACCEPTED, 12)


def test_a_card_is_dragged_to_another_person_and_stays_there(page: Page, sign_in: Any, live: str):
    from tests.factories.plans import make_plan

    team = make_team(shops=5)
    plan = make_plan(team)
    sign_in(page, team.head.username)
    page.goto(f"/desk/plans/?week={plan.monday}")
    card = page.locator(".yz-pcard").first
    name = card.locator(".yz-pcard__name").inner_text()
    target = page.locator(f"td[data-officer='{team.liaisons[1].public_id}']").nth(2)

    card.drag_to(target)
    page.wait_for_selector(".yz-pcard .i")

    visit = plan.visits.get(business__name=name)
    assert visit.officer == team.liaisons[1]
    assert visit.is_locked
