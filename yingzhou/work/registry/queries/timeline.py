"""What happened to a business as the registry knows it: one reading over its tables, newest first."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from yingzhou.work.registry.models import Business

#: Columns whose change follows from something else that is told in its own words.
FOLLOWS = ["station_id", "community_id", "size", "size_version", "name_key", "address_key", "merged_into_id", "uscc_override"]

#: The name of an officer, where the actor is one.
_NAMED = r"LEFT JOIN accounts_officer o ON o.public_id = CASE WHEN \1 ~ '^officer:[0-9a-f-]{36}$' THEN substr(\1, 9)::uuid END"

#: kind → what is read.  Each gives the moment, a key that orders equal moments, who did it, and the facts to tell.
_READINGS = {
    "change": """
        SELECT c.at, 'change:' || c.id, coalesce(o.name, c.actor),
               jsonb_build_object('fields', c.fields, 'source', c.source)
        FROM registry_change c <named c.actor>
        WHERE c.business_id IN (SELECT b.id FROM registry_business b WHERE b.id = %(id)s OR b.merged_into_id = %(id)s) AND c."table" = 'registry_business' AND c.operation = 'update'
          AND c.fields - %(follows)s::text[] <> '{}'
    """,
    "entered": """
        SELECT b.created_at, 'entered:' || b.id, '', jsonb_build_object('name', b.name)
        FROM registry_business b WHERE b.id = %(id)s OR b.merged_into_id = %(id)s
    """,
    "founded": """
        SELECT (b.registered_on + time '00:00') AT TIME ZONE 'Asia/Shanghai', 'founded:' || b.id, '', '{}'::jsonb
        FROM registry_business b WHERE b.id = %(id)s AND b.registered_on IS NOT NULL
    """,
    "renamed": """
        SELECT (f.until + time '00:00') AT TIME ZONE 'Asia/Shanghai', 'renamed:' || f.id, '',
               jsonb_build_object('name', f.name)
        FROM registry_formername f WHERE f.business_id = %(id)s
    """,
    "permit": """
        SELECT (d.day + time '00:00') AT TIME ZONE 'Asia/Shanghai', d.what || ':' || p.id, '',
               jsonb_build_object('what', d.what, 'kind', p.kind, 'title', p.title, 'number', p.number,
                                  'why', p.end_reason)
        FROM registry_permit p
        CROSS JOIN LATERAL (VALUES
            ('issued', p.issued_on), ('ended', p.ended_on),
            ('expires', CASE WHEN p.ended_on IS NULL THEN p.expires_on END)
        ) AS d (what, day)
        WHERE p.business_id = %(id)s AND d.day IS NOT NULL
    """,
    "premises": """
        SELECT (d.day + time '00:00') AT TIME ZONE 'Asia/Shanghai', d.what || ':' || p.id, '',
               jsonb_build_object('what', d.what, 'address', p.address)
        FROM registry_premises p
        CROSS JOIN LATERAL (VALUES ('opened', p.since), ('left', p.until)) AS d (what, day)
        WHERE p.business_id = %(id)s AND d.day IS NOT NULL
    """,
    "seat": """
        SELECT (s.since + time '00:00') AT TIME ZONE 'Asia/Shanghai', 'seat:' || s.id, '',
               jsonb_build_object('station', st.name, 'community', co.name, 'how', s.how, 'why', s.why)
        FROM registry_seat s JOIN network_organization st ON st.id = s.station_id
        LEFT JOIN network_organization co ON co.id = s.community_id
        WHERE s.business_id = %(id)s
    """,
    "merge": """
        SELECT m.merged_at, 'merge:' || m.id, coalesce(o.name, m.merged_by),
               jsonb_build_object('name', l.name, 'why', m.why, 'undone', m.undone_at IS NOT NULL)
        FROM registry_merge m JOIN registry_business l ON l.id = m.lose_id <named m.merged_by>
        WHERE m.keep_id = %(id)s
    """,
}


@dataclass(frozen=True)
class RegistryEvent:
    """One line, not yet in words: `kind` is a key of the readings, `facts` what it told."""

    at: datetime
    key: str
    kind: str
    by: str
    facts: dict[str, Any]


def registry_events(
    business: Business, *, kinds: tuple[str, ...] = (), before: tuple[datetime, str] | None = None, limit: int = 30
) -> list[RegistryEvent]:
    """The newest `limit` lines before a place in the timeline (moment, key).  One query.

    The caller has been let see the business.  Changes of rows merged into it are its changes too.
    """
    chosen = {kind: re.sub(r"<named ([\w.]+)>", _NAMED, sql) for kind, sql in _READINGS.items() if not kinds or kind in kinds}
    if not chosen:
        return []
    parts = [
        f"(SELECT '{kind}' AS kind, r.* FROM ({sql}) AS r (at, key, by, facts)"  # noqa: S608  our own text
        ' WHERE %(at)s::timestamptz IS NULL OR (r.at, r.key COLLATE "C") < (%(at)s::timestamptz, %(key)s)'
        ' ORDER BY r.at DESC, r.key COLLATE "C" DESC LIMIT %(limit)s)'
        for kind, sql in chosen.items()
    ]
    sql = f"SELECT kind, at, key, by, facts::text FROM ({' UNION ALL '.join(parts)}) AS t"  # noqa: S608
    sql += ' ORDER BY at DESC, key COLLATE "C" DESC LIMIT %(limit)s'
    at, key = before or (None, "")
    with connection.cursor() as cursor:
        cursor.execute(
            sql,
            {"id": business.pk, "follows": FOLLOWS, "at": at, "key": key, "limit": limit},
        )
        rows = cursor.fetchall()
    return [RegistryEvent(at, key, kind, by, json.loads(facts)) for kind, at, key, by, facts in rows]
