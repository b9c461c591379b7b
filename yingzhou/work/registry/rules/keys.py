"""The keys by which two spellings of one name, or of one address, are found to be the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

_MEANINGLESS = " \t\r\n\u3000()[]{}<>《》〈〉【】〔〕「」『』\"'“”‘’·•.,，。、;；:：!！?？-—–_/\\|*&#+~"


_DROP = frozenset(_MEANINGLESS)
_DROPPED = re.compile(f"[{re.escape(_MEANINGLESS)}]+")
_HYPHENS = frozenset("-—–")
_HYPHEN = re.compile("[-—–]")
_SAME = (("有限责任公司", "有限公司"), ("股份有限公司", "股份公司"))  # data


def name_key(name: str) -> str:
    """The name without width, case, spaces, brackets and punctuation, and with one spelling of the legal suffix.

    Two businesses with one key are candidates for being one; nothing is merged because of it.
    """
    key = _DROPPED.sub("", unicodedata.normalize("NFKC", name).upper())
    for long, short in _SAME:
        if long in key:
            key = key.replace(long, short)
    return key[:120]


def address_key(address: str) -> str:
    """The address without width, case, spaces and punctuation; a hyphen between numbers is kept as `-`."""
    folded = unicodedata.normalize("NFKC", address).upper()
    if not _HYPHEN.search(folded):
        return _DROPPED.sub("", folded)[:200]
    return "".join(_spelled(folded))[:200]


def _spelled(text: str) -> Iterator[str]:
    for at, letter in enumerate(text):
        if letter in _HYPHENS and 0 < at < len(text) - 1 and text[at - 1].isdigit() and text[at + 1].isdigit():
            yield "-"
        elif letter not in _DROP:
            yield letter


def name_keys(names: Sequence[str | None]) -> list[str | None]:
    """`name_key` of many names; what repeats is worked out once."""
    return _many(names, name_key)


def address_keys(addresses: Sequence[str | None]) -> list[str | None]:
    """`address_key` of many addresses; what repeats is worked out once."""
    return _many(addresses, address_key)


def _many(texts: Sequence[str | None], key: Callable[[str], str]) -> list[str | None]:
    known: dict[str | None, str | None] = {text: key(text) for text in set(texts) if text}
    return [known.get(text) for text in texts]
