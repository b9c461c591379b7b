"""Invented businesses at real villages, as if they had been registered one by one over ten years."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from demo import words
from demo.bulk import make_uuid
from demo.net import Net, Place
from yingzhou.engines.identifiers.uscc import ALPHABET, check_digit
from yingzhou.work.registry.choices import Kind, Status

#: A region that no authority has: a code that begins so was never issued.
NOWHERE = "990000"
REGISTRATION = {Kind.ENTERPRISE: "91", Kind.INDIVIDUAL: "92", Kind.COOPERATIVE: "93", Kind.MARKET: "91"}


@dataclass(frozen=True)
class Made:
    """One invented business, ready to be written."""

    public_id: UUID
    kind: Kind
    legal_form: str
    name: str
    uscc: str
    status: Status
    registered_on: date
    industry: str
    address: str
    place: Place
    premises: str
    employees: int | None
    revenue: Decimal | None
    assets: Decimal | None
    permit: str
    permit_expires: date | None
    owner: str
    phone: str


def make(net: Net, count: int, *, draw: random.Random, today: date) -> list[Made]:
    """`count` businesses over all villages; residents' communities have three times as many as villages."""
    weights = [3 if place.community.name.endswith("居委会") else 1 for place in net.places]
    names = _names(draw)
    codes: set[str] = set()
    chosen = draw.choices(net.places, weights, k=count)
    trades = draw.choices(words.TRADES, [trade[1] for trade in words.TRADES], k=count)
    made = [_one(net, place, trade, names, codes, draw, today) for place, trade in zip(chosen, trades, strict=True)]
    return sorted(made, key=lambda one: (one.registered_on, one.uscc))


def per_station(made: list[Made]) -> Counter[int]:
    return Counter(one.place.station.pk for one in made)


def _one(net: Net, place: Place, trade, names, codes: set[str], draw: random.Random, today: date) -> Made:
    industry, _, suffixes, permit, alone = trade
    kind = Kind.INDIVIDUAL if draw.random() < alone else Kind.COOPERATIVE if industry.startswith("0") else Kind.ENTERPRISE
    suffix = draw.choice([word for word in suffixes if ("合作社" in word) == (kind == Kind.COOPERATIVE)] or list(suffixes))
    form = draw.choice(("limited", "limited", "limited", "sole", "branch")) if kind == Kind.ENTERPRISE else ""
    name = f"{net.bureau.aliases[1]}{next(names)}{suffix}{words.LEGAL.get(form, '')}"
    registered = today - timedelta(days=int(draw.triangular(5, 3650, 900)))
    street = f"{net.beginning}{place.township.name}{_spoken(place)}{draw.randint(1, 1999)}号"
    in_park = kind == Kind.ENTERPRISE and draw.random() < 0.14
    address = (
        f"{net.beginning}{place.township.name}{draw.randint(1, 60)}幢{draw.randint(101, 699)}室（经济小区）"
        if in_park
        else street
    )
    small = kind == Kind.INDIVIDUAL
    known = draw.random() < 0.72
    employees = (
        (draw.choices((0, 1, 2, 3, 5, 8), (4, 9, 8, 5, 3, 1))[0] if small else int(draw.lognormvariate(2.1, 1.0)))
        if known
        else None
    )
    revenue = Decimal(int(draw.lognormvariate(12.0 if small else 14.6, 0.9))) if known and draw.random() < 0.85 else None
    status = draw.choices((Status.ACTIVE, Status.DORMANT, Status.CLOSED, Status.REVOKED), (920, 25, 48, 7))[0]
    return Made(
        public_id=make_uuid(draw),
        kind=kind,
        legal_form=form,
        name=name,
        uscc=_code(kind, codes, draw),
        status=status,
        registered_on=registered,
        industry=industry,
        address=address,
        place=place,
        premises=street,
        employees=employees,
        revenue=revenue,
        assets=None if small or not known else Decimal(int(draw.lognormvariate(14.2, 1.0))),
        permit=permit if status == Status.ACTIVE else "",
        permit_expires=_expiry(registered, draw, today) if permit else None,
        owner=draw.choice(words.SURNAMES) + draw.choice(words.GIVEN),
        phone=f"1990000{draw.randint(0, 9999):04d}",
    )


def _spoken(place: Place) -> str:
    return place.community.name.removesuffix("居委会") + ("社区" if place.community.name.endswith("居委会") else "")


def _expiry(registered: date, draw: random.Random, today: date) -> date:
    """Five years from the last issue; a few have just run out."""
    expires = registered
    while expires <= today - timedelta(days=25):
        expires += timedelta(days=5 * 365)
    return expires + timedelta(days=draw.randint(0, 20))


def _code(kind: Kind, codes: set[str], draw: random.Random) -> str:
    while True:
        body = REGISTRATION[kind] + NOWHERE + "".join(draw.choices(ALPHABET, k=9))
        if body not in codes:
            codes.add(body)
            return body + check_digit(body)


def _names(draw: random.Random) -> Iterator[str]:
    """Every mood with every being, then again with a number, in a shuffled order; no end."""
    pairs = [mood + being for mood in words.MOODS for being in words.BEINGS]
    round_number = 1
    while True:
        draw.shuffle(pairs)
        for pair in pairs:
            yield pair if round_number == 1 else f"{pair}{_NUMERALS[round_number % len(_NUMERALS)]}号"
        round_number += 1


_NUMERALS = ("零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六")
