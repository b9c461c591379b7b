"""Code, notice, record, result in writing, publication: each only after the one before it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.factories.inspections import (
    Bureau,
    approved,
    ask,
    found_of,
    inspected,
    make_bureau,
    notified,
    told_result,
)
from yingzhou.base.clock import today
from yingzhou.base.documents.models import IssuedPaper
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.actions.certificates import withdraw_certificate
from yingzhou.work.accounts.models import Certificate
from yingzhou.work.cases.models import Clock
from yingzhou.work.inspections.actions import holding
from yingzhou.work.inspections.choices import Finding, NoticeWay, State
from yingzhou.work.inspections.models import Inspection
from yingzhou.work.inspections.public import published_results
from yingzhou.work.inspections.rules import asking as asking_rules
from yingzhou.work.inspections.rules import steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau() -> Bureau:
    return make_bureau()


def test_from_the_approval_to_the_published_result(bureau: Bureau):
    inspection = told_result(bureau)
    clock = Clock.objects.get(about_id=inspection.public_id)
    assert (clock.figure, clock.began_on, clock.stopped_on) == ("inspections.publication_days", today(), None)

    holding.publish_result(inspection=inspection, by=bureau.gu)

    clock.refresh_from_db()
    assert clock.stopped_on == today()
    assert [one.business for one in published_results().rows] == ["芦花饭店"]
    kinds = IssuedPaper.objects.filter(about_id=inspection.public_id).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["inspection.approval", "inspection.notice", "inspection.record", "inspection.result"]
    told = Event.objects.filter(subject_id=inspection.public_id, verb__startswith="inspection.").order_by("pk")
    assert list(told.values_list("verb", flat=True)) == [
        f"inspection.{verb}" for verb in ("ask", "approve", "code", "notify", "record", "tell", "publish")
    ]


def test_a_result_that_is_not_about_food_has_no_clock(bureau: Bureau):
    inspection = told_result(bureau, items=[bureau.scales])

    assert Clock.objects.filter(about_id=inspection.public_id).count() == 0


def test_nothing_is_published_before_the_business_was_told(bureau: Bureau):
    inspection = inspected(bureau)
    with pytest.raises(steps.NotForPublication, match="还没有书面告知"):
        holding.publish_result(inspection=inspection, by=bureau.gu)

    assert published_results().rows == ()


def test_without_the_citys_code_nobody_is_told_and_nobody_goes(bureau: Bureau):
    inspection = approved(bureau)
    with pytest.raises(steps.CodeMissing, match="码由市里的系统给"):
        holding.notify(inspection=inspection, on=today(), how=NoticeWay.HANDED, whom="", by=bureau.gu)
    with pytest.raises(steps.CodeMissing):
        holding.record_inspection(inspection=inspection, on=today(), found={}, text="", by=bureau.gu)
    with pytest.raises(IntegrityError), transaction.atomic():
        Inspection.objects.filter(pk=inspection.pk).update(state=State.INSPECTED, inspected_on=today(), notified_on=today())

    inspection.refresh_from_db()
    assert inspection.state == State.APPROVED


@pytest.mark.parametrize("code", ["", "12", "检查码一二三四", "A" * 65, "AB 12 34"])
def test_what_is_no_code_is_not_recorded(bureau: Bureau, code: str):
    inspection = approved(bureau)
    with pytest.raises(steps.CodeMalformed):
        holding.enter_code(inspection=inspection, code=code, by=bureau.gu)


def test_a_code_belongs_to_one_inspection(bureau: Bureau):
    first = notified(bureau)
    holding.record_inspection(inspection=first, on=today(), found=found_of(first), text="", by=bureau.gu)
    second = approved(bureau, items=[bureau.scales])
    with pytest.raises(steps.CodeTaken):
        holding.enter_code(inspection=second, code=first.code, by=bureau.gu)


def test_without_a_notice_there_is_no_record(bureau: Bureau):
    inspection = approved(bureau)
    holding.enter_code(inspection=inspection, code="SH-000001", by=bureau.gu)
    with pytest.raises(steps.NotNotified, match="申请回避"):
        holding.record_inspection(inspection=inspection, on=today(), found=found_of(inspection), text="", by=bureau.gu)


def test_only_those_who_were_there_say_what_was_found(bureau: Bureau):
    inspection = notified(bureau)
    with pytest.raises(steps.NotOnTheTeam, match="白站、顾所"):
        holding.record_inspection(inspection=inspection, on=today(), found=found_of(inspection), text="", by=bureau.shen)


def test_a_certificate_withdrawn_on_the_way_leaves_too_few(bureau: Bureau):
    inspection = notified(bureau)
    withdraw_certificate(certificate=Certificate.objects.get(officer=bureau.bai.officer_id), reason="调离", by=bureau.shen)
    with pytest.raises(asking_rules.InspectorWithoutCertificate, match="白站"):
        holding.record_inspection(inspection=inspection, on=today(), found=found_of(inspection), text="", by=bureau.gu)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        pytest.param(None, "还没有写结果", id="an item without a finding"),
        pytest.param(steps.Found(Finding.FIXED), "没有写查到什么", id="nothing said"),
        pytest.param(steps.Found(Finding.DEADLINE, "温度"), "要写哪天以前", id="a term without a day"),
        pytest.param(steps.Found(Finding.DEADLINE, "温度", today()), "改正的日子要在检查之后", id="a term that is over"),
    ],
)
def test_a_finding_that_says_too_little_is_refused_and_nothing_is_kept(bureau: Bureau, found, said: str):
    inspection = notified(bureau)
    told = {str(bureau.item.public_id): found} if found else {}
    with pytest.raises(steps.FindingMissing, match=said), transaction.atomic():
        holding.record_inspection(inspection=inspection, on=today(), found=told, text="", by=bureau.gu)

    assert set(inspection.items.values_list("finding", flat=True)) == {""}


def test_a_term_is_followed_up_once(bureau: Bureau):
    inspection = inspected(bureau, Finding.DEADLINE)
    item = inspection.items.get()
    row = holding.follow_up(inspection=inspection, item=item.public_id, is_fixed=True, text="补齐了", by=bureau.gu)
    with pytest.raises(steps.StillOpen):
        holding.follow_up(inspection=inspection, item=item.public_id, is_fixed=False, text="", by=bureau.gu)

    assert (row.due_on, row.is_fixed) == (today() + timedelta(7), True)


def test_a_refused_signature_has_a_reason(bureau: Bureau):
    inspection = inspected(bureau)
    with pytest.raises(steps.NobodyRefused):
        holding.tell_result(inspection=inspection, on=today(), is_signed=False, unsigned_why=" ", by=bureau.gu)


def test_no_step_is_skipped(bureau: Bureau):
    inspection = ask(bureau)
    with pytest.raises(steps.NotNow, match="待审批"):
        holding.enter_code(inspection=inspection, code="SH-000001", by=bureau.gu)
    with pytest.raises(steps.NotNow):
        holding.tell_result(inspection=inspection, on=today(), is_signed=True, unsigned_why="", by=bureau.gu)


def test_what_is_published_says_no_more_than_the_law_wants(bureau: Bureau):
    inspection = told_result(bureau)
    holding.publish_result(inspection=inspection, by=bureau.gu)

    shown = vars(published_results().rows[0])

    assert set(shown) == {"business", "inspected_on", "published_on", "lines"}
    assert "顾所" not in str(shown)
    assert inspection.code not in str(shown)
