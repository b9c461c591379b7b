"""The list of businesses: 50 of 300,000 rows, filtered by station and status, beside two other ways to write the page.

Four pages over the same table, index and columns, one after the other in one run; ours as a browser asks for them, the other
two called as plain functions, which spares them what receiving a request costs:

* the whole page: sign-in, scope, keyset, capped count, liaisons, open matters, filter, menu, Jinja2;
* its rows alone, which is what the browser fetches when it pages: the same without frame, filter and count;
* the limit: one connection kept, two statements, keyset, capped count, f-strings, nobody signed in, none of the liaisons
  and open matters (FastAPI with asyncpg, the limit elsewhere, is not in the lock file; this one does less);
* plain Django: Paginator, exact count, OFFSET, Django template, a new connection for each request, nobody signed in.

A page costs what the process and the database spend on it together: with both cores busy, requests per second are the
reverse of that, and another load on the machine does not change it.  Setting up connections belongs to the page that
needs it.
"""

from __future__ import annotations

import html
import random
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cache
from statistics import median
from typing import Any
from uuid import UUID

import psutil

from benchmarks.database import application
from benchmarks.rows import Row

BUSINESSES = 300_000
STATIONS = 18
ROUNDS, PER_ROUND = 3, 60
PAGE = 50

LIMIT_SQL = """
SELECT b.public_id, b.name, b.uscc, b.kind, b.industry_code, s.name FROM registry_business b
JOIN network_organization s ON s.id = b.station_id
WHERE b.station_id = %s AND b.status = 'active' AND b.merged_into_id IS NULL AND b.id < %s ORDER BY b.id DESC LIMIT 50
"""
COUNT_SQL = """
SELECT count(*) FROM (SELECT 1 FROM registry_business WHERE station_id = %s AND status = 'active' AND merged_into_id IS NULL
LIMIT 1001) AS t
"""
PLAIN = """<html><body><h1>{{ page.paginator.count }}</h1><table>{% for b in page %}<tr><td><a href="/b/{{ b.public_id }}/">
{{ b.name }}</a></td><td>{{ b.uscc }}</td><td>{{ b.get_kind_display }}</td><td>{{ b.industry_code }}</td>
<td>{{ b.station.name }}</td></tr>{% endfor %}</table></body></html>"""


def run() -> list[Row]:
    with application(durable=False):
        return _measured()


def _measured() -> list[Row]:
    from django.test import Client

    officer, station = _district()
    client = Client(SERVER_NAME="localhost")
    client.force_login(officer)
    shallow, deep = _places(station)
    path = f"/desk/businesses/?status=active&station={station.public_id}"
    rows_only = {"HX-Request": "true", "HX-Target": "found"}
    pages: dict[str, Callable[[], Any]] = {
        "page": lambda: client.get(path),
        "rows": lambda: client.get(f"{path}&after={shallow[1]}", headers=rows_only),
        "deep": lambda: client.get(f"{path}&after={deep[1]}", headers=rows_only),
        "limit": lambda: _bare(station.pk, shallow[0]),
        "plain": lambda: _plain(station.pk, 2),
        "plain deep": lambda: _plain(station.pk, 100),
    }
    costs: dict[str, list[float]] = {name: [] for name in pages}
    for _round in range(ROUNDS):
        for name, page in pages.items():
            page()
            began = _spent()
            for _ in range(PER_ROUND):
                page()
            costs[name].append((_spent() - began) * 1000 / PER_ROUND)
    cost = {name: median(values) for name, values in costs.items()}
    note = f"{BUSINESSES:,} rows, {PAGE} a page; processor time of process and database together"
    limit, plain = "a bare page that knows nobody", "a plain Paginator page"
    return [
        _row(f"list, rows alone, beside {limit}", cost["rows"], cost["limit"], ">= 0.4x", note),
        _row(f"list, whole page, beside {limit}", cost["page"], cost["limit"], "", "with sign-in, menu, filter, liaisons"),
        _row(f"list, rows alone, beside {plain}, page 2", cost["rows"], cost["plain"], ">= 8x", "new connection per request"),
        _row(f"list, whole page, beside {plain}, page 2", cost["page"], cost["plain"], "", "new connection per request"),
        _row(f"list, rows alone, beside {plain}, page 100", cost["deep"], cost["plain deep"], ">= 8x", ""),
        _row("list, rows alone: deep beside first", cost["deep"], cost["rows"], "about 1x", ""),
    ]


def _row(name: str, ours: float, peer: float, target: str, note: str) -> Row:
    """Costs turned into pages a core answers in a second."""
    return Row(name, 1000 / ours, 1000 / peer, peer / ours, target, "pages per core second", note)


def _spent() -> float:
    """Seconds of processor time of this process and of the whole database server, its ended processes included."""
    server = psutil.Process(_postmaster())
    alive = 0.0
    for process in server.children():
        with suppress(psutil.NoSuchProcess):  # it has just ended, and the server counts it from now on
            times = process.cpu_times()
            alive += times.user + times.system
    times = server.cpu_times()
    return time.process_time() + alive + times.user + times.system + times.children_user + times.children_system


@cache
def _postmaster() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return psutil.Process(cursor.fetchone()[0]).ppid()


def _bare(station: int, before: int) -> bytes:
    """The least a page can do: two statements, f-strings, no escaping forgotten, no person, no frame."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(LIMIT_SQL, [station, before])
        rows = cursor.fetchall()
        cursor.execute(COUNT_SQL, [station])
        total = cursor.fetchone()[0]
    esc = html.escape
    lines = "".join(
        f'<tr><td><a href="/b/{one}/">{esc(name)}</a></td><td>{uscc}</td><td>{kind}</td><td>{code}</td><td>{esc(place)}</td></tr>'
        for one, name, uscc, kind, code, place in rows
    )
    return f"<html><body><h1>{total}</h1><table>{lines}</table></body></html>".encode()


def _plain(station: int, number: int) -> str:
    """What most Django projects write."""
    from django.core.paginator import Paginator
    from django.db import connection

    from yingzhou.work.registry.models import Business

    found = Business.objects.filter(station_id=station, status="active").select_related("station").order_by("-id")
    page = Paginator(found, PAGE).get_page(number)
    answer: str = _template().render({"page": page})
    connection.close()
    return answer


@cache
def _template() -> Any:
    from django.template import engines

    return engines["django"].from_string(PLAIN)


def _places(station: Any) -> tuple[tuple[int, UUID], tuple[int, UUID]]:
    """A place near the beginning of the list, and one five thousand rows down."""
    from yingzhou.work.registry.models import Business

    ids = list(Business.objects.filter(station=station, status="active").order_by("-pk").values_list("pk", "public_id"))
    return ids[PAGE], ids[min(5000, len(ids) - PAGE - 2)]


def _district() -> tuple[Any, Any]:
    from django.db import connection, transaction

    from yingzhou.work.accounts.choices import Role
    from yingzhou.work.accounts.models import Officer
    from yingzhou.work.network.choices import Kind
    from yingzhou.work.network.models import Organization, Posting

    luck = random.Random(100_000)
    since = date(2020, 1, 1)
    bureau = Organization.objects.create(kind=Kind.BUREAU, name="Bureau", since=since)
    stations = [Organization.objects.create(kind=Kind.STATION, name=f"S{n}", since=since) for n in range(STATIONS)]
    officer = Officer.objects.create(username="bench", name="Bench")
    Posting.objects.create(officer=officer, role=Role.DEPARTMENT, organization=bureau, since=since)
    columns = (
        "public_id, kind, legal_form, name, name_key, uscc, uscc_override, status, industry_code, registered_address,"
        " address_key, facts_source, size, size_version, individual_type, individual_type_basis, station_id, is_demo"
    )
    with (
        transaction.atomic(),
        connection.cursor() as cursor,
        cursor.copy(f"COPY registry_business ({columns}) FROM STDIN") as copy,
    ):
        for n in range(BUSINESSES):
            name, place = f"第{n}号商店", f"某村{n}号"
            status = "active" if n % 20 else "closed"
            copy.write_row(
                (
                    UUID(int=luck.getrandbits(128), version=4),
                    "individual",
                    "",
                    name,
                    name,
                    "",
                    "",
                    status,
                    "5212",
                    place,
                    place,
                    "",
                    "",
                    "",
                    "",
                    "",
                    stations[n % STATIONS].pk,
                    True,
                )
            )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return officer, stations[0]
