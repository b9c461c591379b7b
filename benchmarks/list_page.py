"""The list of businesses: 50 of 100,000 rows, filtered by station and status, beside two other ways to write the page.

Three pages over the same table and index, called in one process one after the other, requests per second of wall time:
ours (sign-in, scope, keyset, capped count, liaisons, Jinja2, the whole frame); a bare WSGI function with psycopg, keyset,
a capped count and f-strings, which knows nobody (the limit that asynchronous servers are measured against is not in the
lock file; this one does less than any of them); and a plain Django page with Paginator: exact count, OFFSET, Django
template, the same rows.
"""

from __future__ import annotations

import html
import random
import time
from collections.abc import Callable
from datetime import date
from functools import cache
from statistics import median
from typing import Any
from uuid import UUID

from benchmarks.database import application
from benchmarks.rows import Row

BUSINESSES = 100_000
STATIONS = 18
ROUNDS, PER_ROUND = 3, 40
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
    pages: dict[str, Callable[[], Any]] = {
        "ours": lambda: client.get(path),
        "ours, deep": lambda: client.get(f"{path}&after={deep[1]}"),
        "limit": lambda: _bare(station.pk, shallow[0]),
        "plain": lambda: _plain(station.pk, 2),
        "plain, deep": lambda: _plain(station.pk, 100),
    }
    speed = {name: [0.0] * ROUNDS for name in pages}
    for at in range(ROUNDS):
        for name, page in pages.items():
            page()
            began = time.perf_counter()
            for _ in range(PER_ROUND):
                page()
            speed[name][at] = PER_ROUND / (time.perf_counter() - began)
    found = {name: median(values) for name, values in speed.items()}
    note = f"{BUSINESSES:,} rows, {PAGE} a page, one after the other in one process"
    return [
        _row("list page beside a bare page that knows nobody", found["ours"], found["limit"], ">= 0.4x", note),
        _row("list page beside a plain Paginator page, page 2", found["ours"], found["plain"], ">= 8x (new connection)", ""),
        _row("list page beside a plain Paginator page, page 100", found["ours, deep"], found["plain, deep"], "", ""),
        _row("list page: deep beside first", found["ours, deep"], found["ours"], "about 1x", ""),
    ]


def _row(name: str, ours: float, peer: float, target: str, note: str) -> Row:
    return Row(name, ours, peer, ours / peer, target, "req/s", note)


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

    from yingzhou.work.registry.models import Business

    found = Business.objects.filter(station_id=station, status="active").select_related("station").order_by("-id")
    page = Paginator(found, PAGE).get_page(number)
    return _template().render({"page": page})


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
