"""Plan, inspection, wish, list and draw at one side of the matrix.  Plans and draws are the bureau's; the rest is the station's."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Model

from tests.factories.inspections import certify, make_item, make_plan, officer_of
from tests.factories.network import viewer_as
from yingzhou.base.clock import today
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.inspections.actions import asking, draws, keeping, wishes
from yingzhou.work.inspections.choices import ExemptionKind, Origin
from yingzhou.work.inspections.queries.draws import DrawFilter
from yingzhou.work.network.models import Organization
from yingzhou.work.registry.models import Business


def inspection_things(mark: str, shop: Business, station: Organization, clerk: Viewer, bureau: Organization) -> dict[str, Model]:
    """By the name of the thing."""
    leader = viewer_as(Role.BUREAU_LEADER, bureau)
    team = [viewer_as(Role.STATION_OFFICER, station) for _ in range(2)]
    for one in team:
        certify(officer_of(one), by=clerk)
    officers = [officer_of(one) for one in team]
    item, other = make_item(clerk), make_item(clerk)
    plan = make_plan(clerk, leader, [item, other])
    told = asking.Asked(shop, Origin.PLANNED, today(), [item], officers, f"{mark}-reason", plan=plan)
    inspection = asking.ask_inspection(told=told, by=team[0])
    year_end = date(today().year + 1, 1, 1)
    draw = draws.commit_draw(
        told=draws.DrawTold(station.name, plan, item, DrawFilter((station,)), officers, 1, 2, today(), year_end), by=clerk
    )
    exemption = keeping.exempt(
        business=shop,
        kind=ExemptionKind.LOW_RISK,
        reason=f"{mark}-spared",
        since=today(),
        until=today() + timedelta(30),
        by=clerk,
    )
    wish = wishes.wish(business=shop, item=other, plan=plan, since=today(), until=year_end, by=team[0])
    return {
        "inspection": inspection,
        "inspected_item": inspection.items.get(),
        "inspection_plan": plan,
        "draw": draw,
        "exemption": exemption,
        "inspection_wish": wish,
    }


def certify_people(people: dict[Role, Officer], by: Viewer) -> None:
    """Those at the station who may work with inspections hold a certificate."""
    for role in (Role.STATION_OFFICER, Role.STATION_HEAD):
        certify(people[role], by=by)
