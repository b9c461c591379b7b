"""编码: the characters by which whoever raised a matter finds it again: twelve, and sixteen for a signal.

Twelve are sixty bits, enough against somebody trying codes (thirty an hour from one network).  The sender of a signal is
protected like an informant: eighty bits, so that even somebody who holds the database and the key of its hashes cannot
try them all (a billion tries a second take thirty-eight million years).
"""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
LONG = 16
GROUP = 4
BITS = 5
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def code_from(bits: int, *, length: int = LENGTH) -> str:
    """The last five bits a character as Crockford base 32: sixty bits, or eighty."""
    return "".join(ALPHABET[(bits >> (BITS * place)) & 31] for place in reversed(range(length)))


def normal_code(typed: str) -> str:
    """What was typed, as it was given out: capitals, no gaps, O for 0, I and L for 1; empty if it cannot be a code."""
    code = "".join(char for char in typed.upper().translate(_READ_AS) if char.isalnum())
    return code if len(code) in (LENGTH, LONG) and all(char in ALPHABET for char in code) else ""


def grouped(code: str) -> str:
    """7K3M 92QD A0F5."""
    return " ".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))
