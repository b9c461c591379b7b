"""Text that a spreadsheet would take for a formula, and how csv is kept from it.

In xlsx a text is typed as text and needs nothing.  A csv has no types: Excel, WPS and LibreOffice look at the first
character they think matters.  Such a text gets an apostrophe in front; so does one that begins with an apostrophe, so
that taking one away always gives back what was there.
"""

from __future__ import annotations

import unicodedata

#: What a formula may begin with, in half and full width, and the controls some programs skip or run.
TRIGGERS = frozenset("=+-@＝＋－＠\t\r\n\x00|%")
_GUARD = "'"


def guarded(text: str) -> str:
    """The text as csv may hold it."""
    return _GUARD + text if text.startswith(_GUARD) or _may_run(text) else text


def unguarded(text: str) -> str:
    """What was there before `guarded`."""
    return text.removeprefix(_GUARD)


def _may_run(text: str) -> bool:
    for character in text:
        if character in TRIGGERS:
            return True
        if not _is_invisible(character):
            return False
    return False


def _is_invisible(character: str) -> bool:
    """Spaces, zero-width characters, byte-order marks, controls, direction marks: what a program may skip at the start."""
    return character.isspace() or unicodedata.category(character) in ("Cf", "Cc", "Zs", "Zl", "Zp")
