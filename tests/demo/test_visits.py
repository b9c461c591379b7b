"""The visits of the demonstration: each once, flagged, one amended, of one two copies."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from demo import visits
from tests.factories.network import make_net, officer_as
from tests.factories.registry import make_business, seat
from yingzhou.base.clock import today
from yingzhou.work.accounts.choices import Role
from yingzhou.work.liaison.models import Contact
from yingzhou.work.visits.models import Amendment, Visit, VisitConflict


@pytest.mark.django_db
def test_the_year_has_visits_with_and_without_findings():
    net = make_net()
    for number in range(len(visits.SEEN)):
        shop = make_business(f"示例小店{number}", is_demo=True)
        seat(shop, net.north, net.reed)
        liaison = officer_as(Role.LIAISON, net.north)
        Contact.objects.create(officer=liaison, business=shop, since=today() - timedelta(days=500))

    lines = visits.write(draw=random.Random(5), today=today())

    assert Visit.objects.filter(is_demo=True).count() == len(visits.SEEN)
    assert (Amendment.objects.count(), VisitConflict.objects.count()) == (1, 1)
    assert sum(line[1] == "visit.record" for line in lines) == len(visits.SEEN)
