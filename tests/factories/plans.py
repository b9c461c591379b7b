"""A station with shops that have a place, and people who go there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.factories.network import Net, make_net, officer_as
from tests.factories.registry import make_business, make_premises, seat
from yingzhou.base.actors import SYSTEM
from yingzhou.base.clock import now, today
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.liaison.models import Contact
from yingzhou.work.network.models import Organization
from yingzhou.work.network.queries import viewer_for
from yingzhou.work.registry.models import Business
from yingzhou.work.visits.actions import plan as actions
from yingzhou.work.visits.models import Plan

HOME = (Decimal("121.50000"), Decimal("31.60000"))


@dataclass(frozen=True)
class Team:
    """A station with its head, two liaisons and some shops; the first liaison looks after all of them."""

    net: Net
    station: Organization
    head: Officer
    liaisons: tuple[Officer, Officer]
    shops: tuple[Business, ...]

    @property
    def viewer(self) -> Viewer:
        """The head, as actions want them."""
        found = viewer_for(self.head, on=today())
        assert found is not None
        return found


def next_monday() -> date:
    """The Monday of next week: all its days are still to come."""
    return today() + timedelta(days=8 - today().isoweekday())


def make_shop(station: Organization, number: int, *, community: Organization | None = None, **facts: Any) -> Business:
    """A shop with a place, a few hundred meters from the one before."""
    facts.setdefault("industry_code", "5211")
    facts.setdefault("registered_on", today() - timedelta(days=60 + 12 * number))
    shop = make_business(facts.pop("name", f"稻香{number:02d}号"), **facts)
    seat(shop, station, community)
    step = Decimal(number) / 250
    make_premises(shop, f"稻香路{number}号", longitude=HOME[0] + step, latitude=HOME[1] + step / 2)
    return shop


def make_team(shops: int = 6) -> Team:
    net = make_net()
    station = net.north
    Organization.objects.filter(pk=station.pk).update(longitude=HOME[0], latitude=HOME[1])
    head = officer_as(Role.STATION_HEAD, station, "林站长")
    liaisons = officer_as(Role.LIAISON, station, "陈一舟"), officer_as(Role.LIAISON, station, "周听澜")
    made = tuple(make_shop(station, number, community=net.reed) for number in range(1, shops + 1))
    for shop in made:
        Contact.objects.create(officer=liaisons[0], business=shop, since=date(2024, 1, 1))
    return Team(net, station, head, liaisons, made)


def make_plan(team: Team, monday: date | None = None) -> Plan:
    """A computed plan of a week, next week unless said otherwise."""
    made = actions.make_plan(station=team.station, monday=monday or next_monday(), by=team.viewer)
    actions.compute(plan_id=made.pk, by=SYSTEM)
    return Plan.objects.get(pk=made.pk)


def accept_plan(plan: Plan, officer: Officer) -> Plan:
    """A plan everybody has on the phone."""
    Plan.objects.filter(pk=plan.pk).update(accepted_at=now(), accepted_by=officer)
    return Plan.objects.get(pk=plan.pk)
