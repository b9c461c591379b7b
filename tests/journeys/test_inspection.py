"""行政检查: a plan is approved, a draw committed to, drawn, worked out again by anybody; the inspection has the city's code and a public result."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.factories.inspections import Bureau, make_bureau, make_plan, officer_of
from tests.factories.registry import make_business, seat
from tests.web.browser import DESKTOP, PHONE, axe, blocked, hear, shoot, sideways
from yingzhou.base.clock import today
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.inspections.choices import PlanKind
from yingzhou.work.inspections.models import Inspection, InspectionPlan, RandomDraw

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def bureau() -> Bureau:
    bureau = make_bureau()
    for name in ("望潮饭店", "桂花弄小吃", "稻浪食堂"):
        seat(make_business(name, industry_code="H6210"), bureau.net.north, bureau.net.reed)
    return bureau


class Hand:
    """One browser, one person after another."""

    def __init__(self, page: Page, live: str, sign_in: Callable[..., None]) -> None:
        self.page, self.live, self._sign_in = page, live, sign_in
        self.heard = hear(page)

    def becomes(self, who: Viewer, name: str, *parts: object) -> None:
        self.page.context.clear_cookies()
        self._sign_in(self.page, officer_of(who).username, confirmed=True)
        self.goes(name, *parts)

    def goes(self, name: str, *parts: object) -> None:
        self.page.goto(f"{self.live}{reverse(name, args=parts)}")

    def press(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name=name, exact=True).first.click()

    def says(self) -> str:
        return self.page.locator("main").inner_text()

    def looks_right(self, name: str) -> None:
        """In reach of everybody, on a desk and on a phone; the pictures are for people."""
        for size in (DESKTOP, PHONE):
            self.page.set_viewport_size(size)
            assert sideways(self.page) == 0
        assert axe(self.page) == []
        shoot(self.page, name)
        self.page.set_viewport_size(DESKTOP)


def test_from_the_plan_to_the_published_result(
    page: Page, live: str, sign_in: Callable[..., None], bureau: Bureau, tmp_path: Path
):
    hand = Hand(page, live, sign_in)
    plan = make_plan(bureau.shen, None, [bureau.item], kind=PlanKind.SPECIAL, name="节前餐饮专项检查")

    hand.becomes(bureau.song, "desk:inspection_plan", plan.public_id)
    hand.press("批准")
    assert InspectionPlan.objects.get(pk=plan.pk).approved_on == today()
    hand.looks_right("inspection-plan")

    hand.becomes(bureau.shen, "desk:draw_new")
    page.get_by_label("叫什么", exact=True).fill("节前餐饮双随机")
    page.get_by_label("哪个计划", exact=True).select_option(label=plan.name)
    page.get_by_label("检查事项", exact=True).select_option(value=str(bureau.item.public_id))
    page.get_by_label("北指导站", exact=True).check()
    page.get_by_label("行业代码开头 可不填", exact=True).fill("H62")
    page.get_by_label("抽几户", exact=True).fill("2")
    for one in bureau.team:
        page.get_by_label(one.name, exact=True).check()
    page.get_by_label("从哪天", exact=True).fill(today().isoformat())
    page.get_by_label("到哪天（不含）", exact=True).fill(plan.until.isoformat())
    hand.looks_right("draw-new")
    hand.press("冻结名单，公示哈希")
    draw = RandomDraw.objects.get()
    assert draw.commitment in hand.says()

    hand.goes("portal:draw", draw.public_id)
    published = hand.says()
    assert [one in published for one in (draw.commitment, draw.inputs, "还没有抽")] == [True] * 3

    hand.goes("desk:draw", draw.public_id)
    page.get_by_label("现场报的数 可不填", exact=True).fill("4711")
    hand.press("抽")
    hand.looks_right("draw-drawn")
    hand.press("提出检查")
    first, second = Inspection.objects.filter(draw=draw).order_by("pk")

    hand.goes("portal:draw", draw.public_id)
    hand.looks_right("portal-draw")
    for name, path in (("下载记录", "record.json"), ("下载脚本", "verify_draw.py")):
        with page.expect_download() as coming:
            page.get_by_role("link", name=name, exact=True).click()
        coming.value.save_as(tmp_path / path)
    check = [sys.executable, "-I", "-S", "verify_draw.py", "record.json", draw.commitment, draw.inputs]
    again = subprocess.run(check, cwd=tmp_path, capture_output=True, text=True, check=False, env={})
    assert (again.returncode, again.stdout) == (0, "agrees\n")
    record = (tmp_path / "record.json").read_text("utf-8")
    (tmp_path / "record.json").write_text(record.replace("4711", "4712"), encoding="utf-8")
    assert subprocess.run(check, cwd=tmp_path, capture_output=True, check=False, env={}).returncode == 1

    hand.becomes(bureau.song, "desk:inspection", first.public_id)
    page.get_by_label("审批意见 可不填", exact=True).fill("同意")
    hand.press("批准")

    hand.becomes(bureau.gu, "desk:inspection", first.public_id)
    page.get_by_label("检查码", exact=True).fill("SH-2026-004711")
    hand.press("登记检查码")
    hand.press("出通知书")
    page.get_by_label("结果", exact=True).select_option("deadline")
    page.get_by_label("查到什么 可不填", exact=True).fill("冷藏柜温度记录缺三天")
    hand.press("出笔录")
    assert "改正的要写哪天以前" in hand.says()
    assert page.get_by_label("查到什么 可不填", exact=True).input_value() == "冷藏柜温度记录缺三天"
    hand.looks_right("inspection-refused")
    page.get_by_label("结果", exact=True).select_option("fixed")
    hand.press("出笔录")
    page.get_by_label("企业签收了", exact=True).check()
    hand.press("出告知书")
    hand.looks_right("inspection-told")
    hand.press("公开")

    hand.goes("portal:inspections")
    public = hand.says()
    assert [word in public for word in (first.business.name, "当场改正", second.business.name, "SH-2026-004711", "顾所")] == [
        True,
        True,
        False,
        False,
        False,
    ]
    hand.looks_right("portal-inspections")
    assert blocked(page) == []
    assert hand.heard.errors == []
