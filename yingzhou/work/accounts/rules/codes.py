"""Time-based one-time codes (RFC 6238 over RFC 4226: HMAC-SHA-1, six digits, thirty seconds)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from urllib.parse import quote

STEP_SECONDS = 30
DIGITS = 6
#: How many steps a clock may be off, either way.
DRIFT = 1
SECRET_BYTES = 20
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def step_at(seconds: float) -> int:
    """The number of the thirty-second step a moment (Unix time) falls in."""
    return int(seconds) // STEP_SECONDS


def code_at(secret: str, step: int) -> str:
    """The code of one step; `secret` is base32 text."""
    key = base64.b32decode(secret)
    digest = hmac.new(key, step.to_bytes(8, "big"), hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def matching_step(secret: str, code: str, *, seconds: float, after: int) -> int | None:
    """The step whose code this is, within the drift and later than `after`; every candidate is compared in full."""
    now = step_at(seconds)
    found = None
    for step in range(now - DRIFT, now + DRIFT + 1):
        if hmac.compare_digest(code_at(secret, step), code) and step > after:
            found = step
    return found


def enrollment_uri(secret: str, *, account: str, issuer: str) -> str:
    """What the QR code of an enrollment says (the key URI format authenticator apps read)."""
    label = quote(f"{issuer}:{account}")
    return f"otpauth://totp/{label}?secret={secret}&issuer={quote(issuer)}&digits={DIGITS}&period={STEP_SECONDS}"


def normal_recovery_code(typed: str) -> str:
    """A recovery code as it is compared: capitals, no separators, the letters people misread set right."""
    kept = "".join(sign for sign in typed.upper() if sign.isalnum())
    return kept.translate(str.maketrans("OIL", "011"))
