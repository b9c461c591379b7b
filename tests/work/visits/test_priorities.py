"""Who should be visited first, from facts and with reasons."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.accounts import make_officer
from tests.factories.cases import make_town, open_matter
from tests.factories.complaints import registered
from tests.factories.hazards import raised
from tests.factories.registry import make_business, make_permit
from tests.factories.risk import visited
from tests.factories.tipoffs import reported
from yingzhou.base.clock import today
from yingzhou.work.cases.choices import Kind
from yingzhou.work.disputes.models import Complaint
from yingzhou.work.registry.choices import PermitKind
from yingzhou.work.visits.models import Visit
from yingzhou.work.visits.queries import priorities, priority_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 1)
EATERY, TAILOR = "6210", "8193"


@pytest.fixture
def town():
    return make_town()


def shop(town, name="", **facts):
    facts = {"industry_code": TAILOR, "registered_on": date(2020, 1, 1), "station": town.net.north, **facts}
    return make_business(name, **facts)


def test_each_reason_says_its_points_its_fact_and_its_day(town):
    one = shop(town)
    visited(one, TODAY - timedelta(days=200), make_officer())
    make_permit(one, kind=PermitKind.HYGIENE, expires_on=TODAY - timedelta(days=3))

    found = priority_of(one, TODAY)

    assert [(reason.points, reason.text, reason.on) for reason in found.reasons] == [
        (14, "200 天没有人去过（这一类该隔 180 天）", TODAY - timedelta(days=200)),
        (8, "许可证过期 3 天了", TODAY - timedelta(days=3)),
    ]
    assert found.reasons[0].fact == f"上次走访 {TODAY - timedelta(days=200)}"
    assert found.low == sum(reason.points for reason in found.reasons)


def test_what_would_change_the_place_says_by_how_much(town):
    one = shop(town)
    visited(one, TODAY - timedelta(days=200), make_officer())
    make_permit(one, kind=PermitKind.HYGIENE, expires_on=TODAY - timedelta(days=3))

    before = priority_of(one, TODAY)
    visited(one, TODAY, make_officer())

    assert before.would_change[0] == "走访一次后降 14 分"
    assert priority_of(one, TODAY).points == before.points - 14


def test_a_missing_fact_is_named_and_widens_the_range_instead_of_counting_as_nothing(town):
    eatery = shop(town, industry_code=EATERY)

    found = priority_of(eatery, TODAY)

    assert found.missing[0] == "不知道上次哪天有人去过：最多再加 20 分"
    assert "没有食品风险评分：最多再加 10 分" in found.missing
    assert found.low < found.points < found.high


def test_silence_before_the_first_visit_on_record_is_a_lower_bound(town):
    seen, unseen = shop(town), shop(town)
    visited(seen, TODAY - timedelta(days=100), make_officer())

    found = priority_of(unseen, TODAY)

    assert found.reasons[0].text == "至少 100 天没有人去过（这一类该隔 180 天）"
    assert "走访记录开始以前去没去过不知道：最多再加 16 分" in found.missing


def test_complaints_are_counted_for_twelve_months(town):
    one = town.shop
    for days in (10, 400):
        Complaint.objects.filter(pk=registered(town).pk).update(received_on=TODAY - timedelta(days=days), respondent=one)

    found = priority_of(one, TODAY)

    assert [reason.text for reason in found.reasons if reason.factor == "complaints"] == ["12 个月里有 1 件投诉"]


def test_reports_and_signals_leave_no_trace(town):
    before = priorities(station=town.net.north, on=TODAY)
    open_matter(town, Kind.SIGNAL, business=town.shop)
    reported(town)

    assert priorities(station=town.net.north, on=TODAY) == before


def test_who_visits_changes_nothing(town):
    first, second = make_officer(), make_officer()
    for place, officer in enumerate((first, second)):
        visited(shop(town), TODAY - timedelta(days=150 * place), officer)
    before = priorities(station=town.net.north, on=TODAY)

    for visit in Visit.objects.all():
        Visit.objects.filter(pk=visit.pk).update(officer=second if visit.officer == first else first)

    assert priorities(station=town.net.north, on=TODAY) == before


def test_an_open_demand_raises_the_place(town):
    before = priority_of(town.shop, TODAY).points
    open_matter(town, Kind.DEMAND, business=town.shop)

    assert priority_of(town.shop, TODAY).points == before + 4


def test_open_hazards_raise_the_place_and_closing_them_would_bring_it_down(town):
    before = priority_of(town.shop, today()).low
    raised(town)

    found = priority_of(town.shop, today())

    assert [(reason.text, reason.points) for reason in found.reasons if reason.factor == "open"] == [("有 1 处隐患没销号", 3)]
    assert found.low == before + 3
    assert "这 1 处隐患销号后降 3 分" in found.would_change


def test_a_festival_ahead_concerns_eateries_and_not_tailors(town):
    before_national_day = date(2026, 9, 27)
    eatery, tailor = shop(town, industry_code=EATERY), shop(town)

    texts = [reason.text for reason in priority_of(eatery, before_national_day).reasons]

    assert "再过 4 天是国庆节" in texts or "正逢中秋节" in texts
    assert not [reason for reason in priority_of(tailor, before_national_day).reasons if reason.factor == "season"]


def test_the_most_pressing_come_first_and_only_trading_ones_of_the_station(town):
    late, fresh = shop(town, "早该去的"), shop(town, "刚去过的")
    shop(town, "别站的", station=town.net.south)
    shop(town, "关了的", status="closed")
    visited(late, TODAY - timedelta(days=300), make_officer())
    visited(fresh, TODAY, make_officer())

    found = [one.name for one in priorities(station=town.net.north, on=TODAY)]

    assert set(found) == {"早该去的", "刚去过的", town.shop.name}
    assert found.index("早该去的") < found.index("刚去过的")


def test_the_number_of_queries_does_not_grow_with_the_station(town):
    shop(town)
    with CaptureQueriesContext(connection) as few:
        priorities(station=town.net.north, on=TODAY)
    for _ in range(3):
        visited(shop(town), TODAY, make_officer())
    with CaptureQueriesContext(connection) as more:
        priorities(station=town.net.north, on=TODAY)

    assert len(more) == len(few)
