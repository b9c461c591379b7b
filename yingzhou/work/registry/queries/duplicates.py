"""Rows that may be one business, with the reasons why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, QuerySet, Value, When

from yingzhou.base.words import _
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.registry.models import Business, ContactPerson, Premises
from yingzhou.work.registry.queries.scope import visible_to
from yingzhou.work.registry.rules.likeness import alike, pairs, pairs_needed

#: Beyond this many rows of one address or phone it is a market, an office block or an agent, and says nothing.
TOO_MANY = 20
#: Names read for comparison, those that share most first.
MOST_COMPARED = 300


@dataclass(frozen=True)
class Candidate:
    """Another row that may be the same business; `score` orders them, `reasons` say why."""

    business: Business
    score: int
    reasons: tuple[Any, ...]


def duplicates_of(business: Business, viewer: Viewer, *, on: date, limit: int = 10) -> list[Candidate]:
    """Candidates among what the viewer sees, the likeliest first: same code, like name, same phone, same address."""
    found: dict[int, list[tuple[int, Any]]] = {}
    for reason, weight, ids in _evidence(business):
        for pk in ids:
            found.setdefault(pk, []).append((weight, reason))
    found.pop(business.pk, None)
    others = visible_to(viewer, on=on).filter(pk__in=list(found), merged_into__isnull=True).select_related("station", "community")
    candidates = [
        Candidate(
            business=other,
            score=sum(weight for weight, _reason in found[other.pk]),
            reasons=tuple(reason for _weight, reason in found[other.pk]),
        )
        for other in others
    ]
    return sorted(candidates, key=lambda one: (-one.score, one.business.pk))[:limit]


def _evidence(business: Business) -> list[tuple[Any, int, list[int]]]:
    """Each kind of evidence: in words, its weight, and the rows it points at."""
    return [
        (_("统一社会信用代码相同"), 100, _same_code(business)),
        (_("名称相同"), 60, _same_name(business)),
        (_("名称相近"), 30, _like_name(business)),
        (_("联系电话相同"), 40, _same_phone(business)),
        (_("地址相同"), 20, _same_address(business)),
    ]


def _others(business: Business) -> QuerySet[Business]:
    return Business.objects.filter(merged_into__isnull=True).exclude(pk=business.pk)


def _same_code(business: Business) -> list[int]:
    return _ids(_others(business).filter(uscc=business.uscc)) if business.uscc else []


def _same_name(business: Business) -> list[int]:
    return _ids(_others(business).filter(name_key=business.name_key)) if business.name_key else []


def _like_name(business: Business) -> list[int]:
    """Rows that share enough neighboring characters are read, and compared by character and by sound."""
    wanted = pairs(business.name_key)
    if not wanted:
        return []
    shared = sum((Case(When(name_key__contains=pair, then=1), default=0) for pair in wanted), Value(0))
    rows = (
        _others(business)
        .exclude(name_key=business.name_key)
        .annotate(shared=shared)
        .filter(shared__gte=pairs_needed(len(wanted)))
        .order_by("-shared", "pk")
        .values_list("pk", "name_key")[:MOST_COMPARED]
    )
    return [pk for pk, key in rows if alike(business.name_key, key)]


def _same_phone(business: Business) -> list[int]:
    blinds = ContactPerson.objects.filter(business=business).exclude(phone_blind="").values_list("phone_blind", flat=True)
    people = ContactPerson.objects.filter(phone_blind__in=list(blinds)).exclude(business=business)
    return _few(list(people.values_list("business_id", flat=True)[: TOO_MANY + 1]))


def _same_address(business: Business) -> list[int]:
    keys = {business.address_key, *Premises.objects.filter(business=business).values_list("address_key", flat=True)} - {""}
    if not keys:
        return []
    registered = _others(business).filter(address_key__in=keys).values_list("pk", flat=True)[: TOO_MANY + 1]
    found_there = Premises.objects.filter(address_key__in=keys).exclude(business=business)
    there = found_there.values_list("business_id", flat=True)[: TOO_MANY + 1]
    return _few(sorted({*registered, *there}))


def _ids(found: QuerySet[Business]) -> list[int]:
    return _few(list(found.values_list("pk", flat=True)[: TOO_MANY + 1]))


def _few(ids: list[int]) -> list[int]:
    return ids if len(ids) <= TOO_MANY else []
