"""Priorities on the desk: for those who plan visits, with reasons, and never for the portal."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from tests.factories.cases import Town, make_town, officer_of
from tests.factories.registry import make_business
from tests.factories.risk import visited
from yingzhou.base.clock import today
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.visits.models import FoodRiskProfile

pytestmark = pytest.mark.django_db
LIST = reverse("desk:priorities")


@pytest.fixture
def town() -> Town:
    return make_town()


def as_(client: Client, viewer: Viewer) -> Client:
    client.force_login(officer_of(viewer))
    return client


def eatery(town: Town, name: str = "望潮小馆"):
    return make_business(name, station=town.net.north, community=town.net.reed, industry_code="6210")


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_the_list_asks_as_much_for_three_rows_as_for_one(client: Client, town: Town):
    as_(client, town.lin)
    client.get(LIST)
    before = queries(client, LIST)
    for number in range(3):
        visited(eatery(town, f"第{number}家"), today() - timedelta(days=200), officer_of(town.chen))

    assert queries(client, LIST) == before


def test_the_list_says_why_in_words(client: Client, town: Town):
    visited(eatery(town), today() - timedelta(days=200), officer_of(town.chen))

    page = as_(client, town.lin).get(LIST).content.decode()

    assert page.index("200 天没有人去过（这一类该隔 120 天）") > page.index("望潮小馆")
    assert "内部参考" in page


def test_the_list_is_narrowed_by_trade_village_and_what_is_unknown(client: Client, town: Town):
    eatery(town)
    as_(client, town.lin)

    assert "望潮小馆" in client.get(LIST, {"trade": "62", "community": "芦花村", "unknown": "on"}).content.decode()
    assert "没有这样的主体" in client.get(LIST, {"trade": "01"}).content.decode()


def test_a_liaison_sees_their_own_and_a_villager_nothing(client: Client, town: Town):
    eatery(town)

    mine = as_(client, town.shen).get(LIST).content.decode()

    assert ("云朵家具铺" in mine, "望潮小馆" in mine) == (True, False)
    assert as_(Client(), town.village).get(LIST).status_code == 403


def test_another_station_answers_like_an_unknown_one(client: Client, town: Town):
    as_(client, town.he)

    assert client.get(LIST, {"station": str(town.net.north.public_id)}).status_code == 404
    assert client.get(reverse("desk:business_priority", args=[town.shop.public_id])).status_code == 404


def test_one_business_shows_reasons_what_would_change_and_what_is_missing(client: Client, town: Town):
    shop = eatery(town)
    visited(shop, today() - timedelta(days=200), officer_of(town.chen))

    page = as_(client, town.lin).get(reverse("desk:business_priority", args=[shop.public_id])).content.decode()

    for words in ("为什么排在这里", "走访一次后降 17 分", "没有食品风险评分：最多再加 10 分", "非法定数字"):
        assert words in page, words


def test_the_business_page_asks_for_the_card_by_itself(client: Client, town: Town):
    as_(client, town.lin)
    address = reverse("desk:business_priority", args=[town.shop.public_id])

    assert f'hx-get="{address}"' in client.get(reverse("desk:business", args=[town.shop.public_id])).content.decode()
    card = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert ("<html" in card, "内部参考" in card) == (False, True)


def test_food_risk_is_scored_on_one_page_and_kept_in_the_history(client: Client, town: Town):
    shop = eatery(town)
    address = reverse("desk:business_food_risk", args=[shop.public_id])
    told = {"item_scale": "10", "item_kinds": "12", "item_control": "15", "assessed_on": today().isoformat()}

    assert as_(client, town.chen).post(address, told).status_code == 302

    made = FoodRiskProfile.objects.get()
    assert (made.low, made.high, made.klass) == (37, 100, "")
    assert "还定不了" in client.get(address).content.decode()


def test_a_wrong_score_is_said_and_nothing_typed_is_lost(client: Client, town: Town):
    address = reverse("desk:business_food_risk", args=[eatery(town).public_id])
    told = {"item_scale": "11", "item_kinds": "7", "assessed_on": today().isoformat()}

    answer = as_(client, town.chen).post(address, told)

    assert answer.status_code == 422
    assert 'value="7"' in answer.content.decode()
    assert FoodRiskProfile.objects.count() == 0


def test_nothing_visited_says_that_it_cannot_be_told(client: Client, town: Town):
    page = as_(client, town.lin).get(reverse("desk:priorities_measured")).content.decode()

    assert "说不清" in page
    assert as_(Client(), town.chen).get(reverse("desk:priorities_measured")).status_code == 403


def test_the_portal_has_no_address_for_priorities():
    portal = str(next(entry for entry in get_resolver().url_patterns if getattr(entry, "namespace", "") == "portal").url_patterns)

    assert not [word for word in ("priority", "priorities", "risk") if word in portal]
