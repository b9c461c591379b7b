"""What goes into the urn: read, checked, put in order and hashed before anything is drawn."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ALGORITHM = "yingzhou-draw/1"

#: An object or an officer: a word or a whole number, drawn by its text.
Id = str | int

KEYS = frozenset({"name", "population", "officers", "select", "officers_each", "conflicts"})
NEEDED = ("name", "population", "select")


class DrawFault(ValueError):
    """The input cannot be drawn from: `code` says why, `facts` which entry."""

    SENTENCES = {
        "missing": "{key} is missing",
        "unknown": "{key} is not known here; there are name, population, officers, select, officers_each, conflicts",
        "shape": "{key} has to be {wanted}",
        "id": "{key} holds {value}, which is no id: a word without control characters, or a whole number",
        "twice": "{key} holds {value} {times} times: once is enough, twice would double its chance",
        "too_many": "{select} cannot be drawn from {there}",
        "stranger": "conflicts names {value}, which is not in {key}",
        "too_few_officers": "{value} needs {wanted} officers, and only {there} have no conflict with it",
        "seed": "the seed has to be a text of at least one character",
    }

    def __init__(self, code: str, **facts: object) -> None:
        self.code, self.facts = code, facts
        super().__init__(self.SENTENCES[code].format(**facts))


@dataclass(frozen=True)
class Lots:
    """The urn: lists in order of their texts' code points, so that the order in which they came changes nothing.

    `conflicts` are pairs (officer, object): this officer is not drawn for that object.
    """

    name: str
    population: tuple[Id, ...]
    select: int
    officers: tuple[Id, ...] = ()
    officers_each: int = 0
    conflicts: tuple[tuple[Id, Id], ...] = ()

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Lots:
        """From the mapping of a JSON file without its seed; `DrawFault` names the entry that cannot be right."""
        for key in sorted(set(told) - KEYS):
            raise DrawFault("unknown", key=key)
        for key in NEEDED:
            if key not in told:
                raise DrawFault("missing", key=key)
        lots = cls(
            name=_text("name", told["name"]),
            population=_ids("population", told["population"]),
            select=_count("select", told["select"], least=1),
            officers=_ids("officers", told.get("officers", [])),
            officers_each=_count("officers_each", told.get("officers_each", 0), least=0),
            conflicts=_pairs(told.get("conflicts", [])),
        )
        lots.check()
        return lots

    def check(self) -> None:
        """That the draw can be made whatever the lot says: enough objects, and for every one of them enough officers."""
        if self.select > len(self.population):
            raise DrawFault("too_many", select=self.select, there=len(self.population))
        for key, known, at in (("officers", self.officers, 0), ("population", self.population, 1)):
            texts = {str(one) for one in known}
            for pair in self.conflicts:
                if str(pair[at]) not in texts:
                    raise DrawFault("stranger", value=pair[at], key=key)
        barred = Counter(str(thing) for _, thing in self.conflicts)
        for one in self.population:
            there = len(self.officers) - barred[str(one)]
            if there < self.officers_each:
                raise DrawFault("too_few_officers", value=one, wanted=self.officers_each, there=there)

    def plain(self) -> dict[str, Any]:
        """As it stands in a record."""
        return {
            "name": self.name,
            "population": list(self.population),
            "officers": list(self.officers),
            "select": self.select,
            "officers_each": self.officers_each,
            "conflicts": [list(pair) for pair in self.conflicts],
        }

    @property
    def digest(self) -> str:
        """SHA-256 of the urn in canonical JSON (keys sorted, no spaces, UTF-8), the algorithm's name included."""
        return hashlib.sha256(canonical({"algorithm": ALGORITHM, **self.plain()})).hexdigest()


def canonical(value: object) -> bytes:
    """One value, one text: JSON with sorted keys and no spaces, in UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _ids(key: str, told: object) -> tuple[Id, ...]:
    ids = [_id(key, one) for one in _list(key, told)]
    for text, times in Counter(str(one) for one in ids).items():
        if times > 1:
            raise DrawFault("twice", key=key, value=text, times=times)
    return tuple(sorted(ids, key=str))


def _pairs(told: object) -> tuple[tuple[Id, Id], ...]:
    pairs = []
    for one in _list("conflicts", told):
        if len(pair := _list("conflicts", one)) != 2:
            raise DrawFault("shape", key="conflicts", wanted="a list of pairs [officer, object]")
        pairs.append((_id("conflicts", pair[0]), _id("conflicts", pair[1])))
    for (officer, thing), times in Counter((str(a), str(b)) for a, b in pairs).items():
        if times > 1:
            raise DrawFault("twice", key="conflicts", value=f"{officer} – {thing}", times=times)
    return tuple(sorted(pairs, key=lambda pair: (str(pair[0]), str(pair[1]))))


def _list(key: str, told: object) -> Sequence[object]:
    if not isinstance(told, list | tuple):
        raise DrawFault("shape", key=key, wanted="a list")
    return told


def _id(key: str, told: object) -> Id:
    if isinstance(told, bool) or not isinstance(told, str | int):
        raise DrawFault("id", key=key, value=repr(told))
    if told == "" or _is_unspeakable(str(told)):
        raise DrawFault("id", key=key, value=repr(told))
    return told


def _text(key: str, told: object) -> str:
    if not isinstance(told, str) or _is_unspeakable(told):
        raise DrawFault("shape", key=key, wanted="a text without control characters")
    return told


def _count(key: str, told: object, *, least: int) -> int:
    if isinstance(told, bool) or not isinstance(told, int) or told < least:
        raise DrawFault("shape", key=key, wanted=f"a whole number from {least}")
    return told


def _is_unspeakable(text: str) -> bool:
    """Control characters and lone surrogates: what could not be written down and read back as the same text."""
    return any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text)
