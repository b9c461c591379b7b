"""Telling the database who is writing, so that what it notes by itself (registry changes) names the right person."""

from __future__ import annotations

from django.db import connection

from yingzhou.base.actors import Actor


def acting(by: Actor, *, source: str = "screen") -> None:
    """Name the actor and the source for the rest of this transaction.

    `source` is where the facts came from: `screen`, `import:<id>`, `api`, `device`, `rule`.  Both are transaction-local
    settings (`yingzhou.actor`, `yingzhou.source`): they vanish with the transaction, also on a pooled connection.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('yingzhou.actor', %s, true), set_config('yingzhou.source', %s, true)",
            [by.actor, source],
        )
