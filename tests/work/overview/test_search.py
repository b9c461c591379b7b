"""What the database notes about rows is what the index hears of."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories.cases import make_town
from tests.factories.network import make_organization, put_under, viewer_as
from tests.factories.registry import make_business, make_permit, make_premises
from yingzhou.base.actors import SYSTEM
from yingzhou.base.search import indexing
from yingzhou.base.search.models import SearchDoc, Stale
from yingzhou.work.accounts.choices import Role
from yingzhou.work.cases.actions import open_case
from yingzhou.work.cases.choices import Kind as CaseKind
from yingzhou.work.cases.choices import Source
from yingzhou.work.network.choices import Kind
from yingzhou.work.overview.queries.search import search
from yingzhou.work.registry.actions.people import add_contact
from yingzhou.work.registry.models import Business, FormerName

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    return viewer_as(Role.BUREAU_LEADER, make_organization(Kind.BUREAU, "某局"))


def found(text, viewer):
    indexing.refresh()
    return [hit.title for group in search(text, viewer=viewer).groups for hit in group.hits]


def test_a_business_is_found_by_all_that_belongs_to_it(leader):
    shop = make_business("顾伯伯蟹庄", uscc="92310230MA1JT0001X", registered_address="长堤路7号")
    make_premises(shop, "荷沼镇菱角村12号")
    make_permit(shop, number="JY13199887766")
    FormerName.objects.create(business=shop, name="老顾酒坊", until=date(2025, 1, 1))
    add_contact(business=shop, name="顾某", phone="13800138123", by=SYSTEM)

    for asked in ("蟹庄", "gbbxz", "0001x", "菱角村", "长堤路", "99887766", "老顾酒坊", "8123"):
        assert found(asked, leader) == ["顾伯伯蟹庄"]


def test_a_name_that_was_corrected_is_found_by_the_new_one_only(leader):
    shop = make_business("顾伯伯蟹庄")
    indexing.refresh()
    Business.objects.filter(pk=shop.pk).update(name="白鹭茶馆")

    assert found("白鹭茶馆", leader) == ["白鹭茶馆"]
    assert found("顾伯伯", leader) == []


def test_a_row_that_is_gone_is_found_no_more(leader):
    shop = make_business("顾伯伯蟹庄")
    indexing.refresh()
    shop.delete()

    assert found("顾伯伯", leader) == []


def test_a_merged_business_is_found_by_the_one_that_was_kept_only(leader):
    kept, lost = make_business("顾伯伯蟹庄"), make_business("顾伯伯蟹庄分号")
    Business.objects.filter(pk=lost.pk).update(merged_into=kept)

    assert found("顾伯伯", leader) == ["顾伯伯蟹庄"]


def test_a_station_and_a_village_are_found_by_their_other_names(leader):
    station = make_organization(Kind.STATION, "荷沼站")
    village = make_organization(Kind.COMMUNITY, "菱角村", aliases=["菱角村村委会"])
    put_under(village, station)

    assert found("菱角村村委会", leader) == ["菱角村"]
    assert found("hzz", leader) == ["荷沼站"]


def test_one_statement_leaves_one_note_however_many_rows_it_touched(leader):
    Stale.objects.all().delete()
    Business.objects.bulk_create(Business(kind="individual", name=f"第{number}号") for number in range(50))

    note = Stale.objects.get(kind="business")
    assert len(note.row_ids) == 50


def test_catching_up_twice_does_nothing_more(leader):
    make_business("顾伯伯蟹庄")
    indexing.refresh()
    before = list(SearchDoc.objects.values_list("id", "title"))

    assert indexing.refresh() == 0
    assert list(SearchDoc.objects.values_list("id", "title")) == before


def numbers(text, viewer):
    indexing.refresh()
    return [hit.title.split()[0] for group in search(text, viewer=viewer).groups if group.kind == "case" for hit in group.hits]


def test_a_matter_is_found_by_number_title_and_business_by_those_who_may_know_of_it():
    town = make_town()
    case = open_case(
        kind=CaseKind.DEMAND, title="门口的路灯不亮", text="晚上看不清", source=Source.DESK, business=town.shop, by=town.song
    )

    assert numbers("路灯", town.leader) == numbers("云朵家具", town.leader) == [case.number]
    assert numbers("路灯", town.he) == []


def test_a_signal_is_found_by_its_number_alone_and_not_by_the_liaison_it_is_about():
    town = make_town()
    case = open_case(
        kind=CaseKind.SIGNAL, title="夜里倒油桶", text="味道很重", source=Source.DESK, business=town.shop, by=town.song
    )

    assert numbers(case.number, town.song) == [case.number]
    assert numbers("油桶", town.song) == []
    assert numbers(case.number, town.shen) == numbers(case.number, town.leader) == []
