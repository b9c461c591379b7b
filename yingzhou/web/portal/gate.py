"""Who may knock how often.  Exact limits per network, and a small proof of work that lets an honest browser knock more.

The proof is a number that, hashed with the key of the filing, begins with sixteen zero bits: a second for one browser,
hours for a flood.  Without script there is no proof, and the limit is stricter; the way by phone is always open.
"""

from __future__ import annotations

import hashlib

from django.http import HttpRequest

from yingzhou.base.limits import take
from yingzhou.web.door.client import client_key

HOUR = 3600
ZERO_BITS = 16
FILED_WITH_PROOF, FILED_WITHOUT = 20, 5
TRACKED, PHOTOS, PROVED, ANSWERED = 30, 30, 120, 30
LONGEST_PROOF = 20


def is_proof(key: str, number: str) -> bool:
    """Whether the number is a proof of work for the filing of this key."""
    if not number.isascii() or not number.isdigit() or len(number) > LONGEST_PROOF:
        return False
    digest = hashlib.sha256(f"{key}:{number}".encode()).digest()
    return int.from_bytes(digest[:8], "big") >> (64 - ZERO_BITS) == 0


def let_file(request: HttpRequest, *, key: str, proof: str) -> None:
    """One filing more from this network, or TooMany."""
    if is_proof(key, proof):
        take("portal.file_proved", client_key(request), burst=FILED_WITH_PROOF, per_seconds=HOUR)
    else:
        take("portal.file", client_key(request), burst=FILED_WITHOUT, per_seconds=HOUR)


def let_track(request: HttpRequest) -> None:
    """One try at a code more from this network, right or wrong, or TooMany."""
    take("portal.track", client_key(request), burst=TRACKED, per_seconds=HOUR)


def let_prove(request: HttpRequest) -> None:
    """One receipt more to be checked for this network, or TooMany."""
    take("portal.proof", client_key(request), burst=PROVED, per_seconds=HOUR)


def let_send_photo(request: HttpRequest) -> None:
    """One photo more from this network, or TooMany."""
    take("portal.photo", client_key(request), burst=PHOTOS, per_seconds=HOUR)


def let_answer(request: HttpRequest) -> None:
    """One look at a merchant's link more from this network, right or wrong, or TooMany."""
    take("portal.merchant", client_key(request), burst=ANSWERED, per_seconds=HOUR)
