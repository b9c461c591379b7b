"""How a name sounds: full pinyin and its initials, with the other readings a character may have in a name.

The dictionary takes a quarter of a second to load, so it is loaded when first asked for.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import islice, product
from typing import Any

from yingzhou.engines.search.text import normalize

MOST_READINGS = 4
#: Characters read in two ways in names of shops and places, where no dictionary can tell which.
POLYPHONES = {
    "长": ("chang", "zhang"),
    "重": ("chong", "zhong"),
    "行": ("hang", "xing"),
    "乐": ("le", "yue"),
    "朝": ("chao", "zhao"),
    "调": ("tiao", "diao"),
    "厦": ("xia", "sha"),
    "曾": ("zeng", "ceng"),
    "盛": ("sheng", "cheng"),
    "单": ("dan", "shan"),
    "解": ("jie", "xie"),
    "车": ("che", "ju"),
    "宿": ("su", "xiu"),
    "参": ("can", "shen"),
    "藏": ("cang", "zang"),
    "传": ("chuan", "zhuan"),
    "堡": ("bao", "pu"),
    "绿": ("lv", "lu"),
    "女": ("nv", "nu"),
    "吕": ("lv", "lu"),
}


@cache
def _dictionary() -> Any:
    import pypinyin

    return pypinyin


@lru_cache(maxsize=50_000)
def syllables(name: str) -> tuple[str, ...]:
    """One reading a character, by the phrase it stands in; letters and digits stay as they are."""
    reader = _dictionary()
    read = reader.lazy_pinyin(normalize(name).replace(" ", ""), style=reader.Style.NORMAL, v_to_u=False)
    return tuple(piece for piece in read if piece)


@lru_cache(maxsize=50_000)
def readings(name: str) -> tuple[tuple[str, ...], ...]:
    """The likeliest reading first, then up to three others."""
    plain = normalize(name).replace(" ", "")
    likely = syllables(name)
    if len(likely) != len(plain) or not set(plain) & set(POLYPHONES):
        return (likely,)
    ways = product(*(dict.fromkeys((said, *POLYPHONES.get(char, ()))) for char, said in zip(plain, likely, strict=True)))
    return tuple(islice(ways, MOST_READINGS))


def pinyin(name: str) -> str:
    """`gubobo` for 顾伯伯, in its likeliest reading."""
    return "".join(syllables(name))


def all_pinyin(name: str) -> str:
    """Every reading, a space between."""
    return " ".join("".join(way) for way in readings(name))


def all_initials(name: str) -> str:
    """The initials of every reading, a space between: `gbb`; a run of digits stays whole."""
    return " ".join(dict.fromkeys("".join(piece if piece.isdigit() else piece[0] for piece in way) for way in readings(name)))


def sounds(name: str) -> set[str]:
    """The pieces by which a name is found by ear: pairs of initials (marked `~`), triples of pinyin (marked `^`)."""
    pairs = {f"~{short[place : place + 2]}" for short in all_initials(name).split() for place in range(len(short) - 1)}
    return pairs | {f"^{whole[place : place + 3]}" for whole in all_pinyin(name).split() for place in range(len(whole) - 2)}
