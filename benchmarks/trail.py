"""What the proof costs: writing with it beside the same table without it, and how fast a file is verified.

The peer is a table with the same columns and indexes as the trail but without its triggers, written in the same way in
the same run.  A sealer seals beside the eight writers, as it does in a running house.
"""

from __future__ import annotations

import io
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from benchmarks.database import application
from benchmarks.rows import Row

SINGLE, BULK, WRITERS, SECONDS = 800, 10_000, 8, 2.5
START_UP = 1.5
VERIFIED = 300_000

INSERT = (
    "insert into {table} (public_id, at, verb, actor, subject_kind, subject_id, facts) values (%s, now(), %s, %s, %s, %s, %s)"
)


def run() -> list[Row]:
    """All figures, in about half a minute."""
    with application() as url:
        _plain_table()
        return [*_writing(url), _sealing(url), _verifying()]


def _plain_table() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("create table plain_event (like trail_event including all)")
        cursor.execute("create table bare_event (like trail_event including defaults including identity)")


def _values() -> tuple:
    import json
    import uuid

    facts = json.dumps({"stage": "handle", "station": str(uuid.uuid4()), "reason": "地址不对，退回受理"}, ensure_ascii=False)
    return uuid.uuid4(), "case.dispatch", f"officer:{uuid.uuid4()}", "cases.case", uuid.uuid4(), facts


def _writing(url: str) -> list[Row]:
    single = _best(lambda table: _singly(url, table))
    bulk = _best(lambda table: _in_bulk(url, table))
    bare = _best(lambda table: _in_bulk(url, table), peer="bare_event", rounds=2)
    many = _best(lambda table: _by_many(url, table), rounds=2)
    return [
        _beside("trail: one row per transaction", single, "≥ 0.75×", "tx/s"),
        _beside(f"trail: {BULK:,} rows in one transaction", bulk, "≥ 0.5×", "rows/s"),
        _beside("trail: the same, beside a table without indexes", bare, "for information", "rows/s"),
        _beside(f"trail: {WRITERS} writers, one row per transaction, sealer beside", many, "≥ 0.7×", "tx/s"),
    ]


def _beside(name: str, pair: tuple[float, float], target: str, unit: str) -> Row:
    return Row(name, pair[0], pair[1], pair[0] / pair[1], target, unit)


def _best(measure: Callable[[str], float], *, peer: str = "plain_event", rounds: int = 3) -> tuple[float, float]:
    """The best round of each, taken in turns, so that both meet the same weather."""
    pairs = [(measure("trail_event"), measure(peer)) for _ in range(rounds)]
    return max(ours for ours, _ in pairs), max(theirs for _, theirs in pairs)


def _singly(url: str, table: str) -> float:
    import psycopg

    statement = INSERT.format(table=table)
    with psycopg.connect(url, autocommit=True) as connection:
        began = time.perf_counter()
        for _ in range(SINGLE):
            connection.execute(statement, _values())
        return SINGLE / (time.perf_counter() - began)


def _in_bulk(url: str, table: str) -> float:
    import psycopg

    rows = [_values() for _ in range(BULK)]
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        began = time.perf_counter()
        cursor.executemany(INSERT.format(table=table), rows)
        connection.commit()
        return BULK / (time.perf_counter() - began)


def _by_many(url: str, table: str) -> float:
    import psycopg

    stop, counts = threading.Event(), [0] * WRITERS

    def write(place: int) -> None:
        statement = INSERT.format(table=table)
        with psycopg.connect(url, autocommit=True) as connection:
            while not stop.is_set():
                connection.execute(statement, _values())
                counts[place] += 1

    sealer = None
    if table == "trail_event":
        _seal()  # the backlog of the other rounds is not theirs to carry
        sealer = subprocess.Popen([sys.executable, "-m", "yingzhou.cli", "sealer", "--every", "1"])
    threads = [threading.Thread(target=write, args=(place,)) for place in range(WRITERS)]
    for thread in threads:
        thread.start()
    time.sleep(START_UP)  # the sealer starts once a deployment, not once a minute
    before, began = sum(counts), time.perf_counter()
    time.sleep(SECONDS)
    rate = (sum(counts) - before) / (time.perf_counter() - began)
    stop.set()
    for thread in threads:
        thread.join()
    if sealer:
        sealer.terminate()
        sealer.wait()
    return rate


def _seal() -> int:
    from yingzhou.base.clock import now
    from yingzhou.base.trail.sealing import seal

    return seal(now())


def _sealing(url: str) -> Row:
    _in_bulk(url, "trail_event")
    began = time.perf_counter()
    sealed = _seal()
    return Row(
        "trail: sealing a backlog", sealed / (time.perf_counter() - began), None, None, "≥ 2,000", "rows/s", f"{sealed:,} rows"
    )


def _verifying() -> Row:
    """A file of VERIFIED entries: what was written, repeated under heads of its own."""
    from yingzhou.base.secrets.keys import keyring
    from yingzhou.base.trail.canonical import canonical
    from yingzhou.base.trail.exporting import header
    from yingzhou.base.trail.verify_trail import CONTEXT, leaf_hash, name_of, root_of

    key, size = keyring().current("seal"), 10_000
    out, before = io.BytesIO(), ""
    out.write(header(first=1, keys={key.id: keyring().public("seal")[key.id]}))
    for number in range(1, VERIFIED // size + 1):
        lines = [
            canonical({"id": number * size + line, "verb": "case.dispatch", "facts": {"reason": "退回" * 20}})
            for line in range(size)
        ]
        head = {"number": number, "previous": before, "size": size, "total": number * size, "key": key.id}
        text = canonical(head | {"root": root_of([leaf_hash(line) for line in lines]).hex()})
        sealed = {"head": text.decode(), "signature": key.sign(CONTEXT + text).hex()}
        before = name_of(sealed)
        out.write(canonical(sealed) + b"\n" + b"\n".join(lines) + b"\n")
    took = min(_verified_in(out) for _ in range(2))
    return Row("trail: verify an export", VERIFIED / took, None, None, "≥ 300,000", "rows/s", f"{VERIFIED:,} entries")


def _verified_in(export: io.BytesIO) -> float:
    from yingzhou.base.trail.verify_trail import verify

    export.seek(0)
    began = time.perf_counter()
    answer = verify(export)
    took = time.perf_counter() - began
    if not answer["ok"]:
        raise RuntimeError(str(answer["first_fault"]))
    return took
