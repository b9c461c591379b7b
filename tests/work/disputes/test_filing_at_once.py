"""Many at once, and round midnight: nothing lost, no number twice, no gap; the day of receipt is the server's, in Shanghai."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import connection

from tests.factories.cases import make_town
from yingzhou.base.clock import now, today
from yingzhou.base.trail import receipts
from yingzhou.base.trail.models import Event, SignedReceipt
from yingzhou.base.trail.sealing import seal
from yingzhou.work.cases import public as cases
from yingzhou.work.cases.models import Case
from yingzhou.work.disputes import public
from yingzhou.work.disputes.models import Dispute
from yingzhou.work.disputes.rules import periods

FILINGS, THREADS = 60, 8
NEW_YEAR = datetime(2026, 12, 31, 16, tzinfo=UTC)  # 2027-01-01 00:00 in Shanghai
NIGHT = datetime(2026, 4, 14, 16, tzinfo=UTC)  # 2026-04-15 00:00 in Shanghai: Order 121 begins
SECOND = timedelta(seconds=1)


def file(shop: UUID, key: UUID) -> str:
    try:
        filing = cases.Filing(kind="dispute", text="床的尺寸不对，不给换。", business=shop)
        return public.file_dispute(key=key, filing=filing, purchase=public.Purchase(goods="床")).number
    finally:
        connection.close()


def ends(number: str) -> int:
    return int(number.split("〕")[1].removesuffix("号"))


@pytest.mark.django_db(transaction=True)
def test_sixty_at_once_are_sixty_with_numbers_without_a_gap():
    shop = make_town().shop.public_id
    keys = [uuid4() for _ in range(FILINGS)]

    with ThreadPoolExecutor(THREADS) as pool:
        numbers = list(pool.map(lambda key: file(shop, key), [*keys, *keys[:10]]))

    assert sorted(map(ends, set(numbers))) == list(range(1, FILINGS + 1))
    assert numbers[FILINGS:] == numbers[:10]
    counted = [model.objects.count() for model in (Case, Dispute, SignedReceipt)]
    assert counted == [FILINGS] * 3
    assert Event.objects.filter(verb="case.open").count() == FILINGS


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("at", "number", "day"),
    [
        pytest.param(NEW_YEAR - SECOND, "和〔2026〕1号", date(2026, 12, 31), id="23:59:59, the old year"),
        pytest.param(NEW_YEAR, "和〔2027〕1号", date(2027, 1, 1), id="00:00:00, the new year"),
    ],
)
def test_the_year_turns_at_midnight_in_shanghai(at, number, day):
    shop = make_town().shop.public_id

    with time_machine.travel(at, tick=False):
        filed = public.file_dispute(
            key=uuid4(), filing=cases.Filing(kind="dispute", text="不给换", business=shop), purchase=public.Purchase()
        )
        told = cases.progress(filed.code)

    assert filed.number == number
    assert told.received_at == at
    assert periods.decide_by(day).days[0].date == day


@pytest.mark.parametrize(
    ("at", "value"),
    [
        pytest.param(NIGHT - SECOND, (45, "working_day"), id="23:59:59: Order 20"),
        pytest.param(NIGHT, (60, "calendar_day"), id="00:00:00: Order 121"),
    ],
)
def test_the_rule_set_turns_at_midnight_in_shanghai(at, value):
    with time_machine.travel(at, tick=False):
        term = periods.told(periods.MEDIATION, received_on=today())

    assert (term.value, term.unit) == value


@pytest.mark.django_db
@pytest.mark.parametrize("step", [timedelta(minutes=10), timedelta(minutes=-10)])
def test_a_clock_that_is_stepped_changes_no_order_and_loses_nothing(step, tmp_path, settings):
    settings.SPOOL_DIR = tmp_path
    shop, began = make_town().shop.public_id, now()
    filed = []
    for moment in (began, began + step, began + timedelta(minutes=1)):
        with time_machine.travel(moment, tick=False):
            filing = cases.Filing(kind="dispute", text=f"不给换 {moment}", business=shop)
            filed.append(public.file_dispute(key=uuid4(), filing=filing, purchase=public.Purchase()))
            seal(moment)

    assert [ends(one.number) for one in filed] == [1, 2, 3]
    assert [cases.check_receipt(one.receipt).is_whole for one in filed] == [True] * 3
    assert receipts.found_wanting(at=now()) == []
