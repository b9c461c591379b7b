"""投诉人身份: opened for a purpose, on the trail, seen on the page."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.choices import Purpose
from yingzhou.work.cases.rules import IdentityNotForYou, NoIdentity, check_purpose
from yingzhou.work.disputes.models import Complaint
from yingzhou.work.disputes.queries.papers import works_on


@dataclass(frozen=True)
class Seen:
    """One person as told.  Shown once, on the page that asked."""

    place: int
    name: str
    phone: str
    address: str
    is_proxy: bool = False


@transaction.atomic
def read_complainants(*, complaint: Complaint, purpose: Purpose, by: Viewer, words: str = "") -> tuple[Seen, ...]:
    """Name, telephone and address of everyone on the side of the complaint, for whoever works on it."""
    check_purpose(purpose, words)
    if not works_on(by, complaint):
        raise IdentityNotForYou()
    people = list(complaint.complainants.filter(erased_at__isnull=True).order_by("place"))
    if not people:
        raise NoIdentity()
    record("complainant.read", complaint, by=by, purpose=purpose, words=words.strip()[:120])
    seen = [Seen(one.place, one.name, one.phone, one.address) for one in people]
    proxy = getattr(complaint, "proxy", None)
    if proxy is not None:
        seen.append(Seen(0, proxy.name, proxy.phone, "", is_proxy=True))
    return tuple(seen)
