"""Invented inspections in the first station: one published, one waiting for approval, two wishes to be merged, one draw made and one waiting."""

from __future__ import annotations

from datetime import date, timedelta

from demo.net import Net
from demo.people import People
from yingzhou.base.trail.watching import check_sealing
from yingzhou.work.accounts.actions.certificates import enter_certificate
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.queries import certified
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.inspections.actions import asking, draws, holding, keeping, plans, wishes
from yingzhou.work.inspections.choices import ExemptionKind, Finding, NoticeWay, Origin, PlanKind
from yingzhou.work.inspections.models import Inspection, InspectionItem, InspectionPlan
from yingzhou.work.inspections.queries.draws import DrawFilter
from yingzhou.work.inspections.rules.steps import Found
from yingzhou.work.network.queries import viewer_for
from yingzhou.work.registry.models import Business

ITEMS = (
    ("SJ-CY-01", "餐饮服务食品安全检查", "食品生产经营监督检查管理办法（总局令第49号）", True),
    ("SJ-XS-01", "食品销售者食品安全检查", "食品生产经营监督检查管理办法（总局令第49号）", True),
    ("SJ-JL-01", "贸易结算用电子秤检查", "中华人民共和国计量法", False),
)
CATERING, SHOPS_NEEDED = "H62", 5


def write(net: Net, people: People, *, today: date) -> None:
    """By the room's own actions, as the people themselves would; nothing where the station has too few caterers."""
    check_sealing()
    station = net.stations[0]
    clerk = _viewer(people.intake[0], today)
    leader = _viewer(Officer.objects.get(username="demo-juling"), today)
    team = [people.officers[station.pk][0], people.head_of(station.pk)]
    _certify(team, by=clerk, today=today)
    officer = _viewer(team[0], today)
    shops = list(
        Business.objects.filter(station=station, industry_code__startswith=CATERING, is_demo=True).order_by("pk")[:SHOPS_NEEDED]
    )
    items = [
        keeping.add_item(code=code, name=name, basis=basis, is_food=food, since=date(today.year, 1, 1), by=clerk, is_demo=True)
        for code, name, basis, food in ITEMS
    ]
    plan = _plans(items, clerk, leader, today)
    if len(shops) < SHOPS_NEEDED:
        return
    _published(_ask(shops[0], [items[0]], team, plan, officer, today), officer, leader, today)
    _ask(shops[1], [items[0], items[2]], team, plan, officer, today)
    for item in (items[0], items[2]):
        wishes.wish(business=shops[2], item=item, plan=plan, since=today, until=plan.until, by=clerk)
    keeping.exempt(
        business=shops[3],
        kind=ExemptionKind.NO_DISTURBANCE,
        reason="三年检查没有问题，明厨亮灶在线（虚构）",
        since=today,
        until=today + timedelta(days=180),
        by=clerk,
        is_demo=True,
    )
    keeping.note_superior_check(
        business=shops[4],
        item=items[0],
        authority="上级市场监督管理局",
        on=today - timedelta(days=20),
        source="检查通报（虚构）",
        by=clerk,
    )
    told = draws.DrawTold(
        name="餐饮双随机（虚构）",
        plan=plan,
        item=items[0],
        asked=DrawFilter(stations=(station,), industry=CATERING),
        officers=team,
        select=2,
        officers_each=2,
        since=today,
        until=plan.until,
    )
    draws.reveal_draw(draw=draws.commit_draw(told=told, by=clerk, is_demo=True), public_word="", by=clerk)
    waiting = draws.DrawTold(**{**vars(told), "name": "节前餐饮双随机（虚构）"})
    draws.commit_draw(told=waiting, by=clerk, is_demo=True)


def _viewer(officer: Officer, today: date) -> Viewer:
    found = viewer_for(officer, on=today)
    if found is None:
        raise LookupError(f"{officer.username} has no posting")
    return found


def _certify(team: list[Officer], *, by: Viewer, today: date) -> None:
    has = certified([one.pk for one in team], today)
    for number, one in enumerate(team):
        if one.pk not in has:
            since = date(today.year - 1, 1, 1)
            enter_certificate(officer=one, number=f"0900{number:04d}", since=since, until=date(today.year + 3, 1, 1), by=by)


def _plans(items: list[InspectionItem], clerk: Viewer, leader: Viewer, today: date) -> InspectionPlan:
    """This year's, approved; and a special one that waits to be published."""
    since, until = date(today.year, 1, 1), date(today.year + 1, 1, 1)
    yearly = plans.PlanTold(
        PlanKind.YEARLY,
        f"{today.year}年度检查计划（虚构）",
        "按风险安排，能并的并",
        "餐饮、食品销售，双随机为主",
        since,
        until,
        items,
    )
    made = plans.approve_plan(plan=plans.draft_plan(told=yearly, by=clerk, is_demo=True), by=leader)
    special = plans.PlanTold(
        PlanKind.SPECIAL,
        "节前餐饮专项检查（虚构）",
        "节日前聚餐多",
        "餐饮单位，先看线上的",
        today,
        today + timedelta(45),
        items[:1],
    )
    plans.approve_plan(plan=plans.draft_plan(told=special, by=clerk, is_demo=True), by=leader)
    return made


def _ask(
    shop: Business, items: list[InspectionItem], team: list[Officer], plan: InspectionPlan, by: Viewer, today: date
) -> Inspection:
    told = asking.Asked(shop, Origin.PLANNED, today, items, team, "年度计划，风险较高", plan=plan)
    return asking.ask_inspection(told=told, by=by, is_demo=True)


def _published(inspection: Inspection, officer: Viewer, leader: Viewer, today: date) -> None:
    """All the way to the public page."""
    inspection = asking.approve_inspection(inspection=inspection, why="同意（虚构）", by=leader)
    inspection = holding.enter_code(inspection=inspection, code=f"DEMO-{today.year}-000001", by=officer)
    inspection = holding.notify(inspection=inspection, on=today, how=NoticeWay.HANDED, whom="店长", by=officer)
    found = {
        str(one.item.public_id): Found(Finding.FIXED, "冷藏柜温度没有记，当场补上")
        for one in inspection.items.select_related("item")
    }
    inspection = holding.record_inspection(inspection=inspection, on=today, found=found, text="正常营业", by=officer)
    inspection = holding.tell_result(inspection=inspection, on=today, is_signed=True, unsigned_why="", by=officer)
    holding.publish_result(inspection=inspection, by=officer)
