"""Search at 300,000 documents: first page and capped count by length of what is typed, recall against the texts themselves,
and whether the one that was meant is among the first five.

The names are drawn from a seed: a district, three or four characters nobody chose, a trade; the addresses are those of real villages.
"""

from __future__ import annotations

import random
import statistics
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.database import application
from benchmarks.rows import Row

DOCS, ASKED = 300_000, 120
SIGNS = (
    "安宝博昌晨成春达德东发方飞丰福富冠光广贵海浩和恒红宏鸿华欢辉慧吉佳嘉江金锦晶景静久聚凯康乐力利丽联良林龙隆茂美民明铭宁鹏平"
    "启强勤青清庆荣瑞润盛胜世顺思泰腾天添同万旺伟文沃祥心新鑫信星兴雄秀旭雅阳洋怡艺益毅银英永友裕元源远悦云泽展真正志智中洲卓紫"
)
TRADES = ("饭店", "民宿", "便利店", "果蔬店", "理发店", "汽修铺", "茶馆", "水产养殖场", "粮油店", "服装店", "面馆", "超市")
SHAPE = "INDEX search_doc_tokens ON search_searchdoc USING gin (tokens)"


def run() -> list[Row]:
    """All figures, in about three minutes of a quiet machine."""
    with application(durable=False):
        return _measured()


def _measured() -> list[Row]:
    from django.db import connection

    from yingzhou.base.search import indexing
    from yingzhou.base.search.providers import Doc

    draw = random.Random(20261122)
    titles, texts = _names(draw)
    codes = ["".join(draw.choices("0123456789ABCDEFGHJKLMNPQRTUWXY", k=18)) for _ in titles]

    def docs() -> Iterator[Doc]:
        for number, (title, text, code) in enumerate(zip(titles, texts, codes, strict=True), 1):
            yield Doc("business", number, uuid.UUID(int=number), title, detail=text, text=text, keys=(code,))

    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX search_doc_tokens")
        began = time.perf_counter()
        indexing.put_many(docs())
        cursor.execute(f"CREATE {SHAPE}")
        took = time.perf_counter() - began
        cursor.execute("VACUUM ANALYZE search_searchdoc")
        cursor.execute("SELECT pg_relation_size('search_doc_tokens'), sum(octet_length(text)) FROM search_searchdoc")
        index, plain = cursor.fetchone()
    haystack = [f"{title} {text}" for title, text in zip(titles, texts, strict=True)]
    return [
        Row("search: indexing, index built after", DOCS / took, None, None, "said", "docs/s", f"{DOCS:,} documents"),
        Row("search: index beside its text", index / plain, None, None, "≤ 3 of the text alone", "×", "with sounds and codes"),
        *_speeds(titles, draw),
        _recall(haystack, draw),
        *_meant(titles, codes, draw),
    ]


def _names(draw: random.Random) -> tuple[list[str], list[str]]:
    from yingzhou.rulebook import districts

    district = districts.read(Path(__file__).resolve().parent.parent / "districts/chongming")
    places = [f"{district.province}{district.name}{one.town}{one.name}" for one in district.communities]
    titles = [f"{district.name}{''.join(draw.choices(SIGNS, k=draw.choice((3, 4))))}{draw.choice(TRADES)}" for _ in range(DOCS)]
    return titles, [f"{draw.choice(places)}{draw.randint(1, 1999)}号" for _ in titles]


def _speeds(titles: list[str], draw: random.Random) -> Iterator[Row]:
    from yingzhou.base.search import querying

    scope = querying.Scope(everywhere=True)
    kinds: dict[str, Callable[[str], str]] = {
        "1 character": lambda title: title[draw.randrange(3, 6)],
        "2 characters": lambda title: title[(at := draw.randrange(2, 6)) : at + 2],
        "4 characters": lambda title: title[3:7],
        "two terms": lambda title: f"{title[3:5]} {title[6:8]}",
        "initials": lambda title: _initials(title[3:8]),
    }
    for name, cut in kinds.items():
        asked = [cut(draw.choice(titles)) for _ in range(ASKED)]
        page = _times(lambda text: querying.find(text, scope=scope), asked)
        count = _times(lambda text: querying.count(text, scope=scope), asked)
        for what, times, target in (("first page", page, "p95 ≤ 5 ms"), ("capped count", count, "p95 ≤ 6 ms")):
            median = f"p50 {statistics.median(times):.2f} ms"
            yield Row(f"search: {what}, {name}, p95", statistics.quantiles(times, n=20)[-1], None, None, target, "ms", median)


def _times(ask: Callable[[str], object], asked: list[str]) -> list[float]:
    """Milliseconds a question, each asked once warm."""
    found = []
    for text in asked:
        ask(text)
        began = time.perf_counter()
        ask(text)
        found.append(1000 * (time.perf_counter() - began))
    return found


def _recall(haystack: list[str], draw: random.Random) -> Row:
    """Everything that holds a fragment is counted, up to the cap; fragments of one to four characters."""
    from yingzhou.base.search import querying

    scope = querying.Scope(everywhere=True)
    found = true = 0
    for size in (1, 2, 3, 4):
        for _ in range(15):
            text = draw.choice(haystack).split()[0]
            at = draw.randrange(len(text) - size + 1)
            fragment = text[at : at + size]
            truth = min(sum(fragment in one for one in haystack), querying.MOST_COUNTED)
            true += truth
            found += min(querying.count(fragment, scope=scope), truth)
    return Row("search: recall of fragments against the texts", found / true, None, None, "1.000")


def _meant(titles: list[str], codes: list[str], draw: random.Random) -> Iterator[Row]:
    """Whether the name that was meant is among the first five."""
    from yingzhou.base.search import querying

    scope = querying.Scope(everywhere=True)
    ways: dict[str, Callable[[int], str]] = {
        "fragment": lambda at: titles[at][3:8],
        "pinyin": lambda at: _pinyin(titles[at][3:8]),
        "initials and a sign": lambda at: f"{_initials(titles[at][3:8])} {titles[at][4]}",
        "one wrong character": lambda at: _slipped(titles[at][3:], draw),
        "tail of the code": lambda at: codes[at][-6:],
    }
    right = total = 0
    for name, ask in ways.items():
        hits = 0
        for _ in range(40):
            at = draw.randrange(len(titles))
            found = querying.find(ask(at), scope=scope, limit=5)
            hits += any(hit.title == titles[at] for hit in found)
        right, total = right + hits, total + 40
        yield Row(f"search: meant one in the first five, {name}", hits / 40, None, None, "said")
    yield Row("search: meant one in the first five, all", right / total, None, None, "≥ 0.95", "", f"{total} questions")


def _slipped(text: str, draw: random.Random) -> str:
    at = draw.randrange(1, len(text))
    return text[:at] + draw.choice(SIGNS) + text[at + 1 :]


def _initials(text: str) -> str:
    from yingzhou.engines.search import all_initials

    return all_initials(text).split()[0]


def _pinyin(text: str) -> str:
    from yingzhou.engines.search import pinyin

    return pinyin(text)
