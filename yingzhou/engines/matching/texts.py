"""How alike two texts are: the share of their pieces they have in common (Jaccard on character pairs).

Broder, A. Z. (1997), "On the resemblance and containment of documents".  Pairs of characters need no word cutter and
forgive a changed number or name.
"""

from __future__ import annotations

import unicodedata

WIDTH = 2


def pieces(text: str) -> frozenset[str]:
    """The pairs of neighboring characters of a text, without spaces, marks and digits, in one width and case.

    Digits go because amounts, days and numbers differ in what is otherwise one text.  A text of one character is its own piece.
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    plain = "".join(letter for letter in folded if letter.isalpha())
    if len(plain) <= WIDTH:
        return frozenset({plain} if plain else ())
    return frozenset(plain[at : at + WIDTH] for at in range(len(plain) - WIDTH + 1))


def likeness(one: str, other: str) -> int:
    """From 0 (nothing in common) to 100 (the same pieces), rounded down.  Nothing is not like anything."""
    mine, theirs = pieces(one), pieces(other)
    if not mine or not theirs:
        return 0
    return 100 * len(mine & theirs) // len(mine | theirs)
