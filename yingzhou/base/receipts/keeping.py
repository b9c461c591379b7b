"""Doing a thing once, however often the request arrives."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from yingzhou.base.actors import Actor
from yingzhou.base.refusals import AlreadyUsed

_CLAIM = """
insert into receipts_kept (scope, key, payload_hash, answer) values (%s, %s, %s, '{}')
on conflict (scope, key) do nothing
returning id
"""
_LOOK = "select payload_hash, answer from receipts_kept where scope = %s and key = %s"
_KEEP = "update receipts_kept set answer = %s where scope = %s and key = %s"


@dataclass
class Receipt:
    """What `once` hands out: `is_new` says whether the work is still to be done; `answer` is what was kept."""

    is_new: bool
    answer: dict[str, Any] = field(default_factory=dict)
    is_answered: bool = False

    def keep(self, **answer: Any) -> None:
        """Keep the answer, to be given again when the request comes again.  Ids and plain values; never a secret."""
        self.answer = json.loads(_canonical(answer))
        self.is_answered = True


@contextmanager
def once(key: UUID, payload: bytes | Mapping[str, Any], *, scope: str, by: Actor) -> Iterator[Receipt]:
    """Do the work in the block only the first time this key comes; later give the kept answer.

        with once(form.key, form.cleaned_data, scope="case.file", by=by) as receipt:
            if receipt.is_new:
                case = open_case(...)
                receipt.keep(case=case.public_id)
        return redirect(case_url(receipt.answer["case"]))

    Simultaneous copies wait for the first.  The same key with another payload, or from another actor, is `AlreadyUsed`
    (409).  Claim, work and answer are one transaction: when the work is refused the key is free again.
    """
    mark = payload_hash(payload, by)
    with transaction.atomic():
        receipt = _claim(key, mark, scope)
        yield receipt
        if receipt.is_new:
            if not receipt.is_answered:
                raise RuntimeError(f"{scope}: the work was done but no answer was kept")
            _execute(_KEEP, [_canonical(receipt.answer), scope, key])


def payload_hash(payload: bytes | Mapping[str, Any], by: Actor) -> bytes:
    """SHA-256 over who asks and the bytes, or the canonical JSON of a mapping."""
    content = payload if isinstance(payload, bytes) else _canonical(payload).encode()
    return hashlib.sha256(by.actor.encode() + b"\0" + content).digest()


def _claim(key: UUID, mark: bytes, scope: str) -> Receipt:
    if _execute(_CLAIM, [scope, key, mark]):
        return Receipt(is_new=True)
    found = _execute(_LOOK, [scope, key])
    if found is None or bytes(found[0]) != mark:
        raise AlreadyUsed
    return Receipt(is_new=False, answer=json.loads(found[1]), is_answered=True)


def _execute(sql: str, values: list[Any]) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone() if cursor.description else None


def _canonical(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
