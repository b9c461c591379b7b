"""Inspections for tests, made by the room's own actions; officers with a certificate on file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

from tests.factories.accounts import make_officer
from tests.factories.network import START, Net, make_net, post
from tests.factories.registry import make_business, seat
from yingzhou.base.actors import Visitor
from yingzhou.base.clock import today
from yingzhou.work.accounts.actions.certificates import enter_certificate
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.actions import dispatch_case, open_case
from yingzhou.work.cases.choices import Kind, Source
from yingzhou.work.cases.models import Case
from yingzhou.work.inspections.actions import asking, draws, holding, keeping, plans
from yingzhou.work.inspections.choices import Finding, NoticeWay, Origin, PlanKind
from yingzhou.work.inspections.models import Inspection, InspectionItem, InspectionPlan, RandomDraw
from yingzhou.work.inspections.queries.draws import DrawFilter
from yingzhou.work.inspections.rules.steps import Found
from yingzhou.work.network.models import Organization
from yingzhou.work.network.queries import viewer_for
from yingzhou.work.registry.models import Business

_number = count(1)


@dataclass(frozen=True)
class Bureau:
    """A shop at the north station; gu and bai with certificates, lin without; shen plans, song approves; jiang is the liaison."""

    net: Net
    shop: Business
    shen: Viewer
    song: Viewer
    gu: Viewer
    bai: Viewer
    lin: Viewer
    jiang: Viewer
    cook: Viewer
    item: InspectionItem
    scales: InspectionItem
    plan: InspectionPlan

    @property
    def team(self) -> list[Officer]:
        return [officer_of(self.gu), officer_of(self.bai)]


def officer_of(viewer: Viewer) -> Officer:
    return Officer.objects.get(pk=viewer.officer_id)


def person(role: Role, at: Organization, name: str) -> Viewer:
    officer = make_officer(name)
    post(officer, role, at)
    viewer = viewer_for(officer, on=today())
    assert viewer is not None
    return viewer


def certify(officer: Officer, *, by: Viewer, until: date | None = None) -> None:
    """On file since the beginning of the year before."""
    number = f"09{next(_number):06d}"
    since = date(today().year - 1, 1, 1)
    enter_certificate(officer=officer, number=number, since=since, until=until or date(today().year + 3, 1, 1), by=by)


def make_item(by: Viewer, **facts: Any) -> InspectionItem:
    number = next(_number)
    told = {"code": f"SJ{number:04d}", "name": f"食品安全检查{number}", "basis": "食品安全法第一百一十条", "is_food": True}
    return keeping.add_item(**{**told, "since": START, "by": by, **facts})


def make_plan(by: Viewer, approved_by: Viewer | None, items: list[InspectionItem], **facts: Any) -> InspectionPlan:
    """This year's and next year's, so that a test runs on any day."""
    told = {
        "kind": PlanKind.YEARLY,
        "name": f"年度检查计划{next(_number)}",
        "why": "按风险安排",
        "scope": "餐饮、食品销售",
        "since": date(today().year, 1, 1),
        "until": date(today().year + 1, 1, 1),
        "items": items,
        **facts,
    }
    plan = plans.draft_plan(told=plans.PlanTold(**told), by=by)
    return plans.approve_plan(plan=plan, by=approved_by) if approved_by else plan


def make_bureau(**people: Any) -> Bureau:
    net = make_net()
    shop = make_business("芦花饭店", uscc="", industry_code="H6210")
    seat(shop, net.north, net.reed)
    shen, song = person(Role.DEPARTMENT, net.bureau, "沈科"), person(Role.BUREAU_LEADER, net.bureau, "宋局")
    gu, bai = person(Role.STATION_OFFICER, net.north, "顾所"), person(Role.STATION_HEAD, net.north, "白站")
    for one in (gu, bai):
        certify(officer_of(one), by=shen)
    item, scales = make_item(shen, name="餐饮食品安全检查"), make_item(shen, name="电子秤检查", is_food=False)
    return Bureau(
        net=net,
        shop=shop,
        shen=shen,
        song=song,
        gu=gu,
        bai=bai,
        lin=person(Role.STATION_OFFICER, net.north, "林无证"),
        jiang=person(Role.LIAISON, net.north, "江联络"),
        cook=person(Role.VILLAGE_WORKER, net.reed, "村里人"),
        item=item,
        scales=scales,
        plan=make_plan(shen, song, [item, scales]),
    )


def asked(bureau: Bureau, **facts: Any) -> asking.Asked:
    told = {
        "business": bureau.shop,
        "origin": Origin.PLANNED,
        "on": today(),
        "items": [bureau.item],
        "officers": bureau.team,
        "why": "年度计划",
        "plan": bureau.plan,
    }
    return asking.Asked(**{**told, **facts})


def ask(bureau: Bureau, **facts: Any) -> Inspection:
    return asking.ask_inspection(told=asked(bureau, **facts), by=bureau.gu)


def approved(bureau: Bureau, **facts: Any) -> Inspection:
    return asking.approve_inspection(inspection=ask(bureau, **facts), why="同意", by=bureau.song)


def notified(bureau: Bureau, **facts: Any) -> Inspection:
    inspection = approved(bureau, **facts)
    holding.enter_code(inspection=inspection, code=f"SH-{today().year}-{next(_number):06d}", by=bureau.gu)
    return holding.notify(inspection=inspection, on=today(), how=NoticeWay.HANDED, whom="店主", by=bureau.gu)


def found_of(inspection: Inspection, finding: Finding = Finding.FINE) -> dict[str, Found]:
    due = today() + timedelta(7) if finding == Finding.DEADLINE else None
    text = "" if finding == Finding.FINE else "冷藏柜温度记录缺三天"
    return {str(one.item.public_id): Found(finding, text, due) for one in inspection.items.select_related("item")}


def inspected(bureau: Bureau, finding: Finding = Finding.FINE, **facts: Any) -> Inspection:
    inspection = notified(bureau, **facts)
    told = found_of(inspection, finding)
    return holding.record_inspection(inspection=inspection, on=today(), found=told, text="正常营业", by=bureau.gu)


def told_result(bureau: Bureau, **facts: Any) -> Inspection:
    return holding.tell_result(inspection=inspected(bureau, **facts), on=today(), is_signed=True, unsigned_why="", by=bureau.gu)


def clue(bureau: Bureau, kind: Kind = Kind.SIGNAL, business: Business | None = None) -> Case:
    """A matter about a shop, with the north station's officer."""
    case = open_case(
        kind=kind, text="夜里往河里倒泔水。", business=business or bureau.shop, source=Source.PORTAL, by=Visitor("portal")
    )
    return dispatch_case(case=case, station=bureau.net.north.public_id, handler=bureau.gu.public_id, by=bureau.shen)


def commit(bureau: Bureau, **facts: Any) -> RandomDraw:
    told = {
        "name": f"双随机{next(_number)}",
        "plan": bureau.plan,
        "item": bureau.item,
        "asked": DrawFilter(stations=(bureau.net.north,)),
        "officers": bureau.team,
        "select": 1,
        "officers_each": 2,
        "since": today(),
        "until": today() + timedelta(30),
    }
    told = {**told, **facts}
    if told["until"] > bureau.plan.until:
        told["until"] = bureau.plan.until
    return draws.commit_draw(told=draws.DrawTold(**told), by=bureau.shen)
