"""Whether two names are near enough that a person should look."""

from __future__ import annotations

from difflib import SequenceMatcher

from pypinyin import lazy_pinyin

#: Share of characters two names must have in common, in order, to be called alike.
NEAR = 0.75
#: Share of neighboring pairs a row must hold to be compared at all.
WORTH_COMPARING = 0.4
_LEGAL = ("有限公司", "股份公司", "专业合作社", "合作社", "个体工商户")  # data


def core(name_key: str) -> str:
    """The name without the legal suffix that thousands share."""
    for suffix in _LEGAL:
        name_key = name_key.removesuffix(suffix)
    return name_key


def pairs(name_key: str) -> list[str]:
    """The neighboring characters of the core, each pair once."""
    text = core(name_key)
    return list(dict.fromkeys(text[at : at + 2] for at in range(len(text) - 1)))


def pairs_needed(count: int) -> int:
    """How many of `count` pairs make another name worth comparing."""
    return max(1, round(count * WORTH_COMPARING))


def sound(name_key: str) -> str:
    """The core as it is spoken, without tones."""
    return " ".join(lazy_pinyin(core(name_key)))


def alike(one: str, other: str) -> bool:
    """Two name keys that sound the same, or share most of their characters in order."""
    first, second = core(one), core(other)
    if not first or not second:
        return False
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.real_quick_ratio() >= NEAR and matcher.ratio() >= NEAR:
        return True
    return len(first) == len(second) and sound(one) == sound(other)
