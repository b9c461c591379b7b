"""Finding: what is there is found, what is hidden is not, one slip is forgiven."""

from __future__ import annotations

import random
import uuid

import pytest
from django.db import connection

from yingzhou.base.search import indexing, providers, querying
from yingzhou.base.search.models import SearchDoc, Stale
from yingzhou.base.search.providers import Doc
from yingzhou.base.search.querying import Scope
from yingzhou.base.secrets.keys import keyring

pytestmark = pytest.mark.django_db
ALL = Scope(everywhere=True)


def doc(number: int, title: str, **more) -> Doc:
    return Doc("business", number, uuid.UUID(int=number), title, **more)


def titles(asked: str, scope: Scope = ALL, **more) -> list[str]:
    return [hit.title for hit in querying.find(asked, scope=scope, **more)]


@pytest.fixture
def shops(keys):
    indexing.put_many(
        [
            doc(1, "顾伯伯蟹庄", text="荷沼镇菱角村12号", keys=("92310230MA1JT0001X",), tails=indexing.tails_of("13800138123")),
            doc(2, "菱角米行（蓼湾店）", text="蓼湾镇水车村8号", keys=("91310000132207927C",), station_id=7),
            doc(3, "蟹老宋饭店", text="苇岸乡白鹭村3号", station_id=8, community_id=80),
            doc(4, "KFC汽车穿梭餐厅", text="长堤路1号"),
        ]
    )


@pytest.fixture
def keys():
    """A key ring is there."""
    return keyring()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param("顾伯伯", ["顾伯伯蟹庄"], id="beginning"),
        pytest.param("伯蟹", ["顾伯伯蟹庄"], id="fragment across words"),
        pytest.param("蟹", ["蟹老宋饭店", "顾伯伯蟹庄"], id="one character, the name that begins with it first"),
        pytest.param("蟹 白鹭", ["蟹老宋饭店"], id="two terms, name and address"),
        pytest.param("顧伯伯", ["顾伯伯蟹庄"], id="traditional"),
        pytest.param("菱角米行(蓼", ["菱角米行（蓼湾店）"], id="brackets of the other width"),
        pytest.param("gbb", ["顾伯伯蟹庄"], id="initials"),
        pytest.param("GBBXZ", ["顾伯伯蟹庄"], id="initials, capitals"),
        pytest.param("gubobo", ["顾伯伯蟹庄"], id="pinyin"),
        pytest.param("kfc", ["KFC汽车穿梭餐厅"], id="latin letters"),
        pytest.param("07927c", ["菱角米行（蓼湾店）"], id="the tail of a credit code"),
        pytest.param("MA1JT0", ["顾伯伯蟹庄"], id="the middle of a credit code"),
        pytest.param("8123", ["顾伯伯蟹庄"], id="the tail of a telephone"),
        pytest.param("13800138123", ["顾伯伯蟹庄"], id="the whole telephone"),
        pytest.param("顾博博", ["顾伯伯蟹庄"], id="a character of the same sound"),
        pytest.param("顾白伯蟹", ["顾伯伯蟹庄"], id="a wrong character"),
        pytest.param("顾伯蟹庄", ["顾伯伯蟹庄"], id="a missing character"),
        pytest.param("顾伯伯的蟹庄", ["顾伯伯蟹庄"], id="a surplus character"),
        pytest.param("蟹老饭宋店", ["蟹老宋饭店"], id="two swapped"),
        pytest.param("水车村菱角", [], id="in the wrong order is not a slip"),
        pytest.param("", [], id="nothing"),
        pytest.param("%_'\\ & | ! :*", [], id="signs that mean something to a database"),
    ],
)
def test_what_was_typed_finds(shops, asked, found):
    assert titles(asked) == found


def test_a_slip_is_marked_as_one(shops):
    assert [hit.slip for hit in querying.find("顾博博", scope=ALL)] == [True]
    assert [hit.slip for hit in querying.find("顾伯伯", scope=ALL)] == [False]


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        pytest.param(Scope(), [], id="no grant, nothing"),
        pytest.param(Scope(station_ids=frozenset({7})), ["菱角米行（蓼湾店）"], id="one station"),
        pytest.param(Scope(community_ids=frozenset({80})), ["蟹老宋饭店"], id="one community"),
        pytest.param(ALL, ["蟹老宋饭店", "顾伯伯蟹庄", "菱角米行（蓼湾店）"], id="everything"),
    ],
)
def test_only_rows_in_scope_are_found_and_counted(shops, scope, found):
    assert sorted(titles("村", scope)) == sorted(found)
    assert querying.count("村", scope=scope) == len(found)


def test_a_restricted_row_is_found_by_those_who_see_everything_only(shops):
    indexing.put(doc(9, "蟹老宋的秘密", station_id=7, is_restricted=True))

    assert titles("秘密", Scope(station_ids=frozenset({7}))) == []
    assert titles("秘密") == ["蟹老宋的秘密"]


def test_putting_a_row_again_replaces_it(shops):
    indexing.put(doc(1, "顾伯伯酒庄"))

    assert titles("顾伯伯") == ["顾伯伯酒庄"]
    assert titles("蟹庄") == []


def test_a_row_that_is_removed_is_found_no_more(shops):
    indexing.remove("business", [1])

    assert titles("顾伯伯") == []


def test_no_telephone_and_no_part_of_one_stands_in_the_index(shops):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_searchdoc AS d WHERE d::text LIKE '%8123%' OR d::text LIKE '%1380013%'")
        assert cursor.fetchone() == (0,)


def test_every_fragment_of_every_text_is_found():
    draw = random.Random(7)
    signs = "蟹庄米行饭店酒坊菱角荷沼水车白鹭苇岸A1村号"
    texts = ["".join(draw.choices(signs, k=draw.randint(4, 14))) for _ in range(120)]
    indexing.put_many(doc(number, text) for number, text in enumerate(texts, 1))

    for _ in range(150):
        text = draw.choice(texts)
        start = draw.randrange(len(text))
        fragment = text[start : start + draw.randint(1, 5)]
        truth = {other for other in texts if fragment.lower() in other.lower()}
        assert set(titles(fragment, limit=200)) >= truth


def test_a_common_word_is_counted_no_further_than_a_thousand_and_one():
    indexing.put_many(doc(number, f"菱角{number}") for number in range(1, 1_101))

    assert querying.count("菱角", scope=ALL) == 1_001


def test_what_the_database_noted_is_read_again_and_what_is_gone_is_removed(shops, monkeypatch):
    monkeypatch.setitem(providers._providers, "business", lambda ids: [doc(1, "顾伯伯新店")])
    Stale.objects.create(kind="business", row_ids=[1, 2])

    assert indexing.refresh() == 2

    assert titles("新店") == ["顾伯伯新店"]
    assert titles("菱角米行") == []
    assert Stale.objects.count() == 0


def test_rebuilding_a_kind_leaves_the_others(shops):
    indexing.put(Doc("station", 1, uuid.UUID(int=99), "蓼苇站"))

    indexing.rebuild("business", [doc(5, "白鹭茶馆")])

    assert sorted(SearchDoc.objects.values_list("title", flat=True)) == ["白鹭茶馆", "蓼苇站"]
