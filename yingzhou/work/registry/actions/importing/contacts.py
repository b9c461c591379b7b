"""Contacts of an import: each opened, sealed anew for its own row, and written.

Sealing is the only costly work of the process itself while a batch is written, so a thread does it while the database
writes everything else.  The thread touches no connection, and is never more than a few runs ahead.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from yingzhou.base.secrets.blinding import blind_many
from yingzhou.base.secrets.fields import seal_many
from yingzhou.base.staging.filling import copy_text, sealed_texts
from yingzhou.base.staging.models import Batch
from yingzhou.work.registry.models import ContactPerson
from yingzhou.work.registry.rules import people

#: Runs of rows (`SealedRows`) the thread may be ahead: 16 runs of 4,000 are some 20 MB.
AHEAD = 16

_KEPT = """
SELECT c.row, p.id, p.public_id FROM chosen c JOIN registry_contactperson p ON p.business_id = c.id AND p.is_main
WHERE NOT c.is_new
"""
_REWRITTEN = """
UPDATE registry_contactperson p SET
    name = CASE WHEN n.name_mask <> '' AND n.name_mask <> p.name_mask OR n.phone_blind <> '' AND n.phone_blind <> p.phone_blind
        AND n.name_mask <> '' THEN n.name ELSE p.name END,
    name_mask = coalesce(nullif(n.name_mask, ''), p.name_mask),
    phone = CASE WHEN n.phone_blind <> '' AND n.phone_blind <> p.phone_blind THEN n.phone ELSE p.phone END,
    phone_mask = CASE WHEN n.phone_blind <> '' THEN n.phone_mask ELSE p.phone_mask END,
    phone_blind = CASE WHEN n.phone_blind <> '' THEN n.phone_blind ELSE p.phone_blind END
FROM spoken n
WHERE p.id = n.id AND ((n.phone_blind <> '' AND n.phone_blind <> p.phone_blind) OR (n.name_mask <> '' AND n.name_mask <> p.name_mask))
"""
_PEOPLE = "COPY registry_contactperson (business_id, public_id, name, name_mask, phone, phone_mask, phone_blind, position, is_main) FROM STDIN"


class Known(NamedTuple):
    """A main contact we have, and what the file says of it."""

    person: int
    public_id: UUID
    name: str
    phone: str


@contextmanager
def sealing(cursor: Any, batch: Batch) -> Iterator[Callable[[], None]]:
    """Begin to seal the contacts of the rows in `chosen`; what is yielded writes them, when their businesses are there.

    A known main contact is rewritten in place, and only where the file says more.
    """
    cursor.execute("SELECT row, id FROM chosen")
    ids: dict[int, int] = dict(cursor.fetchall())
    cursor.execute(_KEPT)
    kept = {row: (person, public_id) for row, person, public_id in cursor.fetchall()}
    texts = sealed_texts(batch)
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="sealing") as thread:
        runs = (thread.submit(_sealed, run, ids, kept) for run in texts)
        ahead = deque(islice(runs, AHEAD))

        def write() -> None:
            known: list[Known] = []
            with cursor.copy(_PEOPLE) as copy:
                while ahead:
                    lines, some = ahead.popleft().result()
                    ahead.extend(islice(runs, 1))
                    known += some
                    copy.write(lines)
            if known:
                _rewrite(cursor, known)

        try:
            yield write
        finally:
            thread.shutdown(cancel_futures=True)


def _sealed(texts: dict[int, str], ids: dict[int, int], kept: dict[int, tuple[int, UUID]]) -> tuple[bytes, list[Known]]:
    """One run of rows: new contacts as COPY reads them, and those we know."""
    known, new = [], []
    for row, text in texts.items():
        name, _tab, phone = text.partition("\t")
        if row in kept:
            known.append(Known(*kept[row], name, phone))
        elif row in ids:
            new.append((str(ids[row]), name, phone))
    return _lines(new) if new else b"", known


def _lines(rows: list[tuple[str, str, str]]) -> bytes:
    """Rows of main contacts for COPY, each sealed for its own public id."""
    owners, names, phones = map(list, zip(*rows, strict=True))
    public_ids = random_ids(len(rows))
    return copy_text(
        [
            owners,
            public_ids,
            seal_many(ContactPerson, "name", public_ids, names),
            [people.name_mask(name) for name in names],
            seal_many(ContactPerson, "phone", public_ids, phones),
            [people.phone_mask(phone) for phone in phones],
            blind_many(phones, people.PHONE),
            [""] * len(rows),
            ["t"] * len(rows),
        ]
    )


def random_ids(count: int) -> list[str]:
    """Random (version 4) UUIDs as text: what `str(uuid4())` says, for many at once."""
    digits = os.urandom(16 * count).hex()
    return [
        f"{one[:8]}-{one[8:12]}-4{one[13:16]}-{'89ab'[int(one[16], 16) & 3]}{one[17:20]}-{one[20:]}"
        for one in (digits[at : at + 32] for at in range(0, len(digits), 32))
    ]


def _rewrite(cursor: Any, known: list[Known]) -> None:
    """Only those whose phone or name really differs: the same phone and mask are left as they are, seal and all."""
    ids, public_ids, names, phones = zip(*known, strict=True)
    cursor.execute(
        "CREATE TEMPORARY TABLE spoken ON COMMIT DROP AS SELECT id, name, name_mask, phone, phone_mask, phone_blind "
        "FROM registry_contactperson WHERE false"
    )
    with cursor.copy("COPY spoken (id, name, name_mask, phone, phone_mask, phone_blind) FROM STDIN") as copy:
        copy.write(
            copy_text(
                [
                    list(map(str, ids)),
                    seal_many(ContactPerson, "name", public_ids, names),
                    [people.name_mask(name) for name in names],
                    seal_many(ContactPerson, "phone", public_ids, phones),
                    [people.phone_mask(phone) for phone in phones],
                    blind_many(phones, people.PHONE),
                ]
            )
        )
    cursor.execute(_REWRITTEN)
