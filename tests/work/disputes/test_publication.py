"""What the public may read of a month, once, and never by a small number."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from tests.factories.cases import Town, make_town, officer_of
from tests.factories.network import viewer_as
from tests.factories.platform import book, decided, row, send, write
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import Role
from yingzhou.work.cases.models import OutcomeAnswer
from yingzhou.work.disputes.actions import publication as actions
from yingzhou.work.disputes.models import Complaint, PublishedMonth
from yingzhou.work.disputes.public.statistics import published
from yingzhou.work.disputes.queries import publication as queries
from yingzhou.work.disputes.rules import publication as rules

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)
WORDS = "只此一句的投诉原文"


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture
def october(town: Town) -> Town:
    """Forty complaints received in October: 21 about quality, 16 about price, 3 about measure; 12 of them ended."""
    topics = ["质量"] * 21 + ["价格"] * 16 + ["计量"] * 3
    rows = []
    for at, topic in enumerate(topics, start=1):
        make = decided if at <= 12 else row
        over = {"受理决定日期": "2026-10-20", "终止日期": "2026-10-25"} if at <= 12 else {}
        told = {"投诉问题类别": topic, "登记时间": "2026-10-15", "是否同意公示": "是" if at == 1 else "否"}
        rows.append(make(at, **told, **over, **{"问题描述/事实": WORDS, "被投诉企业名称": "只此一家"}))
    headers = sorted({name for one in rows for name in one})
    write(send(book(rows, headers), town.song), town.song)
    return town


def other(town: Town):
    return viewer_as(Role.DEPARTMENT, town.net.bureau, "另一位")


def test_small_counts_are_withheld_and_the_rest_rounded(october: Town):
    _held, shown = queries.month_for(october.song, OCTOBER)

    tables = {one.name: dict(one.rows) for one in shown.tables}
    assert (shown.received, shown.ended) == (40, 10)
    assert tables["topic"] == {"质量": 20, "价格": 15, "计量": None}
    assert tables["outcome"] == {"已履行": 10}
    assert tables["answer"] == {"未答复": 10}


def test_an_answer_is_counted_and_silence_is_said_to_be_silence(october: Town):
    for one in Complaint.objects.filter(ended_on__isnull=False).order_by("pk")[:10]:
        OutcomeAnswer.objects.create(case=one.case, round=1, answer="solved", at=one.case.received_at)

    _held, shown = queries.month_for(october.song, OCTOBER)

    answers = next(one for one in shown.tables if one.name == "answer")
    assert dict(answers.rows) == {"解决了": None, "未答复": None}


def test_one_prepares_another_approves_and_then_it_stays(october: Town):
    actions.prepare_month(month=OCTOBER, by=october.song)
    with pytest.raises(rules.ByAnother):
        actions.approve_month(month=OCTOBER, by=october.song)
    assert published().months == ()
    held = actions.approve_month(month=OCTOBER, by=other(october))

    assert [line.verb for line in Event.objects.filter(subject_id=held.public_id).order_by("pk")] == [
        "publication.prepare",
        "publication.approve",
    ]
    with pytest.raises(rules.PublishedAlready):
        actions.prepare_month(month=OCTOBER, by=october.song)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE disputes_publishedmonth SET tables = '{}'")


def test_what_was_published_does_not_move_with_what_comes_later(october: Town):
    actions.prepare_month(month=OCTOBER, by=october.song)
    actions.approve_month(month=OCTOBER, by=other(october))
    before = published()

    write(send([row(at, 登记时间="2026-10-16") for at in range(100, 130)], october.song), october.song)

    assert published() == before


def test_numbers_that_moved_after_preparing_are_not_published(october: Town):
    actions.prepare_month(month=OCTOBER, by=october.song)
    write(send([row(at, 登记时间="2026-10-16") for at in range(100, 130)], october.song), october.song)

    with pytest.raises(rules.Changed):
        actions.approve_month(month=OCTOBER, by=other(october))

    assert PublishedMonth.objects.get().approved_at is None


def test_a_month_that_is_not_over_cannot_be_prepared(october: Town):
    with pytest.raises(rules.MonthNotOver, match="2026-11"):
        actions.prepare_month(month=date(2026, 11, 1), by=october.song)

    assert not PublishedMonth.objects.exists()


def test_a_month_with_few_complaints_says_nothing(town: Town):
    write(send([row(at, 登记时间="2026-10-15") for at in range(1, 8)], town.song), town.song)

    _held, shown = queries.month_for(town.song, OCTOBER)

    assert (shown.received, [one.is_withheld for one in shown.tables if one.name in ("trade", "topic")]) == (None, [True, True])


def test_the_public_page_has_numbers_and_no_text_no_shop_and_no_person(october: Town, client: Client):
    empty = client.get(reverse("portal:complaints")).content.decode()
    actions.prepare_month(month=OCTOBER, by=october.song)
    actions.approve_month(month=OCTOBER, by=other(october))

    shown = client.get(reverse("portal:complaints")).content.decode()

    assert "还没有公布过" in empty
    assert "2026-10" in shown
    assert "不公布" in shown
    assert [word for word in (WORDS, "只此一家", "顾晚晴", "云朵家具铺") if word in shown] == []
    assert client.get(reverse("portal:complaints"), {"month": "nonsense"}).status_code == 200


def test_a_month_goes_from_looking_to_the_public_at_the_desk(october: Town, client: Client):
    client.force_login(officer_of(october.song))
    month = {"month": "2026-10"}

    assert "准备公布" in client.get(reverse("desk:publication_month"), month).content.decode()
    client.post(reverse("desk:publication_prepare"), month)
    own = client.post(reverse("desk:publication_approve"), month)
    client.force_login(officer_of(other(october)))
    done = client.post(reverse("desk:publication_approve"), month, follow=True)

    assert (own.status_code, "不能自己批准" in own.content.decode()) == (409, True)
    assert "已公布" in done.content.decode()
    assert "已公布" in client.get(reverse("desk:publication_list")).content.decode()


@pytest.mark.parametrize("who", ["lin", "chen", "shen", "village"])
def test_only_the_bureau_publishes(october: Town, who: str, client: Client):
    with pytest.raises(NotFound):
        actions.prepare_month(month=OCTOBER, by=getattr(october, who))
    client.force_login(officer_of(getattr(october, who)))

    assert client.get(reverse("desk:publication_list")).status_code == 403
