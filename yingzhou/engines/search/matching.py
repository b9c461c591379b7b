"""What a question asks of an index, and how near a name comes to it."""

from __future__ import annotations

from dataclasses import dataclass

from yingzhou.engines.search.sounds import pinyin
from yingzhou.engines.search.text import CODE, needed, terms

TAIL = 4
MOBILE = 11
SHORTEST_SLIP = 3  #: a slip in fewer characters than this could be anything


@dataclass(frozen=True)
class Need:
    """Pieces that must all be there, and the text that must then stand in `column` (text, initials, pinyin, codes)."""

    pieces: tuple[str, ...]
    column: str
    text: str

    @property
    def is_exact(self) -> bool:
        """One piece is the whole of what was asked: where it stands, nothing is left to look at."""
        return len(self.pieces) == 1


@dataclass(frozen=True)
class Question:
    """Every term must be met, each by any one of its needs.  `tail` is set where a telephone's last digits may be meant."""

    asked: str
    terms: tuple[tuple[Need, ...], ...]
    tail: str = ""


def ask(asked: str) -> Question:
    """What was typed, as needs."""
    words = terms(asked)
    return Question(asked, tuple(tuple(_needs(word)) for word in words), _tail(words))


def _needs(word: str) -> list[Need]:
    needs = [Need(tuple(needed(word)), "text", word)]
    if word.isascii() and len(word) >= CODE:
        codes = tuple(f"#{word[place : place + CODE]}" for place in range(len(word) - CODE + 1))
        needs.append(Need(codes, "codes", word))
    if word.isascii() and word.isalpha() and len(word) > 1:
        needs.append(Need(tuple(f"~{word[place : place + 2]}" for place in range(len(word) - 1)), "initials", word))
        if len(word) > 2:
            needs.append(Need(tuple(f"^{word[place : place + 3]}" for place in range(len(word) - 2)), "pinyin", word))
    return needs


def _tail(words: list[str]) -> str:
    if len(words) != 1 or not words[0].isdigit():
        return ""
    return words[0] if len(words[0]) in (TAIL, MOBILE) else ""


def codes(keys: tuple[str, ...]) -> set[str]:
    """The pieces of codes (a credit code, a licence number), marked `#`."""
    plain = [key.lower() for key in keys]
    return {f"#{key[place : place + CODE]}" for key in plain for place in range(len(key) - CODE + 1)}


def in_title(question: Question) -> list[Need]:
    """Needs that hold where every term stands in the title itself, its pieces being marked `=` there."""
    return [Need(tuple(f"={piece}" for piece in needs[0].pieces), "name", needs[0].text) for needs in question.terms]


def with_a_slip(asked: str, *, gone: int = 1) -> list[Need]:
    """Needs that a name meets although one character of a single term is wrong, missing or too many (or, with two
    neighbors `gone`, swapped): what is left of the term stands in it; or the name sounds the same."""
    words = terms(asked)
    word = words[0] if len(words) == 1 else ""
    if len(word) < SHORTEST_SLIP or len(word) - gone < 2:
        return []
    ways: dict[tuple[str, ...], None] = {}
    for place in range(len(word) - gone + 1):
        left, right = word[:place], word[place + gone :]
        ways[tuple(f"={piece}" for part in (left, right) if part for piece in needed(part))] = None
    by_text = [Need(pieces, "name", "") for pieces in ways]
    return [*_alike(word), *by_text] if gone == 1 else by_text


def _alike(word: str) -> list[Need]:
    """Other characters of the same sound: the commonest slip of all."""
    if word.isascii():
        return []
    sound = pinyin(word)
    return (
        [Need(tuple(f"^{sound[place : place + 3]}" for place in range(len(sound) - 2)), "pinyin", sound)]
        if len(sound) > 2
        else []
    )


def rank(asked: str, name: str) -> int:
    """Where a normalized name stands to what was typed: 0 it is that, 1 begins with it, 2 holds it, 3 does not."""
    if asked == name:
        return 0
    if name.startswith(asked):
        return 1
    return 2 if asked in name else 3


def closeness(asked: str, title: str) -> int:
    """How far a name is from what was typed: as `rank` where it holds it, 9 where it sounds so, then 10 and one a slip."""
    word, name = "".join(terms(asked)), "".join(terms(title))
    found = rank(word, name)
    if found < 3:
        return found
    if not word.isascii() and pinyin(word) in pinyin(name):
        return 9
    return 10 + _slips(word, name)


def _slips(word: str, name: str) -> int:
    """The fewest single-character changes (swaps among them) that make `word` a fragment of `name`."""
    before: list[int] = []
    last = [0] * (len(name) + 1)
    for row, char in enumerate(word, 1):
        line = [row]
        for column, other in enumerate(name, 1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (char != other))
            if row > 1 and column > 1 and char == name[column - 2] and word[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, last = last, line
    return min(last)
