"""A complaint beside the row it came from: what the file said, what we hold, and where the two part."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yingzhou.base.clock import today
from yingzhou.base.staging.cells import Cell, text_of
from yingzhou.base.staging.columns import clean, header_key
from yingzhou.base.staging.filling import mask
from yingzhou.work.disputes.choices import ComplaintState
from yingzhou.work.disputes.models import Complainant, Complaint
from yingzhou.work.disputes.rules import blinds
from yingzhou.work.disputes.rules import platform as rules
from yingzhou.work.registry.rules.people import name_mask, phone_mask

#: A header of the file that is no column of ours is shown under its own name, marked so.
OWN = "·"


@dataclass(frozen=True)
class Sheet:
    """A header row and which column is where."""

    heading: Sequence[Cell]
    mapping: Mapping[str, int]

    def names(self) -> list[str]:
        """The name of each column: ours, or the file's own."""
        ours = {at: name for name, at in self.mapping.items()}
        return [ours.get(at, OWN + header_key(text_of(cell))) for at, cell in enumerate(self.heading)]


def cells_of(stored: str) -> list[Cell]:
    found: list[Cell] = json.loads(stored)
    return found


def differences(before: Sheet, old: Sequence[Cell], after: Sheet, new: Sequence[Cell]) -> dict[str, list[str]]:
    """Cells that say something else than last time, by column; personal ones masked.  Order of columns does not matter."""
    was = dict(zip(before.names(), old, strict=False))
    now = dict(zip(after.names(), new, strict=False))
    return {
        name: [shown(name, text_of(was.get(name))), shown(name, text_of(cell))]
        for name, cell in now.items()
        if cell != was.get(name)
    }


def shown(name: str, text: str) -> str:
    """A cell for a page: never a person, never the whole of a long story."""
    if name == "person":
        return name_mask(text)
    if name == "phone":
        return phone_mask(blinds.phone_digits(text))
    return mask(text) if name == "address" and text else text[:120]


def read_cells(sheet: Sheet, cells: Sequence[Cell]) -> dict[str, str | None]:
    """What the cells of one row meant when they were read, column by column."""
    readers = {column.name: column.read for column in rules.columns(today())}
    texts = {name: clean([text_of(cells[at]) if at < len(cells) else ""])[0] for name, at in sheet.mapping.items()}
    texts = {name: _as_read(name, cells, sheet, text) for name, text in texts.items()}
    return {name: readers[name]([text])[0][0] for name, text in texts.items()}


def _as_read(name: str, cells: Sequence[Cell], sheet: Sheet, text: str) -> str:
    """A day kept as a number is a serial day; the reader knows one by its `.0`."""
    at = sheet.mapping[name]
    cell = cells[at] if at < len(cells) else None
    if isinstance(cell, list) and cell[0] == "n" and name.endswith("_on"):
        return f"{int(float(text))}.0"
    return text


def ours(complaint: Complaint, person: Complainant | None) -> dict[str, str | None]:
    """What we hold, column by column, in the form the readers answer."""
    return {
        "number": complaint.platform_number,
        "received_on": complaint.received_on.isoformat(),
        "channel": complaint.channel,
        "person": (person.name if person else "") or None,
        "phone": (person.phone if person else "") or None,
        "address": (person.address if person else "") or None,
        "respondent_name": complaint.respondent_name,
        "respondent_address": complaint.respondent_address or None,
        "goods": complaint.goods or None,
        "topic": complaint.topic or None,
        "request": complaint.request or None,
        "facts": complaint.facts or None,
        "amount": None if complaint.amount is None else f"{complaint.amount:.2f}",
        "bought_on": _day(complaint.bought_on),
        "state": complaint.state,
        "decided_on": _day(complaint.decided_on),
        "ground": complaint.ground or None,
        "ended_on": _day(complaint.ended_on),
        "consents_publication": "t" if complaint.consents_publication else "f",
        "consents_delegation": "t" if complaint.consents_delegation else "f",
    }


def _day(value: Any) -> str | None:
    return value.isoformat() if value else None


def state_of(values: Mapping[str, str | None]) -> str:
    """The state a row meant, its other cells taken into account."""
    return str(
        rules.standing(
            state=values.get("state"),
            decided_on=values.get("decided_on"),
            ground=values.get("ground"),
            reason=values.get("reason"),
            result=values.get("result"),
        ).state
    )


def changed_since(sheet: Sheet, cells: Sequence[Cell], complaint: Complaint, person: Complainant | None) -> dict[str, str]:
    """Columns in which we now hold something else than the row said, with the words to write there."""
    said, held = read_cells(sheet, cells), ours(complaint, person)
    meant = state_of(said)
    found = {}
    for name in sheet.mapping:
        if name not in held or _same(name, said.get(name), held[name]):
            continue
        if name == "state" and held["state"] == meant:
            continue
        found[name] = written(name, held[name])
    return found


def _same(name: str, said: str | None, held: str | None) -> bool:
    if name.startswith("consents_"):
        return (said or "f") == held
    if name == "channel" and said is None:
        return True
    if name == "ground":
        return not held or said == held
    return said == held


def written(name: str, value: str | None) -> str:
    """A value in the platform's own words."""
    if value is None:
        return ""
    if name in ("channel", "state", "ground", "topic"):
        return rules.written(name, value)
    if name.startswith("consents_"):
        return rules.written("yesno", value)
    return value


#: States a file may still change: whatever a person of ours has decided stands.
def is_ours_to_say(complaint: Complaint) -> bool:
    """Whether a person of ours has decided: then the file no longer says where the complaint stands."""
    return complaint.decided_by_id is not None or complaint.state in (ComplaintState.MEDIATING, ComplaintState.SETTLED)
