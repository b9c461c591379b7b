"""Which thing an address is about.  An address with a part in it that is not here fails the build."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.web.matrix.world import World
from yingzhou.web.door.access import Access

#: part of an address → the thing whose id stands in it, by the name of the address or by how its name begins
THINGS: dict[str, dict[str, str]] = {
    "desk:business": {"pid": "business"},
    "desk:business_unmerge": {"pid": "business", "mid": "merge"},
    "desk:business_tag_off": {"pid": "business", "xid": "tag"},
    "desk:mediation": {"pid": "mediation", "xid": "installment"},
    "desk:permit": {"pid": "business", "xid": "permit"},
    "desk:premises": {"pid": "business", "xid": "premises"},
    "desk:contact": {"pid": "business", "xid": "contact"},
    "desk:stall": {"pid": "business"},
    "desk:case": {"pid": "case"},
    "desk:clock": {"pid": "clock"},
    "desk:law_year": {"pid": "notice"},
    "desk:law_figure": {"pid": "own_figure"},
    "desk:complaint": {"pid": "complaint"},
    "desk:studio": {"pid": "studio"},
    "desk:booking": {"pid": "booking"},
    "desk:point": {"pid": "point"},
    "desk:award": {"pid": "award"},
    "desk:appeal": {"pid": "appeal"},
    "desk:evidence": {"pid": "evidence"},
    "desk:person": {"pid": "officer"},
    "desk:posting": {"pid": "posting"},
    "desk:me_session": {"pid": "session"},
    "desk:me_leave": {"pid": "leave"},
    "desk:organization": {"pid": "organization"},
    "desk:placement": {"pid": "placement"},
    "desk:notification": {"pid": "notification"},
    "desk:tipoff": {"pid": "tipoff"},
    "desk:tipoff_extension": {"pid": "clock"},
    "desk:trail_line": {"pid": "line"},
    "desk:trail_about": {"pid": "case"},
    "desk:job": {"pid": "failure"},
    "desk:import": {"pid": "batch"},
    "desk:ledger": {"pid": "ledger"},
    "desk:obligation": {"pid": "obligation"},
    "desk:grid": {"pid": "grid"},
    "desk:gap": {},
    "desk:paper": {"pid": "paper"},
    "desk:paper_kind": {},
    "desk:paper_template": {"pid": "paper_template"},
    "portal:proof": {"pid": "receipt"},
}
#: parts that are no ids
OTHER_PARTS = {
    "kind": "cases.case",
    "token": "no-such-token",
    "name": "station-without-head",
    "which": "wrong",
    "item": "door",
    "paper": "complaint.refusal",
    "form": "docx",
}
#: The tree is no secret inside the bureau: its names, people in office and dates are the same for every station.
#: A receipt is for whoever holds its address, and says nothing of what was said.
#: What waits for a second person is the bureau's.
COMMON = frozenset(
    {
        "receipt",
        "organization",
        "placement",
        "officer",
        "posting",
        "failure",
        "grid",
        "paper_template",
        "notice",
        "own_figure",
    }
)


@dataclass(frozen=True)
class Address:
    """One address of the URLconf: its full name, the parts it wants, and who may."""

    name: str
    parts: frozenset[str]
    access: Access

    def things(self) -> dict[str, str] | None:
        """Part → thing; None where the table does not know."""
        stem = max((known for known in THINGS if self.name.startswith(known)), key=len, default="")
        known = {part: thing for part, thing in THINGS.get(stem, {}).items() if part in self.parts}
        return known if set(known) | (set(OTHER_PARTS) & self.parts) == self.parts else None

    def is_about(self) -> str:
        """The thing whose scope decides."""
        return (self.things() or {}).get("pid", "")

    def at(self, world: World, whose: str) -> str:
        parts: dict[str, Any] = {part: OTHER_PARTS[part] for part in self.parts & set(OTHER_PARTS)}
        parts |= {part: world.id_of(thing, whose) for part, thing in (self.things() or {}).items()}
        return reverse(self.name, kwargs=parts)


def addresses(resolver: URLResolver | None = None, space: str = "") -> Iterator[Address]:
    """Every address there is."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry, f"{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            access = getattr(entry.callback, "access", Access())
            yield Address(f"{space}{entry.name}", frozenset(entry.pattern.converters), access)
