"""Which matters are open today, and whose they are: enough in every list of the day, and a few of every trouble."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from demo.net import Net
from demo.people import People
from yingzhou.work.accounts.models import Officer
from yingzhou.work.network.models import Organization

#: What waits for a head: the course, and how many days from today it is promised for.
FOR_HEAD = (
    ("verifying", -3),
    ("verifying", 0),
    ("verifying", 2),
    ("verifying", 6),
    ("unassigned", 0),
    ("unassigned", 1),
    ("extension", 1),
    ("reopened", 5),
)
#: What waits for one who handles matters.
FOR_HANDLER = (("handling", -1), ("dispatched", 1))
FOR_DEPARTMENT = (
    ("intake", -1),
    ("intake", 0),
    ("intake", 0),
    ("intake", 1),
    ("intake", 1),
    ("intake", 2),
    ("sent_back", 0),
)
#: Long overdue, with the clock's mark on them: two in the whole district.
LONG_OVERDUE = ("handling", -60)
#: Overdue for some weeks, in one station of four.
OVERDUE = ("handling", -24)


@dataclass(frozen=True)
class Plan:
    """One open matter to be: at which station, how far, promised when, and who handles it (anyone, where nobody is named)."""

    station: Organization
    course: str
    in_days: timedelta
    handler: Officer | None = None


def plans(net: Net, people: People, *, draw: random.Random) -> list[Plan]:
    """The first station has the whole variety; the others some of it."""
    first, *rest = net.stations
    found = [
        *(Plan(first, course, timedelta(days=days)) for course, days in FOR_HEAD),
        *_of_handlers(first, people, draw, share=1.0),
        *(Plan(draw.choice(net.stations), course, timedelta(days=days)) for course, days in FOR_DEPARTMENT),
    ]
    course, days = LONG_OVERDUE
    found += [Plan(station, course, timedelta(days=days), people.officers[station.pk][0]) for station in (first, rest[-1])]
    for station in rest:
        for course, days in FOR_HEAD:
            if draw.random() < 0.6:
                found.append(Plan(station, course, timedelta(days=days + draw.randint(0, 2))))
        if draw.random() < 0.25:
            found.append(Plan(station, OVERDUE[0], timedelta(days=OVERDUE[1])))
        found += _of_handlers(station, people, draw, share=0.35)
    return found


def _of_handlers(station: Organization, people: People, draw: random.Random, *, share: float) -> Iterator[Plan]:
    """A few each; the one on leave (the second liaison of the first station) has but one, for the deputy to see to."""
    for number, handler in enumerate((*people.liaisons[station.pk], *people.officers[station.pk])):
        if share == 1.0 and number == 1:
            yield Plan(station, "handling", timedelta(days=2), handler)
            continue
        for course, days in FOR_HANDLER:
            if draw.random() < share or number == 0:
                yield Plan(station, course, timedelta(days=days if number == 0 else days + draw.randint(0, 3)), handler)
