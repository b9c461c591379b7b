"""Importing the registry: 200,000 businesses of 20 columns from csv and xlsx, and the next month's list of 3 % changes.

Ours is the whole way of a file that lies in the evidence store: read, every cell checked, keys and villages found, compared with
the registry, written to its six tables with contacts sealed, everything noted for the undo.  Beside it, in the same run:

* raw COPY of the same csv into one flat table of 20 columns with the usual six indexes (the anchor of all ratios);
* raw COPY of the very rows we wrote into the very tables they are in, with their indexes and constraints;
* django-import-export with its defaults, into one model (peer; skipped by name where it is not installed).

    python -m benchmarks.import_businesses [--rows 200000] [--peer-python PATH]
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import import_rows
from benchmarks.database import application
from benchmarks.rows import HEADER, Row

ROWS, PEER_ROWS, XLSX_ROWS = 200_000, 2_000, 20_000
TABLES = (
    "registry_business",
    "registry_formername",
    "registry_premises",
    "registry_permit",
    "registry_contactperson",
    "registry_seat",
)
PEER = Path(__file__).with_name("import_peer.py")


def run(rows: int = ROWS, peer_python: str = sys.executable) -> list[Row]:
    """Every row of the table, measured in one process on one durable server."""
    with application() as url, tempfile.TemporaryDirectory(prefix="yingzhou-bench-import-") as name:
        folder = Path(name)
        _net()
        some = list(import_rows.rows(rows))
        import_rows.write_csv(folder / "first.csv", some)
        import_rows.write_csv(folder / "next.csv", import_rows.changed(some))
        import_rows.write_csv(folder / "peer.csv", some[:PEER_ROWS])
        import_rows.write_xlsx(folder / "first.xlsx", some)
        import_rows.write_xlsx(folder / "small.xlsx", some[:XLSX_ROWS])
        del some
        flat = _raw_copy(folder / "first.csv")
        first = _import(folder / "first.csv")
        peak = _peak()
        tables = _copy_of_the_tables()
        again = _import(folder / "next.csv")
        undone = _undo()
        _empty()
        book = _import(folder / "first.xlsx")
        _empty()
        small = _import(folder / "small.xlsx")
        peer = _peer(peer_python, url, folder / "peer.csv")
    speed = rows / first["seconds"]
    note, later = ("staged {prepare:.1f} s + written {commit:.1f} s".format(**one) for one in (first, again))
    out = [
        _ratio("csv, first load, × raw COPY into one flat table", speed, rows / flat, "≥ 0.6×", note),
        _ratio("csv, first load, × raw COPY of the same rows into the same tables", speed, rows / tables, "≥ 0.6×"),
        Row("csv, most memory of the process", peak, None, None, "≤ 300", "MiB"),
        _ratio("next month, 3 % changed, × raw COPY flat", rows / again["seconds"], rows / flat, "≥ 1.1×", later),
        _ratio("next month, 3 % changed, × raw COPY same tables", rows / again["seconds"], rows / tables, "≥ 1.1×"),
        _ratio("xlsx, first load, × raw COPY flat", rows / book["seconds"], rows / flat, "≥ 0.38×"),
        _ratio("xlsx, first load, × raw COPY same tables", rows / book["seconds"], rows / tables, "≥ 0.38×"),
        Row(f"{XLSX_ROWS:,} rows from xlsx, checked and written", small["seconds"], None, None, "≤ 60", "s"),
        Row("undo of the next month", undone, None, None, "", "s"),
    ]
    if peer is None:
        out.append(Row("csv, × django-import-export defaults", speed, None, None, "≥ 40×", "rows/s", "peer not installed"))
    else:
        out.append(_ratio("csv, × django-import-export defaults (one table only)", speed, peer, "≥ 40×"))
    return out


def _ratio(name: str, ours: float, peer: float, target: str, note: str = "") -> Row:
    return Row(name, ours, peer, ours / peer, target, "rows/s", note)


def _net() -> None:
    from datetime import date

    from yingzhou.work.network.models import Organization, Placement

    since = date(2020, 1, 1)
    Organization.objects.create(kind="bureau", name="示范区市场监督管理局", since=since)
    for number in range(import_rows.TOWNS):
        town = Organization.objects.create(kind="township", name=import_rows.town(number), since=since)
        station = Organization.objects.create(kind="station", name=f"{number}", since=since)
        for place in range(number * import_rows.VILLAGES, (number + 1) * import_rows.VILLAGES):
            village = Organization.objects.create(kind="community", name=import_rows.village(place), since=since)
            Placement.objects.create(child=village, parent=station, line="station", since=since)
            Placement.objects.create(child=village, parent=town, line="township", since=since)


@contextmanager
def _clock() -> Iterator[dict[str, float]]:
    _sql("CHECKPOINT")
    began, out = time.perf_counter(), {"seconds": 0.0}
    yield out
    out["seconds"] = time.perf_counter() - began


def _sql(*statements: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _raw_copy(path: Path) -> float:
    from django.db import connection

    names = ", ".join(f"c{at}" for at in range(20))
    _sql(
        f"CREATE TABLE flat (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, {names.replace(',', ' text,')} text)",
        "CREATE UNIQUE INDEX ON flat (c0)",
        "CREATE INDEX ON flat (c0 text_pattern_ops)",
        *(f"CREATE INDEX ON flat ({name})" for name in ("c1", "c6", "c9", "c12")),
    )
    times = []
    for _ in range(3):
        _sql("TRUNCATE flat")
        statement = f"COPY flat ({names}) FROM STDIN (FORMAT csv, HEADER)"
        with _clock() as clock, connection.cursor() as cursor, cursor.copy(statement) as copy, path.open("rb") as file:
            while piece := file.read(1 << 16):
                copy.write(piece)
        times.append(clock["seconds"])
    _sql("DROP TABLE flat")
    return sorted(times)[1]


def _import(path: Path) -> dict[str, float]:
    from yingzhou.base.actors import SYSTEM
    from yingzhou.base.staging import batches

    with path.open("rb") as source:
        batch = batches.upload(kind="businesses", source=source, name=path.name, by=SYSTEM, by_name="bench")
    with _clock() as prepare:
        batch = batches.prepare(batch)
    with _clock() as commit:
        batch = batches.commit(batch)
    assert batch.state == "committed", batch.note
    assert not batch.count("errors"), batch.counts
    return {
        "prepare": prepare["seconds"],
        "commit": commit["seconds"],
        "seconds": prepare["seconds"] + commit["seconds"],
    }


def _copy_of_the_tables() -> float:
    """Write the same rows again, by COPY alone, into the same tables: what PostgreSQL itself needs."""
    from django.db import connection, transaction

    content: dict[str, bytes] = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            with cursor.copy(f"COPY {table} TO STDOUT") as copy:
                content[table] = b"".join(bytes(piece) for piece in copy)
    _empty()
    with _clock() as clock, transaction.atomic(), connection.cursor() as cursor:
        for table in TABLES:
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(content[table])
    return clock["seconds"]


def _empty() -> None:
    _sql(f"TRUNCATE {', '.join(TABLES)}, registry_stagedbusiness, registry_stagedmatch CASCADE")


def _undo() -> float:
    from yingzhou.base.staging import batches
    from yingzhou.base.staging.models import Batch

    with _clock() as clock:
        batches.undo(Batch.objects.latest("id"))
    return clock["seconds"]


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _peer(python: str, url: str, path: Path) -> float | None:
    """Rows a second of django-import-export; None where it is not installed."""
    answer = subprocess.run([python, str(PEER), url, str(path)], capture_output=True, text=True, check=False)
    if answer.returncode == 3:
        return None
    if answer.returncode:
        raise RuntimeError(answer.stderr[-2000:])
    return float(json.loads(answer.stdout)["rows_a_second"])


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--peer-python", default=sys.executable, help="an interpreter that has django-import-export")
    asked: Any = parser.parse_args(arguments)
    sys.stdout.write(HEADER + "\n")
    for row in run(asked.rows, asked.peer_python):
        sys.stdout.write(row.line() + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
