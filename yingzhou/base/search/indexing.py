"""Keeping the index: documents go in by COPY, whole batches at a time; what a statement touched is caught up with later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import connection, transaction

from yingzhou.base.search.models import SearchDoc, Stale
from yingzhou.base.search.providers import Doc, provider_of
from yingzhou.base.secrets import blinds
from yingzhou.engines import search as engine
from yingzhou.engines.search.matching import MOBILE, TAIL, codes

BATCH = 2_000
TAIL_PURPOSE = "search.phone_tail"
COLUMNS = (
    "kind",
    "row_id",
    "public_id",
    "title",
    "detail",
    "name",
    "text",
    "initials",
    "pinyin",
    "codes",
    "tokens",
    "station_id",
    "community_id",
    "is_restricted",
)
_KEPT = tuple(name for name in COLUMNS if name not in ("kind", "row_id"))


def put(doc: Doc) -> None:
    """One document, in the caller's transaction; an earlier one of the same row is replaced."""
    put_many([doc])


@transaction.atomic
def put_many(docs: Iterable[Doc]) -> int:
    """Documents by COPY into a table of the transaction, then over.  How many."""
    remaining = iter(docs)
    total = 0
    while batch := list(islice(remaining, BATCH)):
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE IF NOT EXISTS search_incoming (LIKE search_searchdoc) ON COMMIT DROP")
            cursor.execute("ALTER TABLE search_incoming ALTER COLUMN id DROP NOT NULL")
            cursor.execute("TRUNCATE search_incoming")
            with cursor.copy(f"COPY search_incoming ({', '.join(COLUMNS)}) FROM STDIN") as copy:
                for row in _rows(batch):
                    copy.write_row(row)
            cursor.execute(_OVER)
        total += len(batch)
    return total


_OVER = f"""
INSERT INTO search_searchdoc ({", ".join(COLUMNS)})
SELECT {", ".join(COLUMNS)} FROM search_incoming
ON CONFLICT (kind, row_id) DO UPDATE SET {", ".join(f"{name} = EXCLUDED.{name}" for name in _KEPT)}
"""  # noqa: S608  column names of our own


def remove(kind: str, row_ids: Sequence[int]) -> None:
    """Rows that are to be found no more."""
    SearchDoc.objects.filter(kind=kind, row_id__in=row_ids).delete()


@transaction.atomic
def rebuild(kind: str, docs: Iterable[Doc]) -> int:
    """Every document of a kind anew."""
    SearchDoc.objects.filter(kind=kind).delete()
    return put_many(docs)


@transaction.atomic
def refresh(*, most: int = 500) -> int:
    """Catch up with what the database noted; how many rows were read again.

    Two workers may run it at once: each takes notes the other does not hold.  A row noted several times is read once.
    The notes are taken away in the transaction that indexes their rows, so that a worker that dies leaves them for the next.
    """
    notes = list(Stale.objects.select_for_update(skip_locked=True).order_by("id")[:most])
    rows: dict[str, set[int]] = {}
    for note in notes:
        rows.setdefault(note.kind, set()).update(note.row_ids)
    for kind, ids in sorted(rows.items()):
        reindex(kind, sorted(ids))
    Stale.objects.filter(pk__in=[note.pk for note in notes]).delete()
    return sum(map(len, rows.values()))


def reindex(kind: str, row_ids: Sequence[int]) -> None:
    """Read rows of a kind from their room and put them in; those the room no longer gives are removed."""
    provider = provider_of(kind)
    if provider is None:
        return
    wanted = sorted(set(row_ids))
    for place in range(0, len(wanted), BATCH):
        batch = wanted[place : place + BATCH]
        docs = list(provider(batch))
        put_many(docs)
        gone = set(batch) - {doc.row_id for doc in docs}
        if gone:
            remove(kind, sorted(gone))


def tails_of(phone: str) -> tuple[str, ...]:
    """Digests by which a telephone is found: its last four digits, and all of them where it is a mobile."""
    digits = "".join(char for char in phone if char.isdigit())
    told = [digits[-TAIL:]] if len(digits) >= TAIL else []
    told += [digits] if len(digits) == MOBILE else []
    return tuple(blinds(one, TAIL_PURPOSE)[0] for one in told)


def _rows(docs: Iterable[Doc]) -> Iterator[tuple[object, ...]]:
    for doc in docs:
        name = engine.normalize(doc.title)[:200]
        text = engine.normalize(f"{doc.title} {doc.text}")
        keys = " ".join(key.lower() for key in doc.keys if key)
        titled = {f"={piece}" for piece in engine.grams(name)}
        plain = "' '".join(engine.grams(text) | titled | engine.sounds(doc.title))  # letters and digits only: nothing to escape
        marked = " ".join(quoted(piece) for piece in (*codes(doc.keys), *(f"%{tail}" for tail in doc.tails)))
        yield (
            doc.kind,
            doc.row_id,
            doc.public_id,
            doc.title[:200],
            doc.detail[:240],
            name.replace(" ", ""),
            text,
            engine.all_initials(doc.title),
            engine.all_pinyin(doc.title),
            keys,
            f"'{plain}' {marked}" if plain else marked,
            doc.station_id,
            doc.community_id,
            doc.is_restricted,
        )


def quoted(piece: str) -> str:
    """A piece as PostgreSQL reads lexemes."""
    return "'" + piece.replace("\\", "\\\\").replace("'", "''") + "'"
