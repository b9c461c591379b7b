"""一户一档 at 20,000 businesses and 200,000 events: server CPU of one page, and how many questions it asks.

The data is laid by COPY.  A tenth of the events belong to one business in a hundred, so that some pages are long.
"""

from __future__ import annotations

import random
import time
from datetime import UTC, date, datetime, timedelta
from statistics import median
from uuid import UUID

from benchmarks.database import application
from benchmarks.rows import Row

BUSINESSES = 20_000
EVENTS = 200_000
PAGES = 120


def run() -> list[Row]:
    with application(durable=False):
        return _measured()


def _measured() -> list[Row]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    officer, busiest = _district()
    client = Client(SERVER_NAME="localhost")
    client.force_login(officer)
    addresses = [f"/desk/businesses/{public_id}/" for public_id in busiest]
    for address in addresses[:5]:
        assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(addresses[0])
    questions = [query for query in asked.captured_queries if "SAVEPOINT" not in query["sql"]]
    used = []
    for address in (addresses * (PAGES // len(addresses) + 1))[:PAGES]:
        began = time.process_time()
        answer = client.get(address)
        used.append((time.process_time() - began) * 1000)
        assert answer.status_code == 200
    used.sort()
    note = f"{BUSINESSES:,} businesses, {EVENTS:,} events, the {len(busiest)} busiest pages"
    return [
        Row("business page: server CPU, median", median(used), None, None, "<= 40 ms", "ms", note),
        Row("business page: server CPU, p95", used[int(len(used) * 0.95)], None, None, "<= 40 ms", "ms"),
        Row("business page: questions to the database", len(questions), None, None, "<= 15", "queries"),
    ]


def _district() -> tuple[object, list[UUID]]:
    """The data, and the public ids of the forty businesses to which most happened."""
    from django.db import connection, transaction

    from yingzhou.work.accounts.choices import Role
    from yingzhou.work.accounts.models import Officer
    from yingzhou.work.network.choices import Kind
    from yingzhou.work.network.models import Organization, Posting

    luck = random.Random(20_000)
    bureau = Organization.objects.create(kind=Kind.BUREAU, name="Bureau", since=date(2020, 1, 1))
    stations = [Organization.objects.create(kind=Kind.STATION, name=f"S{n}", since=date(2020, 1, 1)) for n in range(24)]
    officer = Officer.objects.create(username="bench", name="Bench")
    Posting.objects.create(officer=officer, role=Role.DEPARTMENT, organization=bureau, since=date(2020, 1, 1))
    ids = [UUID(int=luck.getrandbits(128), version=4) for _ in range(BUSINESSES)]
    start = datetime(2025, 1, 1, tzinfo=UTC)

    def of() -> int:
        """A business; every tenth time one of the busy hundredth."""
        return luck.randint(1, BUSINESSES // 100) if luck.random() < 0.1 else luck.randint(1, BUSINESSES)

    with transaction.atomic(), connection.cursor() as cursor:
        with cursor.copy(
            "COPY registry_business (id, public_id, kind, legal_form, name, name_key, uscc, uscc_override, status, industry_code,"
            " registered_address, address_key, facts_source, size, size_version, individual_type, individual_type_basis,"
            " station_id, is_demo) FROM STDIN"
        ) as copy:
            for n, public_id in enumerate(ids, 1):
                name, place = f"第{n}号商店", f"某村{n}号"
                copy.write_row(
                    (
                        n,
                        public_id,
                        "individual",
                        "",
                        name,
                        name,
                        "",
                        "",
                        "active",
                        "5212",
                        place,
                        place,
                        "",
                        "",
                        "",
                        "",
                        "",
                        stations[n % 24].pk,
                        True,
                    )
                )
        with cursor.copy(
            'COPY registry_change (business_id, "table", row_id, operation, fields, actor, source, at) FROM STDIN'
        ) as copy:
            for n in range(EVENTS * 7 // 10):
                business = of()
                fields = f'{{"employees": [{n % 50}, {n % 50 + 1}]}}'
                actor = f"officer:{officer.public_id}"
                copy.write_row(
                    (business, "registry_business", business, "update", fields, actor, "screen", start + timedelta(minutes=n))
                )
        with cursor.copy(
            "COPY registry_permit (public_id, business_id, kind, title, number, issued_on, expires_on, end_reason) FROM STDIN"
        ) as copy:
            for n in range(EVENTS * 2 // 10):
                issued = date(2020, 1, 1) + timedelta(days=n % 2000)
                copy.write_row(
                    (
                        UUID(int=luck.getrandbits(128), version=4),
                        of(),
                        "food_trade",
                        "",
                        f"JY{n}",
                        issued,
                        issued + timedelta(days=1826),
                        "",
                    )
                )
        with cursor.copy(
            "COPY cases_case (public_id, number, kind, stage, title, text, wish, source, business_id, received_at, due_on,"
            " due_figure, is_due_provisional, result, outcome, closed_on, is_demo, place) FROM STDIN"
        ) as copy:
            for n in range(EVENTS // 10):
                at = datetime.now(UTC) - timedelta(minutes=30 * n)
                day, is_open = at.date() + timedelta(days=10), n < EVENTS // 200
                copy.write_row(
                    (
                        UUID(int=luck.getrandbits(128), version=4),
                        f"SQ-{n}",
                        "demand",
                        "intake" if is_open else "closed",
                        "一件事",
                        "说了什么",
                        "",
                        "desk",
                        of(),
                        at,
                        day,
                        "promises.demand_reply_days",
                        False,
                        "",
                        "" if is_open else "done",
                        None if is_open else day,
                        True,
                        "",
                    )
                )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute(
            "SELECT b.public_id FROM registry_business b JOIN registry_change c ON c.business_id = b.id"
            " GROUP BY b.id ORDER BY count(*) DESC, b.id LIMIT 40"
        )
        return officer, [row[0] for row in cursor.fetchall()]
