"""A thousand citizens press 提交 at once: none lost, no number twice, no gap, a signed receipt each (drill)."""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import psycopg
import pytest

from tests.faults.running import Running, up
from tests.faults.test_filing_storm import Citizen

pytestmark = pytest.mark.slow
CITIZENS, AT_ONCE = int(os.environ.get("YINGZHOU_CROWD", "1000")), 100


@dataclass
class Crowd:
    """Everyone fills in three screens; nobody presses the last button before all are there."""

    port: int
    seconds: list[float] = field(default_factory=list)

    def fill_in(self, number: int) -> Citizen:
        citizen = Citizen(self.port, number)
        citizen.until_answered("GET")
        citizen.until_answered("POST", step="1", kind="dispute", go="next")
        citizen.until_answered("POST", step="2", text=f"第 {number} 件：床的尺寸不对", go="next")
        citizen.until_answered("POST", step="3", place="桥头", go="next")
        return citizen

    def press(self, citizen: Citizen, start: threading.Event) -> bool:
        start.wait()
        began = time.monotonic()
        page = citizen.until_answered("POST", step="4", reach="code", go="send")
        self.seconds.append(time.monotonic() - began)
        return 'id="code"' in page


def count(system: Running) -> dict[str, int]:
    queries = {
        "cases": "select count(*) from cases_case where kind = 'dispute'",
        "disputes": "select count(*) from disputes_dispute",
        "numbers": "select count(distinct number) from cases_case where kind = 'dispute'",
        "greatest": r"select max((regexp_match(number, '(\d+)号$'))[1]::int) from cases_case where kind = 'dispute'",
        "receipts": "select count(*) from trail_signedreceipt",
        "signed": "select count(*) from trail_receiptsignature",
    }
    with psycopg.connect(system.deployment.server().url("yingzhou")) as connection:
        return {name: connection.execute(query).fetchone()[0] for name, query in queries.items()}


def test_a_thousand_at_once_are_a_thousand():
    with up("--empty", YINGZHOU_TRUSTED_PROXIES="127.0.0.1") as system, ThreadPoolExecutor(AT_ONCE) as pool:
        crowd, start = Crowd(system.port), threading.Event()
        everyone = list(pool.map(crowd.fill_in, range(1, CITIZENS + 1)))
        waiting = [pool.submit(crowd.press, citizen, start) for citizen in everyone]
        began = time.monotonic()
        start.set()
        shown = [one.result() for one in waiting]
        took = time.monotonic() - began
        for _ in range(90):
            facts = count(system)
            if facts["signed"] == CITIZENS:
                break
            time.sleep(1)

    slow = sorted(crowd.seconds)
    print(f"{CITIZENS} in {took:.1f} s, median {slow[CITIZENS // 2]:.2f} s, 95 % {slow[CITIZENS * 95 // 100]:.2f} s, {facts}")
    assert shown == [True] * CITIZENS
    assert facts == dict.fromkeys(("cases", "disputes", "numbers", "greatest", "receipts", "signed"), CITIZENS)
