"""Invented points on the map for invented shops, and two weeks' plans of the first station: this one settled, the next a draft."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

from django.db import connection

from demo.net import Net
from demo.people import People
from yingzhou.base.actors import Actor
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.network.queries import viewer_for
from yingzhou.work.visits.actions import plan as plans
from yingzhou.work.visits.actions.rounds import Called, call_round
from yingzhou.work.visits.models import Plan

#: How far a village lies from the seat of its town, and a shop from the middle of its village, in degrees.
VILLAGE, SHOP = 0.025, 0.006
#: The share of shops nobody has put on the map.
LOST = 0.04

_PUT = """
update registry_premises as premises
   set longitude = round((%(longitude)s + (random() - 0.5) * %(spread)s)::numeric, 5),
       latitude = round((%(latitude)s + (random() - 0.5) * %(spread)s)::numeric, 5)
  from registry_business as business
 where business.id = premises.business_id and business.community_id = %(community)s and business.is_demo
   and premises.longitude is null and random() > %(lost)s
"""


def put_on_map(net: Net, *, draw: random.Random) -> None:
    """A point for most premises, around a middle drawn for each village near the seat of its town."""
    with connection.cursor() as cursor:
        cursor.execute("select setseed(0.15)")
        for place in net.places:
            if place.township.longitude is None or place.township.latitude is None:
                continue
            told = {
                "longitude": place.township.longitude + _away(draw),
                "latitude": place.township.latitude + _away(draw),
                "spread": 2 * SHOP,
                "community": place.community.pk,
                "lost": LOST,
            }
            cursor.execute(_PUT, told)


def _away(draw: random.Random) -> Decimal:
    return Decimal(str(round(draw.uniform(-VILLAGE, VILLAGE), 5)))


def settle(net: Net, people: People, *, today: date, by: Actor) -> None:
    """A round before the new year, this week's plan settled and next week's a draft, both as the head would have made them."""
    station = net.stations[0]
    head = _viewer(people.heads[station.pk], today)
    monday = today - timedelta(days=today.isoweekday() - 1)
    until = date(today.year + 1, 1, 1) - timedelta(days=1)
    if (until - today).days <= 60:
        called = Called(name="元旦前餐饮", trades=["62"], since=monday, until=until)
        call_round(station=station, called=called, by=head)
    for week in (monday, monday + timedelta(days=7)):
        plan = plans.make_plan(station=station, monday=week, by=head)
        plans.compute(plan_id=plan.pk, by=by, seconds=0)
    settled = Plan.objects.get(station=station, monday=monday)
    if settled.visits.exists():
        plans.accept(plan=settled, by=head)


def _viewer(officer: Officer, on: date) -> Viewer:
    found = viewer_for(officer, on=on)
    assert found is not None
    return found
