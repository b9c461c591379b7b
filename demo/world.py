"""Putting the demonstration in: `load(by=…)`.  Twice is once."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction

from demo import businesses, disputes, grids, imports, matters, net, obligations, people, pictures, registry, studios, trail
from yingzhou.base.actors import Actor
from yingzhou.base.clock import today
from yingzhou.base.search import indexing
from yingzhou.rulebook import figure
from yingzhou.work.registry.models import Business

SEED = 20_260_415
BUSINESSES = 20_000
MATTERS = 3_000
TABLES = (
    "registry_business",
    "registry_seat",
    "registry_premises",
    "cases_case",
    "cases_move",
    "disputes_dispute",
    "liaison_contact",
    "network_obligation",
    "trail_event",
)


@dataclass(frozen=True)
class Loaded:
    """How much was put in; nothing where it was there already."""

    businesses: int = 0
    matters: int = 0
    lines: int = 0


def load(*, by: Actor, scale: float = 1.0) -> Loaded:
    """People, businesses, liaisons, a year of matters and their trail, over the district that is loaded; and the log-ins."""
    made = Loaded() if Business.objects.filter(is_demo=True).exists() else _load(by=by, scale=scale)
    people.give_logins(settings.DATA_DIR / "demo-logins.txt")
    if made.businesses:
        with connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"ANALYZE {table}")
        indexing.refresh()
    return made


@transaction.atomic
def _load(*, by: Actor, scale: float) -> Loaded:
    day = today()
    draw = random.Random(SEED)
    told = net.read(day)
    made = businesses.make(told, int(BUSINESSES * scale), draw=draw, today=day)
    cap = int(figure("liaison.businesses_per_officer", on=day).value)
    since = max(told.bureau.since, day - timedelta(days=800))
    staff = people.hire(told, businesses.per_station(made), draw=draw, since=since, by=by, cap=cap)
    people.send_one_away(told, staff, today=day, by=by)
    cells, lines = grids.lay(told, draw=draw, since=since, by=by)
    lines += staff.lines + registry.write(made, staff, cells, draw=draw, today=day, by=by)
    proofs = pictures.keep(by=by)
    lines += obligations.write(told, staff, draw=draw, today=day, by=by, proofs=proofs)
    lines += matters.write(told, made, staff, int(MATTERS * scale), draw=draw, today=day, by=by, proofs=proofs)
    lines += studios.write(told, staff, draw=draw, today=day)
    lines += disputes.write(told, staff, scale=scale, draw=random.Random(SEED + 1), today=day)
    trail.write(lines, draw)
    imports.stage(told, staff, draw=draw, today=day)
    return Loaded(len(made), int(MATTERS * scale), len(lines))
