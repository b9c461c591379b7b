"""A station's week from the registry of the demonstration to rows: the first answer, the final one, and the page that shows it."""

from __future__ import annotations

import time
from datetime import timedelta

from benchmarks.database import application
from benchmarks.rows import Row

DISTRICT = "chongming"
FIRST_GOAL, FINAL_GOAL, PAGE_GOAL = 2.0, 8.0, 40


def run() -> list[Row]:
    with application(durable=False):
        return _measured()


def _measured() -> list[Row]:
    from pathlib import Path

    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from demo import world
    from yingzhou.base.actors import SYSTEM
    from yingzhou.base.clock import today
    from yingzhou.work.network.actions import load_district
    from yingzhou.work.visits.actions import plan as actions
    from yingzhou.work.visits.models import Plan

    load_district(Path(settings.BASE_DIR) / "districts" / DISTRICT, by=SYSTEM)
    world.load(by=SYSTEM)
    plan = Plan.objects.select_related("station", "made_by").order_by("-monday")[0]
    spent = {}
    for name, seconds in (("warm", 0.1), ("first", 0.0), ("final", None)):
        Plan.objects.filter(pk=plan.pk).update(computing_since=plan.made_at)
        clock, used = time.perf_counter(), time.process_time()
        actions.compute(plan_id=plan.pk, by=SYSTEM, seconds=seconds)
        spent[name] = time.perf_counter() - clock, time.process_time() - used
    plan.refresh_from_db()
    client = Client(SERVER_NAME="localhost")
    client.force_login(plan.made_by)
    address = f"/desk/plans/?week={plan.monday}"
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    gain = (plan.objective or 0) - (plan.first_objective or 0)
    note = f"{plan.candidates} candidates, {plan.visits.count()} visits, week of {today() + timedelta(days=7)}"
    return [
        Row("station's week: first answer written, CPU", spent["first"][1], None, None, f"<= {FIRST_GOAL} s", "s", note),
        Row("station's week: final answer written, CPU", spent["final"][1], None, None, f"<= {FINAL_GOAL} s", "s"),
        Row("station's week: first answer, time", spent["first"][0], None, None, "–", "s"),
        Row("station's week: final answer, time", spent["final"][0], None, None, "–", "s"),
        Row("station's week: gained over the first answer", gain, None, None, "–", "objective"),
        Row("station's week: questions of the page", len(asked), None, None, f"<= {PAGE_GOAL}", "queries"),
    ]
