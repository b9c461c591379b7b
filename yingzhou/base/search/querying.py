"""Finding: pieces in the index, then the text itself is looked at, so that nothing is found that is not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from yingzhou.base.search.indexing import TAIL_PURPOSE, quoted
from yingzhou.base.secrets import blinds
from yingzhou.engines import search as engine
from yingzhou.engines.search.matching import Need, Question, in_title, with_a_slip

MOST_COUNTED = 1_001
LOOKED_AT = 60  #: candidates that are put in order
ONE_SLIP = 11  #: `engines.search.closeness` of a name one slip away
_FIELDS = "kind, row_id, public_id, title, detail, name"


@dataclass(frozen=True)
class Scope:
    """Whose rows may be found: everything, or rows of some stations, communities, or single rows; deny by default."""

    everywhere: bool = False
    station_ids: frozenset[int] = frozenset()
    community_ids: frozenset[int] = frozenset()

    @property
    def is_empty(self) -> bool:
        return not (self.everywhere or self.station_ids or self.community_ids)


@dataclass(frozen=True)
class Hit:
    """One row that was found; `name` is its title normalized.  `slip` says that it is not quite what was typed."""

    kind: str
    row_id: int
    public_id: UUID
    title: str
    detail: str
    name: str = ""
    slip: bool = False


def find(text: str, *, kinds: Sequence[str] = (), scope: Scope, limit: int = 20) -> list[Hit]:
    """The best hits first: the name itself, names that begin so, names that hold it, then whatever else does.

    Where nothing holds what was typed, names that differ by one slip (a wrong, missing, surplus or swapped character, or
    one that sounds the same) are offered, marked as such.
    """
    question = engine.ask(text[:100])
    if not question.terms or scope.is_empty:
        return []
    hits: dict[tuple[str, int], Hit] = {}
    for condition in (_named(question), _titled(question), _where(question)):
        if condition and len(hits) < limit:
            found = _rows(condition, kinds, scope, max(limit, LOOKED_AT))
            hits |= {(hit.kind, hit.row_id): hit for hit in found if (hit.kind, hit.row_id) not in hits}
    if hits:
        return _best(text, list(hits.values()), limit)
    return _near(text, kinds, scope, limit)


def count(text: str, *, kinds: Sequence[str] = (), scope: Scope) -> int:
    """How many rows hold what was typed, counted up to 1,001."""
    question = engine.ask(text[:100])
    if not question.terms or scope.is_empty:
        return 0
    condition, values = _limited(_where(question), kinds, scope)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM search_searchdoc WHERE {condition} LIMIT {MOST_COUNTED}) AS counted",  # noqa: S608
            values,
        )
        return int(cursor.fetchone()[0])


Condition = tuple[str, list[Any]]


def _where(question: Question) -> Condition:
    """Every term by one of its needs; and the tail of a telephone instead of the only term."""
    parts: list[str] = []
    values: list[Any] = []
    for needs in question.terms:
        parts.append("tokens @@ %s::tsquery")
        values.append(" | ".join(f"({_pieces(need)})" for need in needs))
        if not all(need.is_exact for need in needs):
            parts.append("(" + " OR ".join(f"{need.column} LIKE %s" for need in needs) + ")")
            values += [f"%{_literal(need.text)}%" for need in needs]
    condition = " AND ".join(parts)
    if question.tail:
        condition = f"(({condition}) OR tokens @@ %s::tsquery)"
        values.append(" | ".join(quoted(f"%{digest}") for digest in blinds(question.tail, TAIL_PURPOSE)))
    return condition, values


def _pieces(need: Need) -> str:
    return " & ".join(quoted(piece) for piece in need.pieces)


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _limited(condition: Condition, kinds: Sequence[str], scope: Scope) -> Condition:
    text, values = condition
    values = list(values)
    if kinds:
        text += " AND kind = ANY(%s)"
        values.append(list(kinds))
    if not scope.everywhere:
        text += " AND NOT is_restricted AND (station_id = ANY(%s) OR community_id = ANY(%s))"
        values += [sorted(scope.station_ids), sorted(scope.community_ids)]
    return text, values


def _rows(condition: Condition, kinds: Sequence[str], scope: Scope, limit: int, *, slip: bool = False) -> list[Hit]:
    text, values = _limited(condition, kinds, scope)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_FIELDS} FROM search_searchdoc WHERE {text} LIMIT %s",  # noqa: S608
            [*values, limit],
        )
        return [Hit(kind, row_id, pid, title, detail, name, slip) for kind, row_id, pid, title, detail, name in cursor.fetchall()]


def _named(question: Question) -> Condition | None:
    """Names that begin with what was typed, however many other rows merely hold it."""
    word = "".join(engine.terms(question.asked))
    return ("name LIKE %s", [f"{_literal(word)}%"]) if len(word) > 1 else None


def _titled(question: Question) -> Condition:
    """Names that hold every term, wherever."""
    needs = in_title(question)
    told = " AND ".join("name LIKE %s" for need in needs if not need.is_exact)
    lookup = " & ".join(_pieces(need) for need in needs)
    looked_at = [f"%{_literal(need.text)}%" for need in needs if not need.is_exact]
    return "tokens @@ %s::tsquery" + (f" AND {told}" if told else ""), [lookup, *looked_at]


def _near(text: str, kinds: Sequence[str], scope: Scope, limit: int) -> list[Hit]:
    """Names one slip away, the nearest first; swapped neighbors are thought of last."""
    for gone in (1, 2):
        needs = with_a_slip(text, gone=gone)
        if not needs:
            continue
        lookup = " | ".join(f"({_pieces(need)})" for need in needs)
        hits = _rows(("tokens @@ %s::tsquery", [lookup]), kinds, scope, 1_000, slip=True)
        nearest = sorted((engine.closeness(text, hit.title), len(hit.name), -hit.row_id, place) for place, hit in enumerate(hits))
        if found := [hits[place] for distance, *_, place in nearest if distance <= ONE_SLIP]:
            return found[:limit]
    return []


def _best(text: str, hits: list[Hit], limit: int) -> list[Hit]:
    word = "".join(engine.terms(text))
    order = sorted((engine.rank(word, hit.name), len(hit.name), -hit.row_id, place) for place, hit in enumerate(hits))
    return [hits[place] for *_, place in order][:limit]
