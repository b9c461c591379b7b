"""A thousand filings while everything is killed in turn: nothing acknowledged is lost, nothing is there twice (R01)."""

from __future__ import annotations

import http.client
import os
import re
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

import psycopg
import pytest

from tests.faults.running import Running, up

pytestmark = pytest.mark.slow

FILINGS = int(os.environ.get("YINGZHOU_STORM", "1000"))
THREADS = 6
#: The bar is 5 s on a machine that does nothing else; the figure is printed, and this only tells slow from stuck.
LONGEST_SILENCE = 60
#: what is killed after so many acknowledged filings of a hundred
STORM = (
    (8, "web worker"),
    (20, "web"),
    (32, "backend"),
    (44, "postgres"),
    (56, "worker"),
    (66, "worker"),
    (76, "postgres"),
    (88, "worker"),
)


@dataclass
class Citizen:
    """Somebody with a phone: fills in four screens, and sends the last one again until an answer comes."""

    port: int
    number: int
    cookie: str = ""
    fields: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, body: dict[str, str] | None = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        headers = {
            "Host": "localhost",
            "Cookie": self.cookie,
            "X-Forwarded-For": f"10.{self.number >> 16 & 255}.{self.number >> 8 & 255}.{self.number & 255}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            connection.request(method, "/p/file/?kind=demand", urlencode(body) if body else None, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        if cookie := answer.headers.get("Set-Cookie"):
            self.cookie = cookie.split(";")[0]
        for name in ("draft", "csrfmiddlewaretoken"):
            if found := re.search(rf'name="{name}" value="([^"]*)"', text):
                self.fields[name] = found[1]
        return answer.status, text

    def until_answered(self, method: str, **body: str) -> str:
        """Keep asking until a whole page comes back, as a person with one bar of signal would."""
        for _ in range(600):
            try:
                status, text = self.ask(method, {**self.fields, **body} if method == "POST" else None)
                if status == 200:
                    return text
            except (OSError, http.client.HTTPException):
                pass
            time.sleep(0.1)
        raise AssertionError(f"no answer for citizen {self.number}")

    def file(self) -> str:
        """The tracking code, once it is on the screen."""
        self.until_answered("GET")
        self.until_answered("POST", step="1", kind="demand", go="next")
        self.until_answered("POST", step="2", text=f"第 {self.number} 件：门口的灯坏了", go="next")
        self.until_answered("POST", step="3", place="桥头", go="next")
        page = self.until_answered("POST", step="4", reach="code", go="next")
        found = re.search(r'id="code"[^>]*>([0-9A-Z -]+)<', page)
        assert found, re.sub(r"<[^>]+>", " ", page)[-1500:]
        return found[1]


def test_nothing_acknowledged_is_lost_and_nothing_is_there_twice():
    with up("--empty", YINGZHOU_TRUSTED_PROXIES="127.0.0.1") as system:
        codes, gaps = storm(system)
        time.sleep(3)
        facts = count(system)

    print(f"{len(codes)} acknowledged, longest time without an acknowledgement {max(gaps):.2f} s, {facts}")
    assert len(set(codes)) == FILINGS
    assert facts == {"cases": FILINGS, "codes": FILINGS, "opened": FILINGS, "numbers": FILINGS}
    assert max(gaps) <= LONGEST_SILENCE


def storm(system: Running) -> tuple[list[str], list[float]]:
    """Codes acknowledged, and the seconds between one acknowledgement and the next while something was dying."""
    codes: list[str] = []
    gaps: list[float] = []
    lock, waiting = threading.Lock(), iter(range(1, FILINGS + 1))
    last = [time.monotonic()]
    killed: set[int] = set()

    def work() -> None:
        while True:
            with lock:
                number = next(waiting, 0)
            if not number:
                return
            code = Citizen(system.port, number).file()
            with lock:
                codes.append(code)
                gaps.append(time.monotonic() - last[0])
                last[0] = time.monotonic()
                due = [at for at, _ in STORM if len(codes) * 100 >= at * FILINGS and at not in killed]
                killed.update(due)
            for at in due:
                KILLS[dict(STORM)[at]](system)

    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return codes, gaps


def _kill(system: Running, name: str) -> None:
    for pid in system.child(name)[:1]:
        os.kill(pid, signal.SIGKILL)


def _kill_web_worker(system: Running) -> None:
    from tests.faults.running import processes

    masters = set(system.child("web"))
    os.kill(next(pid for pid, parent, _ in processes() if parent in masters), signal.SIGKILL)


def _kill_backend(system: Running) -> None:
    with psycopg.connect(system.deployment.server().url("yingzhou"), autocommit=True) as connection:
        row = connection.execute("select pid from pg_stat_activity where usename = 'yingzhou_app' limit 1").fetchone()
    if row:
        os.kill(row[0], signal.SIGKILL)


KILLS: dict[str, Callable[[Running], None]] = {
    "web worker": _kill_web_worker,
    "web": lambda system: _kill(system, "web"),
    "backend": _kill_backend,
    "postgres": lambda system: _kill(system, "postgres"),
    "worker": lambda system: _kill(system, "worker"),
}


def count(system: Running) -> dict[str, int]:
    queries = {
        "cases": "select count(*) from cases_case",
        "codes": "select count(distinct digest) from cases_trackingcode",
        "opened": "select count(distinct subject_id) from trail_event where verb = 'case.open'",
        "numbers": "select count(distinct number) from cases_case",
    }
    with psycopg.connect(system.deployment.server().url("yingzhou")) as connection:
        return {name: connection.execute(query).fetchone()[0] for name, query in queries.items()}
