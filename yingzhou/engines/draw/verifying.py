"""Whether a record is what its own input and seed give, and what it was committed to by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yingzhou.engines.draw.drawing import draw
from yingzhou.engines.draw.lots import ALGORITHM, KEYS, DrawFault, Lots, canonical

#: In the order in which they are looked at: the urn before what came out of it.
PARTS = ("algorithm", *sorted(KEYS), "inputs", "commitment", "public_word", "seed", "selected")


@dataclass(frozen=True)
class Fault:
    """What does not agree: the part of the record, and why."""

    part: str
    message: str


def verify(record: Mapping[str, Any], *, commitment: str = "", inputs: str = "") -> tuple[Fault, ...]:
    """All that does not agree; none where the record is right.

    `commitment` and `inputs` are the hashes published before the draw.  Without them a record made up from the beginning, seed and
    all, agrees with itself.
    """
    if faults := _strangers(record):
        return faults
    if record["algorithm"] != ALGORITHM:
        return (Fault("algorithm", f"is {record['algorithm']!r}, not {ALGORITHM!r}"),)
    try:
        lots = Lots.read({key: record[key] for key in KEYS})
        again = draw(lots, seed=_text(record["seed"]), public_word=_text(record["public_word"])).record()
    except (DrawFault, UnicodeEncodeError) as wrong:
        return (Fault("input", str(wrong)),)
    faults = tuple(Fault(part, _differs(part)) for part in PARTS if canonical(record[part]) != canonical(again[part]))
    return faults + tuple(
        Fault(part, "is not what was published before the draw")
        for part, published in (("commitment", commitment), ("inputs", inputs))
        if published and published.lower() != again[part]
    )


def _strangers(record: Mapping[str, Any]) -> tuple[Fault, ...]:
    missing = [Fault(part, "is missing") for part in PARTS if part not in record]
    return (*missing, *(Fault(part, "does not belong in a record") for part in sorted(set(record) - set(PARTS))))


def _differs(part: str) -> str:
    if part == "inputs":
        return "is not the hash of this input: the input was changed"
    if part == "commitment":
        return "is not the hash of this seed"
    return "is not what this input and this seed give"


def _text(told: object) -> str:
    if not isinstance(told, str):
        raise DrawFault("seed")
    return told
