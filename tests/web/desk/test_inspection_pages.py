"""Pages of inspections: each opens, keeps what was typed, says refusals beside the field, and is shut to those without a certificate."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.inspections import (
    Bureau,
    approved,
    ask,
    commit,
    inspected,
    make_bureau,
    make_plan,
    notified,
    officer_of,
    told_result,
)
from tests.factories.registry import make_business, seat
from yingzhou.base.clock import today
from yingzhou.engines.draw import verify
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.inspections.actions import draws, wishes
from yingzhou.work.inspections.choices import Finding, PlanKind, State
from yingzhou.work.inspections.models import Inspection, InspectionPlan, RandomDraw
from yingzhou.work.overview.queries.todo import todo

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau() -> Bureau:
    return make_bureau()


def as_(client: Client, viewer: Viewer) -> Client:
    client.force_login(officer_of(viewer))
    return client


def page(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, name
    return answer.content.decode()


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


EMPTY = ("inspection_list", "inspection_new", "inspection_plans", "draw_list", "inspection_lists", "inspection_together")


@pytest.mark.parametrize("name", [*EMPTY, "inspection_wish"])
def test_every_page_without_a_part_opens_for_a_certified_officer(client: Client, bureau: Bureau, name: str):
    assert "行政检查" in page(as_(client, bureau.gu), f"desk:{name}")


def test_the_menu_names_inspections_to_those_who_may_and_to_nobody_else(client: Client, bureau: Bureau):
    shown = {
        viewer.name: reverse("desk:inspection_list") in page(as_(client, viewer), "desk:home")
        for viewer in (bureau.gu, bureau.shen, bureau.song, bureau.lin, bureau.jiang, bureau.cook)
    }

    assert shown == {"顾所": True, "沈科": True, "宋局": True, "林无证": False, "江联络": False, "村里人": False}


def test_a_form_that_is_refused_keeps_what_was_typed_and_says_why(client: Client, bureau: Bureau):
    told = {
        "shop": "芦花饭店",
        "origin": "planned",
        "plan": str(bureau.plan.public_id),
        "on": today().isoformat(),
        "items": [str(bureau.item.public_id)],
        "officers": [str(bureau.gu.public_id)],
        "why": "按计划走一遍",
    }
    answer = as_(client, bureau.gu).post(reverse("desk:inspection_new"), told)
    said = answer.content.decode()

    assert answer.status_code == 422
    assert "不少于 2 名" in said
    assert "按计划走一遍" in said
    assert Inspection.objects.count() == 0


def test_from_the_form_to_the_published_result_by_the_pages(client: Client, bureau: Bureau):
    told = {
        "shop": "芦花饭店",
        "origin": "planned",
        "plan": str(bureau.plan.public_id),
        "on": today().isoformat(),
        "items": [str(bureau.item.public_id)],
        "officers": [str(one.public_id) for one in bureau.team],
        "why": "按计划",
    }
    as_(client, bureau.gu).post(reverse("desk:inspection_new"), told)
    inspection = Inspection.objects.get()

    def step(name: str, viewer: Viewer, **facts: str) -> None:
        answer = as_(client, viewer).post(reverse(f"desk:inspection_{name}", args=[inspection.public_id]), facts)
        assert answer.status_code == 302, answer.content.decode()
        page(client, "desk:inspection", inspection.public_id)

    day = today().isoformat()
    step("decide", bureau.song, approve="yes", why="同意")
    step("code", bureau.gu, code="SH-2026-000777")
    step("notify", bureau.gu, on=day, how="handed", whom="店长")
    due = (today() + timedelta(5)).isoformat()
    step("record", bureau.gu, on=day, text="正常营业", i0_finding="deadline", i0_text="温度没有记", i0_due=due)
    step("tell", bureau.gu, on=day, is_signed="on")
    step("publish", bureau.gu)
    item = inspection.items.get().public_id
    path = reverse("desk:inspection_follow", args=[inspection.public_id, item])
    assert client.post(path, {"is_fixed": "yes", "text": "补了"}).status_code == 302

    inspection.refresh_from_db()
    assert (inspection.state, inspection.published_on) == (State.INSPECTED, today())
    shown = Client().get(reverse("portal:inspections"), {"q": "芦花"}).content.decode()
    assert "芦花饭店" in shown
    assert "限期改正" in shown
    assert "SH-2026-000777" not in shown


def test_a_step_that_is_refused_stays_on_the_page_with_what_was_typed(client: Client, bureau: Bureau):
    inspection = approved(bureau)
    answer = as_(client, bureau.gu).post(reverse("desk:inspection_code", args=[inspection.public_id]), {"code": "不是码"})

    assert answer.status_code == 422
    assert "不像检查码" in answer.content.decode()


def test_the_page_says_whose_turn_it_is(client: Client, bureau: Bureau):
    inspection = ask(bureau)

    assert "等局领导审批" in page(as_(client, bureau.gu), "desk:inspection", inspection.public_id)
    assert "批准" in page(as_(client, bureau.song), "desk:inspection", inspection.public_id)


def test_plans_are_drafted_approved_and_published_by_the_pages(client: Client, bureau: Bureau):
    told = {
        "kind": PlanKind.SPECIAL,
        "name": "节前餐饮专项",
        "why": "节前",
        "scope": "餐饮",
        "since": today().isoformat(),
        "until": (today() + timedelta(40)).isoformat(),
        "items": [str(bureau.item.public_id)],
    }
    as_(client, bureau.shen).post(reverse("desk:inspection_plan_new"), told)
    plan = InspectionPlan.objects.get(name="节前餐饮专项")
    assert as_(client, bureau.song).post(reverse("desk:inspection_plan_approve", args=[plan.public_id])).status_code == 302
    assert any("公布专项检查计划" in item.title for group in todo(viewer=bureau.shen).groups for item in group.items)
    path = reverse("desk:inspection_plan_publish", args=[plan.public_id])
    assert as_(client, bureau.shen).post(path, {"filed_on": today().isoformat()}).status_code == 302

    assert "节前餐饮专项" in Client().get(reverse("portal:inspections")).content.decode()
    assert not any("公布专项检查计划" in item.title for group in todo(viewer=bureau.shen).groups for item in group.items)


def test_a_draw_by_the_pages_is_worked_out_again_from_what_the_public_downloads(client: Client, bureau: Bureau):
    for number in range(3):
        seat(make_business(f"抽{number}"), bureau.net.north, bureau.net.reed)
    told = {
        "name": "秋季双随机",
        "plan": str(bureau.plan.public_id),
        "item": str(bureau.item.public_id),
        "stations": [str(bureau.net.north.public_id)],
        "select": "2",
        "officers_each": "2",
        "officers": [str(one.public_id) for one in bureau.team],
        "since": today().isoformat(),
        "until": bureau.plan.until.isoformat(),
    }
    answer = as_(client, bureau.shen).post(reverse("desk:draw_new"), told)
    draw = RandomDraw.objects.get()
    assert answer.status_code == 302
    assert Client().get(reverse("portal:draw_record", args=[draw.public_id])).status_code == 404
    assert draw.commitment in Client().get(reverse("portal:draw", args=[draw.public_id])).content.decode()

    client.post(reverse("desk:draw_reveal", args=[draw.public_id]), {"public_word": "4711"})
    client.post(reverse("desk:draw_prepare", args=[draw.public_id]), {"on": today().isoformat()})

    record = json.loads(Client().get(reverse("portal:draw_record", args=[draw.public_id])).content)
    assert verify(record, commitment=draw.commitment, inputs=draw.inputs) == ()
    assert Inspection.objects.filter(draw=draw).count() == 2
    assert "yingzhou-draw/1" in Client().get(reverse("portal:draw_script")).content.decode()
    again = client.post(reverse("desk:draw_reveal", args=[draw.public_id]))
    assert (again.status_code, "已经抽了" in again.content.decode()) == (422, True)


def test_a_draw_given_up_says_why_to_everybody(client: Client, bureau: Bureau):
    draw = commit(bureau)
    as_(client, bureau.shen).post(reverse("desk:draw_abandon", args=[draw.public_id]), {"why": "名单漏了一个站"})

    assert "名单漏了一个站" in Client().get(reverse("portal:draw", args=[draw.public_id])).content.decode()


def test_several_desks_wishes_become_one_inspection_and_what_was_spared_is_counted(client: Client, bureau: Bureau):
    for item in (bureau.item, bureau.scales):
        wishes.wish(business=bureau.shop, item=item, plan=bureau.plan, since=today(), until=bureau.plan.until, by=bureau.shen)
    shown = page(as_(client, bureau.gu), "desk:inspection_together")
    assert "少打扰 1 次" in shown
    first = bureau.shop.inspection_wishes.first().public_id
    told = {"on": today().isoformat(), "officers": [str(one.public_id) for one in bureau.team]}
    assert client.post(reverse("desk:inspection_merge", args=[first]), told).status_code == 302

    inspection = Inspection.objects.get()
    assert (inspection.merged, inspection.items.count()) == (2, 2)
    assert "少打扰企业 1 次" in page(client, "desk:inspection_list")


def test_lists_are_kept_by_small_forms_that_keep_what_was_typed(client: Client, bureau: Bureau):
    until = (today() + timedelta(30)).isoformat()
    told = {"shop": "没有这家", "kind": "low_risk", "reason": "三年没事", "since": today().isoformat(), "until": until}
    answer = as_(client, bureau.shen).post(reverse("desk:inspection_exempt"), told)
    assert (answer.status_code, "三年没事" in answer.content.decode()) == (422, True)

    told["shop"] = "芦花饭店"
    assert client.post(reverse("desk:inspection_exempt"), told).status_code == 302
    grade = {"shop": "芦花饭店", "kind": "food", "grade": "d", "source": "省系统"}
    assert client.post(reverse("desk:inspection_grade"), grade).status_code == 302
    superior = {"shop": "芦花饭店", "item": str(bureau.item.public_id), "authority": "市局", "on": today().isoformat()}
    assert client.post(reverse("desk:inspection_superior"), superior | {"source": "通报"}).status_code == 302
    item = {"code": "SJ-9", "name": "新事项", "basis": "依据", "since": today().isoformat()}
    assert client.post(reverse("desk:inspection_item_add"), item).status_code == 302
    shown = page(client, "desk:inspection_lists")
    assert [word in shown for word in ("三年没事", "省系统", "市局", "新事项")] == [True] * 4


def test_grades_and_the_undisturbed_are_never_told_to_the_public(client: Client, bureau: Bureau):
    test_lists_are_kept_by_small_forms_that_keep_what_was_typed(client, bureau)
    for name in ("portal:inspections", "portal:draws", "portal:home", "portal:points"):
        shown = Client().get(reverse(name)).content.decode()
        assert [word for word in ("三年没事", "省系统", "食品风险等级", "低风险") if word in shown] == []


def test_the_business_page_counts_this_year_and_names_the_last_look(client: Client, bureau: Bureau):
    told_result(bureau)

    address = reverse("desk:business_inspections", args=[bureau.shop.public_id])
    assert f'hx-get="{address}"' in page(as_(client, bureau.gu), "desk:business", bureau.shop.public_id)
    card, whole = (client.get(address, headers=more).content.decode() for more in ({"HX-Request": "true"}, {}))
    assert ["<html" in shown for shown in (card, whole)] == [False, True]
    for shown in (card, whole):
        assert "今年 1 次" in shown
        assert "餐饮食品安全检查" in shown


def test_lists_ask_as_much_for_three_as_for_one(client: Client, bureau: Bureau):
    as_(client, bureau.shen)
    inspected(bureau, Finding.DEADLINE)
    paths = [reverse("desk:inspection_list") + "?view=done", reverse("desk:draw_list"), reverse("desk:home")]
    commit(bureau)
    for path in paths:
        client.get(path)
    before = [queries(client, path) for path in paths]
    for _ in range(2):
        inspected(bureau, Finding.DEADLINE, items=[bureau.scales])
        draws.reveal_draw(draw=commit(bureau), public_word="", by=bureau.shen)

    assert [queries(client, path) for path in paths] == before


def test_pages_of_drafts_and_notices_open(client: Client, bureau: Bureau):
    plan = make_plan(bureau.shen, None, [bureau.item])
    inspection = notified(bureau)
    as_(client, bureau.shen)

    assert "等局领导批准" in page(client, "desk:inspection_plan", plan.public_id)
    assert "等到场的检查人员记结果" in page(client, "desk:inspection", inspection.public_id)
