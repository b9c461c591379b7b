"""An inspection is asked for by one, decided by another, and refused with the reason and the days where something stands against it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.factories.inspections import (
    Bureau,
    approved,
    ask,
    asked,
    certify,
    clue,
    make_bureau,
    make_item,
    make_plan,
    officer_of,
    told_result,
)
from tests.factories.registry import make_business, seat
from yingzhou.base.clock import today
from yingzhou.base.documents.models import IssuedPaper
from yingzhou.base.figures import writing as figures
from yingzhou.base.trail.models import Event
from yingzhou.work.cases.choices import Kind
from yingzhou.work.inspections.actions import asking, keeping
from yingzhou.work.inspections.choices import ExemptionKind, Grade, GradeKind, Origin, RepeatGround, State
from yingzhou.work.inspections.models import Inspection
from yingzhou.work.inspections.queries.clues import ClueUnknown
from yingzhou.work.inspections.queries.reckoning import cap_for, year_of
from yingzhou.work.inspections.rules import asking as rules
from yingzhou.work.inspections.rules import roles
from yingzhou.work.inspections.rules.lists import ReasonMissing
from yingzhou.work.inspections.rules.steps import DayWrong, NotNow
from yingzhou.work.registry.models import Business

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau() -> Bureau:
    return make_bureau()


def verbs(inspection: Inspection) -> list[str]:
    return list(Event.objects.filter(subject_id=inspection.public_id).order_by("pk").values_list("verb", flat=True))


def cap(bureau: Bureau, times: int, name: str = "inspections.yearly_cap", label: str = "一般企业") -> None:
    """The bureau's own figure: entered by one, approved by another."""
    own = figures.enter(
        name=name,
        since=date(2025, 1, 1),
        value=times,
        source="本局检查频次上限公告",
        label=label,
        label_en="yearly cap",
        unit="count",
        by=bureau.shen,
    )
    figures.approve(figure=own.public_id, by=bureau.song)


def refused_without_a_trace(bureau: Bureau, refusal: type[Exception], match: str = "", **facts: object) -> None:
    lines, rows = Event.objects.count(), Inspection.objects.count()
    with pytest.raises(refusal) as raised, transaction.atomic():
        asking.ask_inspection(told=asked(bureau, **facts), by=bureau.gu)
    assert match in str(raised.value)
    assert (Event.objects.count(), Inspection.objects.count()) == (lines, rows)


def test_an_inspection_asked_for_waits_for_another_person(bureau: Bureau):
    inspection = ask(bureau)

    assert (inspection.state, inspection.decided_on, inspection.code) == (State.ASKED, None, "")
    assert inspection.inspectors.count() == 2
    assert verbs(inspection) == ["inspection.ask"]


def test_the_approval_is_a_paper_and_a_line_and_makes_no_code(bureau: Bureau):
    inspection = approved(bureau)

    assert (inspection.state, inspection.decided_on, inspection.code) == (State.APPROVED, today(), "")
    assert IssuedPaper.objects.get(about_id=inspection.public_id).kind == "inspection.approval"
    assert verbs(inspection) == ["inspection.ask", "inspection.approve"]


def test_nobody_without_a_certificate_asks_for_one(bureau: Bureau):
    for viewer in (bureau.lin, bureau.jiang, bureau.cook):
        with pytest.raises(roles.NoCertificate, match="行政执法证"):
            asking.ask_inspection(told=asked(bureau), by=viewer)

    assert Inspection.objects.count() == 0


def test_only_a_bureau_leader_approves_and_never_the_one_who_asked(bureau: Bureau):
    inspection = ask(bureau)
    with pytest.raises(roles.NotYourWork, match="局领导"):
        asking.approve_inspection(inspection=inspection, why="", by=bureau.shen)

    with pytest.raises(IntegrityError), transaction.atomic():
        Inspection.objects.filter(pk=inspection.pk).update(decided_by=inspection.asked_by, decided_on=today())
    assert verbs(inspection) == ["inspection.ask"]


def test_what_was_declined_says_why_and_is_not_approved_afterwards(bureau: Bureau):
    inspection = ask(bureau)
    with pytest.raises(ReasonMissing):
        asking.decline_inspection(inspection=inspection, why=" ", by=bureau.song)
    asking.decline_inspection(inspection=inspection, why="用年报数据就能看", by=bureau.song)

    with pytest.raises(NotNow, match="没有批准"):
        asking.approve_inspection(inspection=inspection, why="", by=bureau.song)


@pytest.mark.parametrize(
    ("facts", "refusal", "said"),
    [
        pytest.param({"items": []}, rules.NothingToInspect, "没有选检查事项", id="nothing to inspect"),
        pytest.param({"plan": None}, rules.PlanMissing, "属于哪个计划", id="no plan"),
        pytest.param({"origin": Origin.TRIGGERED, "plan": None}, rules.ClueMissing, "编号", id="triggered by nothing"),
        pytest.param({"why": ""}, ReasonMissing, "原因", id="no reason"),
        pytest.param({"on": date(2020, 1, 1)}, DayWrong, "不能早于今天", id="in the past"),
        pytest.param({"officers": []}, rules.TooFewInspectors, "不少于 2 名", id="nobody goes"),
    ],
)
def test_what_is_missing_is_refused(bureau: Bureau, facts: dict, refusal: type[Exception], said: str):
    refused_without_a_trace(bureau, refusal, said, **facts)


def test_one_person_is_too_few_and_one_without_a_certificate_is_none(bureau: Bureau):
    refused_without_a_trace(bureau, rules.TooFewInspectors, "第二十三条", officers=bureau.team[:1])
    refused_without_a_trace(
        bureau, rules.InspectorWithoutCertificate, "林无证", officers=[bureau.team[0], officer_of(bureau.lin)]
    )


def test_a_certificate_that_ends_before_the_day_does_not_count(bureau: Bureau):
    certify(officer_of(bureau.lin), by=bureau.shen, until=today())

    refused_without_a_trace(
        bureau, rules.InspectorWithoutCertificate, "没有有效的", officers=[bureau.team[0], officer_of(bureau.lin)]
    )


def test_what_is_not_on_the_published_list_is_not_inspected(bureau: Bureau):
    item = make_item(bureau.shen, name="花草检查")
    plan = make_plan(bureau.shen, bureau.song, [item])
    keeping.end_item(item=item, until=today(), by=bureau.shen)

    refused_without_a_trace(bureau, rules.ItemNotPublished, "未经公布的不得实施", items=[item], plan=plan)


def test_a_plan_nobody_approved_covers_nothing(bureau: Bureau):
    plan = make_plan(bureau.shen, None, [bureau.item])

    refused_without_a_trace(bureau, rules.PlanDoesNotCover, "还没有批准", plan=plan)


def test_a_plan_covers_its_items_and_no_others(bureau: Bureau):
    refused_without_a_trace(bureau, rules.PlanDoesNotCover, "里没有", items=[make_item(bureau.shen)])


def test_the_cap_names_itself_and_the_days(bureau: Bureau):
    cap(bureau, 1)
    first = told_result(bureau)

    refused_without_a_trace(bureau, rules.CapReached, "本局检查频次上限公告")
    refused_without_a_trace(bureau, rules.CapReached, first.on.isoformat())


def test_without_a_figure_of_the_bureau_there_is_no_cap(bureau: Bureau):
    told_result(bureau)

    assert ask(bureau).state == State.ASKED


def test_the_most_telling_cap_holds(bureau: Bureau):
    cap(bureau, 9)
    cap(bureau, 3, "inspections.yearly_cap_i62", "餐饮")
    assert cap_for(bureau.shop, on=today()).label == "餐饮"

    cap(bureau, 4, "inspections.yearly_cap_food_d", "食品 D 级")
    keeping.note_grade(business=bureau.shop, kind=GradeKind.FOOD, grade=Grade.D, source="省系统", by=bureau.shen)
    assert (cap_for(bureau.shop, on=today()).label, cap_for(bureau.shop, on=today()).times) == ("食品 D 级", 4)


def test_a_clue_is_outside_the_cap_is_marked_and_needs_its_number(bureau: Bureau):
    cap(bureau, 0)
    matter = clue(bureau)
    facts = {"origin": Origin.TRIGGERED, "plan": None}

    inspection = ask(bureau, clue=matter.number, **facts)

    assert (inspection.origin, inspection.clue_id) == (Origin.TRIGGERED, matter.public_id)
    assert year_of(bureau.shop, on=today()).triggered == 1
    refused_without_a_trace(bureau, ClueUnknown, "没有找到", clue="线〔2020〕99号", **facts)


def test_a_demand_and_the_clue_of_another_shop_are_no_clue(bureau: Bureau):
    other = make_business("隔壁")
    seat(other, bureau.net.north, bureau.net.reed)
    demand = clue(bureau, Kind.DEMAND)
    foreign = clue(bureau, Kind.SIGNAL, other)

    for number in (demand.number, foreign.number):
        refused_without_a_trace(bureau, ClueUnknown, "没有找到", origin=Origin.TRIGGERED, plan=None, clue=number)


def test_whoever_is_left_in_peace_is_left_in_peace_unless_there_is_a_clue(bureau: Bureau):
    until = today() + timedelta(90)
    row = keeping.exempt(
        business=bureau.shop,
        kind=ExemptionKind.NO_DISTURBANCE,
        reason="三年没有问题",
        since=today(),
        until=until,
        by=bureau.shen,
    )

    refused_without_a_trace(bureau, rules.LeftInPeace, until.isoformat())

    keeping.end_exemption(exemption=row, why="换了经营者", by=bureau.shen)
    assert ask(bureau).state == State.ASKED


def test_what_a_higher_authority_looked_at_is_not_repeated_within_three_months(bureau: Bureau):
    seen = today() - timedelta(30)
    keeping.note_superior_check(
        business=bureau.shop, item=bureau.item, authority="市局", on=seen, source="检查通报", by=bureau.gu
    )

    refused_without_a_trace(bureau, rules.SeenByAHigherOne, "第四十二条")
    refused_without_a_trace(bureau, rules.SeenByAHigherOne, seen.isoformat(), repeat_ground=RepeatGround.EVIDENT)
    assert ask(bureau, items=[bureau.scales]).state == State.ASKED


def test_a_ground_with_its_reason_lets_it_be_repeated_and_stands_on_the_form(bureau: Bureau):
    seen = today() - timedelta(30)
    keeping.note_superior_check(
        business=bureau.shop, item=bureau.item, authority="市局", on=seen, source="检查通报", by=bureau.gu
    )

    inspection = approved(bureau, repeat_ground=RepeatGround.EVIDENT, repeat_reason="后厨排水堵了，有照片")

    assert (inspection.repeat_ground, inspection.repeat_reason) == (RepeatGround.EVIDENT, "后厨排水堵了，有照片")


def test_after_three_months_it_may_be_looked_at_again(bureau: Bureau):
    seen = today() - timedelta(100)
    keeping.note_superior_check(
        business=bureau.shop, item=bureau.item, authority="市局", on=seen, source="检查通报", by=bureau.gu
    )

    assert ask(bureau).state == State.ASKED


def test_while_one_inspection_is_on_the_way_the_next_is_merged_into_it(bureau: Bureau):
    ask(bureau)

    refused_without_a_trace(bureau, rules.AlreadyOnTheWay, "并进那一次", items=[bureau.scales])


def test_a_recused_inspector_does_not_go_and_another_has_to(bureau: Bureau):
    inspection = ask(bureau)
    asking.recuse(inspection=inspection, officer=bureau.gu.public_id, why="店主的亲戚", by=bureau.bai)

    with pytest.raises(rules.TooFewInspectors):
        asking.approve_inspection(inspection=inspection, why="", by=bureau.song)
    with pytest.raises(rules.InspectorWithoutCertificate):
        asking.add_inspector(inspection=inspection, officer=officer_of(bureau.lin), by=bureau.bai)
    certify(officer_of(bureau.lin), by=bureau.shen)
    asking.add_inspector(inspection=inspection, officer=officer_of(bureau.lin), by=bureau.bai)
    assert asking.approve_inspection(inspection=inspection, why="", by=bureau.song).state == State.APPROVED


def test_a_canceled_inspection_counts_no_more(bureau: Bureau):
    cap(bureau, 1)
    asking.cancel_inspection(inspection=ask(bureau), why="改看监控", by=bureau.gu)

    assert year_of(bureau.shop, on=today()).count == 0
    assert ask(bureau).state == State.ASKED


def test_the_year_of_a_business_asks_as_much_for_three_as_for_one(bureau: Bureau, django_assert_num_queries):
    told_result(bureau)
    with django_assert_num_queries(6):
        year_of(Business.objects.only("pk", "industry_code").get(pk=bureau.shop.pk), on=today())
    told_result(bureau, items=[bureau.scales])
    with django_assert_num_queries(6):
        told = year_of(Business.objects.only("pk", "industry_code").get(pk=bureau.shop.pk), on=today())

    assert (told.count, [one.item for one in told.last]) == (2, ["餐饮食品安全检查", "电子秤检查"])
