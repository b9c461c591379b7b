"""编码: twelve characters by which whoever raised a matter finds it again."""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
GROUP = 4
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def code_from(bits: int) -> str:
    """Sixty bits as twelve Crockford base-32 characters."""
    return "".join(ALPHABET[(bits >> (5 * place)) & 31] for place in reversed(range(LENGTH)))


def normal_code(typed: str) -> str:
    """What was typed, as it was given out: capitals, no gaps, O for 0, I and L for 1; empty if it cannot be a code."""
    code = "".join(char for char in typed.upper().translate(_READ_AS) if char.isalnum())
    return code if len(code) == LENGTH and all(char in ALPHABET for char in code) else ""


def grouped(code: str) -> str:
    """7K3M 92QD A0F5."""
    return " ".join(code[at : at + GROUP] for at in range(0, LENGTH, GROUP))
