"""Sealing: every minute the lines not yet sealed become one Merkle batch under a head that is chained, signed and published.

No line waits for a lock and none is skipped: a batch takes whatever is committed and in no batch yet.  A transaction that
began early and ended late is in a later batch than its neighbors, and in one.  What is looked through is a day of lines,
once a day all of them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from yingzhou.base.actors import Actor
from yingzhou.base.clock import day_of
from yingzhou.base.refusals import Refusal
from yingzhou.base.secrets.keys import Key, keyring
from yingzhou.base.trail import heads
from yingzhou.base.trail.canonical import canonical, line_of, moment
from yingzhou.base.trail.models import Event, Leaf, Seal
from yingzhou.base.trail.verify_trail import CONTEXT, leaf_hash, name_of, root_of
from yingzhou.base.trail.writing import record
from yingzhou.base.words import _

BATCH = 10_000
LOOK_BACK = timedelta(days=1)
RESTORED = "trail.restore"
_LOCK = 0x59_5A_53_4C


class RolledBack(Refusal):
    """Heads were published that the database does not know: it is an old copy."""

    reason = _("库里只封存到第{known}批，外面已公布到第{published}批：这个库是旧备份")
    mend = _("确认恢复无误后，运行 yingzhou trail restored 说明并继续封存")
    whom = _("请告知审计员")


def seal(at: datetime) -> int:
    """Seal everything committed and not yet sealed, and publish the heads; how many lines.  One sealer at a time."""
    heads.publish_missing()
    sealed = 0
    while size := _seal_batch(at):
        heads.publish_missing()
        sealed += size
    return sealed


@transaction.atomic
def _seal_batch(at: datetime) -> int:
    if not _alone():
        return 0
    last = Seal.objects.order_by("-number").first()
    replaced = _replaced(last)
    events = list(unsealed(last, at)[:BATCH])
    if not events:
        return 0
    _write(last, replaced, events, at, keyring().current("seal"))
    return len(events)


def unsealed(last: Seal | None, at: datetime) -> QuerySet[Event]:
    """Committed lines in no batch, in order of id; looks back a day, and through everything in the first round of a day."""
    waiting = Event.objects.filter(~Exists(Leaf.objects.filter(event_id=OuterRef("pk")))).order_by("pk")
    if last is None or day_of(last.at) != day_of(at):
        return waiting
    before = Seal.objects.filter(at__lt=at - LOOK_BACK).order_by("-number").first()
    return waiting.filter(pk__gt=before.high) if before else waiting


def _replaced(last: Seal | None) -> heads.Published | None:
    """The published head this database has lost, if somebody has answered for it; RolledBack if nobody has."""
    outside, known = heads.newest(), last.number if last else 0
    if outside is None or outside.number < known:
        return None
    if last is not None and (outside.number, outside.head_hash) == (last.number, last.head_hash):
        return None
    if not Event.objects.filter(verb=RESTORED, facts__replaces=outside.head_hash).exists():
        raise RolledBack(known=known, published=outside.number)
    return outside


@transaction.atomic
def answer_for_restore(*, by: Actor) -> int:
    """Say on the trail that this database was restored over published heads; the number of batches lost."""
    last, outside = Seal.objects.order_by("-number").first(), heads.newest()
    known = last.number if last else 0
    if outside is None or outside.number <= known:
        return 0
    record(RESTORED, None, by=by, known=known, published=outside.number, replaces=outside.head_hash)
    return outside.number - known


def _write(last: Seal | None, replaced: heads.Published | None, events: Sequence[Event], at: datetime, key: Key) -> None:
    leaves = [leaf_hash(line_of(event)) for event in events]
    text = _head(last, replaced, events, leaves, at, key)
    signature = key.sign(CONTEXT + text).hex()
    head = json.loads(text)
    Seal.objects.create(
        number=head["number"],
        at=at,
        size=len(leaves),
        high=max(last.high if last else 0, events[-1].pk),
        head=text.decode(),
        head_hash=name_of({"head": text.decode(), "signature": signature}),
        signature=signature,
    )
    Leaf.objects.bulk_create(
        (
            Leaf(event_id=event.pk, seal_id=head["number"], position=position, hash=leaf.hex())
            for position, (event, leaf) in enumerate(zip(events, leaves, strict=True))
        ),
        batch_size=2_000,
    )


def _head(
    last: Seal | None,
    replaced: heads.Published | None,
    events: Sequence[Event],
    leaves: list[bytes],
    at: datetime,
    key: Key,
) -> bytes:
    """What is signed.  `oldest` shows a line that claims to be older than the batch before."""
    sealed_before = json.loads(last.head)["total"] if last else 0
    head = {
        "number": (replaced.number if replaced else last.number if last else 0) + 1,
        "previous": last.head_hash if last else "",
        "root": root_of(leaves).hex(),
        "size": len(leaves),
        "total": sealed_before + len(leaves),
        "at": moment(at),
        "oldest": moment(min(event.at for event in events)),
        "algorithm": key.algorithm,
        "key": key.id,
    }
    return canonical(head | {"replaces": replaced.head_hash} if replaced else head)


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [_LOCK])
        return bool(cursor.fetchone()[0])
