"""What the ten most used pages cost the server at the size of the demonstration: CPU, time, queries.

Requests go through the whole stack of middleware by Django's test client, so what a browser or a socket costs is not in it;
CPU is of this process, the database's own work shows only in the time.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from benchmarks.database import application
from benchmarks.rows import Row

if TYPE_CHECKING:
    from django.test import Client

ROUNDS, WARM = 15, 3
CPU_GOAL, QUERY_GOAL = 40, 15
DISTRICT = "chongming"
SAVEPOINTS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")


@dataclass(frozen=True)
class Cost:
    """Of one request: milliseconds of CPU and of time (medians), and queries."""

    cpu: float
    wall: float
    queries: int


class Asked:
    """Counts what is sent to the database: also the statements that go round the framework's log of queries."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.times += 0 if sql.startswith(SAVEPOINTS) else 1
        return execute(sql, params, many, context)


def run() -> list[Row]:
    """The costs of each page, as the head of the demo's first station; the portal's as nobody."""
    with application():
        _load()
        return [row for name, client, path in _pages() for row in _rows(name, measure(client, path))]


def measure(client: Client, path: str) -> Cost:
    """A page asked for again and again, warm."""
    from django.db import connection

    for _round in range(WARM):
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answers {answer.status_code}")
    asked = Asked()
    with connection.execute_wrapper(asked):
        client.get(path)
    cpu, wall = [], []
    for _round in range(ROUNDS):
        cpu_before, before = time.process_time(), time.perf_counter()
        client.get(path)
        cpu.append(time.process_time() - cpu_before)
        wall.append(time.perf_counter() - before)
    return Cost(statistics.median(cpu) * 1000, statistics.median(wall) * 1000, asked.times)


def _rows(name: str, cost: Cost) -> Iterator[Row]:
    goal = f"≤ {CPU_GOAL} ms" if name == "business" else "said"
    yield Row(f"{name}: CPU", cost.cpu, None, None, goal, "ms", f"{cost.wall:.0f} ms in all")
    yield Row(f"{name}: queries", cost.queries, None, None, f"≤ {QUERY_GOAL}" if name == "business" else "said")


def _load() -> None:
    """The demo district and its world, as the command that prepares a demonstration loads them."""
    from config.settings import BASE_DIR
    from demo import world
    from yingzhou.base.actors import Agent
    from yingzhou.work.network.actions import load_district

    by = Agent("setup")
    load_district(BASE_DIR / "districts" / DISTRICT, by=by)
    world.load(by=by)


def _pages() -> Iterator[tuple[str, Client, str]]:
    """What the page is called, who asks, and where it is."""
    from django.test import Client
    from django.urls import reverse

    from yingzhou.base.clock import today
    from yingzhou.work.accounts.models import Officer
    from yingzhou.work.cases.models import Case
    from yingzhou.work.network.queries import viewer_for

    head, portal = Client(SERVER_NAME="localhost"), Client(SERVER_NAME="localhost")
    officer = Officer.objects.get(username="demo-zhanzhang")
    head.force_login(officer)
    viewer = viewer_for(officer, on=today())
    stations = viewer.station_ids if viewer else frozenset()
    matter = Case.objects.filter(station_id__in=stations, business__isnull=False).latest("received_at")
    yield "today", head, reverse("desk:home")
    yield "list of businesses", head, reverse("desk:business_list")
    yield "business", head, reverse("desk:business", args=[matter.business.public_id])
    yield "list of matters", head, reverse("desk:case_list")
    yield "matter", head, reverse("desk:case", args=[matter.public_id])
    yield "search", head, reverse("desk:search") + "?q=米"
    yield "network", head, reverse("desk:network")
    yield "map", head, reverse("desk:map")
    yield "imports", head, reverse("desk:import_list")
    yield "portal", portal, reverse("portal:home")
