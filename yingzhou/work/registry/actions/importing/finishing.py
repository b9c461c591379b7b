"""What the registry adds to the cells of a file before they are stored: keys, the village and station, the blind index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from yingzhou.base.clock import today
from yingzhou.base.secrets.blinding import blind_many
from yingzhou.base.staging.choices import Severity
from yingzhou.base.staging.columns import Note, Values
from yingzhou.base.staging.kinds import Say
from yingzhou.base.staging.models import Batch
from yingzhou.engines.identifiers.many import doubtful_codes
from yingzhou.work.registry.choices import Kind, SeatedBy
from yingzhou.work.registry.queries.villages import Place, Villages, villages
from yingzhou.work.registry.rules import keys, people

STORED = (
    "uscc",
    "uscc_override",
    "name",
    "name_key",
    "kind",
    "legal_form",
    "status",
    "registered_on",
    "industry_code",
    "registered_address",
    "address_key",
    "premises_address",
    "premises_key",
    "station_id",
    "community_id",
    "seated_by",
    "confidence",
    "seat_why",
    "name_mask",
    "phone_mask",
    "phone_blind",
    "employees",
    "revenue",
    "assets",
    "permit_kind",
    "permit_number",
    "permit_expires_on",
    "former_name",
    "former_key",
)
OVERRIDE = "导入文件原样（批次 #{number:04}）"  # data


class Seated(NamedTuple):
    """Where one row belongs, as COPY writes it; and what to say if it does not."""

    station: str | None = None
    community: str | None = None
    how: str | None = None
    confidence: str | None = None
    why: str | None = None
    column: str = ""
    note: Note | None = None


NOWHERE = Seated()
#: Finds a village from an address alone: (station, community, per cent, why), or None.
Resolve = Callable[[str], tuple[int, int | None, int, str] | None]


class Finishing:
    """One run over one file; remembers the codes and places it has met."""

    def __init__(self, batch: Batch, resolve: Resolve) -> None:
        self.override = OVERRIDE.format(number=batch.number)
        self.villages: Villages = villages(on=today())
        self.resolve = resolve
        self.scope: frozenset[int] | None = None if batch.scope is None else frozenset(batch.scope)
        self.by_code: dict[str, int] = {}
        self.by_place: dict[tuple[str, str], int] = {}
        self.by_village: dict[tuple[str | None, str | None], Seated] = {}
        self.by_address: dict[str, Seated] = {}

    def __call__(self, numbers: Sequence[int], values: dict[str, Values], say: Say) -> tuple[dict[str, Values], list[str | None]]:
        names, addresses = values["name"], values["registered_address"]
        out = {name: values[name] for name in STORED if name in values}
        out["name_key"] = keys.name_keys(names)
        both = keys.address_keys([*addresses, *values["premises_address"]])
        out["address_key"], out["premises_key"] = both[: len(addresses)], both[len(addresses) :]
        former = values["former_name"]
        out["former_key"] = keys.name_keys(former)
        self._codes(numbers, out, say)
        self._belonging(out, say)
        self._seats(values, out, say)
        return out, self._people(values, out)

    def _codes(self, numbers: Sequence[int], out: dict[str, Values], say: Say) -> None:
        codes = [code or "" for code in out["uscc"]]
        overrides: Values = [None] * len(codes)
        for at in doubtful_codes(codes):
            if codes[at]:
                overrides[at] = self.override
        out["uscc_override"] = overrides
        for at, (code, number) in enumerate(zip(codes, numbers, strict=True)):
            if code:
                other = self.by_code.setdefault(code, number)
                if other != number:
                    say(at, "uscc", Note("same_code", facts={"other": other}))
            else:
                self._without_code(at, number, out, say)

    def _without_code(self, at: int, number: int, out: dict[str, Values], say: Say) -> None:
        name, address = out["name_key"][at], out["address_key"][at]
        if not name:
            return
        if not address:
            say(at, "uscc", Note("needs_code_or_address"))
            return
        other = self.by_place.setdefault((name, address), number)
        if other != number:
            say(at, "name", Note("same_place", facts={"other": other}))

    def _belonging(self, out: dict[str, Values], say: Say) -> None:
        """What must agree inside one row; what does not is left out with a warning."""
        for at, (kind, form) in enumerate(zip(out["kind"], out["legal_form"], strict=True)):
            if form and kind != Kind.ENTERPRISE:
                out["legal_form"][at] = None
                say(at, "legal_form", Note("form_of_others", Severity.WARNING))
        for at, (kind, permit, expiry) in enumerate(
            zip(out["permit_kind"], out["permit_number"], out["permit_expires_on"], strict=True)
        ):
            if not kind and (permit or expiry):
                out["permit_number"][at] = out["permit_expires_on"][at] = None
                if kind is None:
                    say(at, "permit_kind", Note("permit_incomplete", Severity.WARNING))
            if kind == "":
                out["permit_kind"][at] = None

    def _seats(self, values: dict[str, Values], out: dict[str, Values], say: Say) -> None:
        seats = [
            self._seat(town, village, premises or registered)
            for town, village, premises, registered in zip(
                values["town"], values["village"], values["premises_address"], values["registered_address"], strict=True
            )
        ]
        for at, seat in enumerate(seats):
            if seat.note is not None:
                say(at, seat.column, seat.note)
            if self.scope is not None and seat.station is not None and int(seat.station) not in self.scope:
                say(at, "village", Note("outside"))
        out["station_id"] = [seat.station for seat in seats]
        out["community_id"] = [seat.community for seat in seats]
        out["seated_by"] = [seat.how for seat in seats]
        out["confidence"] = [seat.confidence for seat in seats]
        out["seat_why"] = [seat.why for seat in seats]

    def _seat(self, town: str | None, village: str | None, address: str | None) -> Seated:
        if village:
            known = self.by_village.get((town, village))
            if known is None:
                known = self.by_village[town, village] = self._by_name(town, village)
            return known
        if not address:
            return NOWHERE
        asked = f"{town or ''}{address}" if town and town not in address else address
        known = self.by_address.get(asked)
        if known is None:
            if len(self.by_address) > 50_000:
                self.by_address.clear()
            known = self.by_address[asked] = self._by_text(asked)
        return known

    def _by_name(self, town: str | None, village: str) -> Seated:
        found = self.villages.named(village)
        town_id = self.villages.town(town) if town else None
        if town and town_id is None:
            return Seated(column="town", note=Note("unknown_town"))
        if not found:
            return Seated(column="village", note=Note("unknown_village"))
        if town_id is not None:
            here = [place for place in found if place.town_id == town_id]
            if not here:
                other = "、".join(self.villages.town_name(place.town_id) for place in found)
                return Seated(column="village", note=Note("village_elsewhere", facts={"town": town, "other": other}))
            found = here
        if len(found) > 1:
            towns = "、".join(self.villages.town_name(place.town_id) for place in found)
            return Seated(column="village", note=Note("village_ambiguous", facts={"towns": towns}))
        return _at(found[0])

    def _by_text(self, address: str) -> Seated:
        found = self.resolve(address)
        if found is None:
            return Seated(column="registered_address", note=Note("not_resolved", Severity.WARNING))
        station, community, confidence, why = found
        return Seated(
            str(station), None if community is None else str(community), str(SeatedBy.ADDRESS), str(confidence), why[:200]
        )

    def _people(self, values: dict[str, Values], out: dict[str, Values]) -> list[str | None]:
        names, numbers = values["contact_name"], values["contact_phone"]
        digits = [number or "" for number in numbers]
        out["phone_blind"] = [code or None for code in blind_many(digits, people.PHONE)]
        out["phone_mask"] = [people.phone_mask(number) or None for number in digits]
        out["name_mask"] = [people.name_mask(name) if name else None for name in names]
        return [f"{name or ''}\t{number}" if name or number else None for name, number in zip(names, digits, strict=True)]


def _at(place: Place) -> Seated:
    if place.station_id is None:
        return NOWHERE
    return Seated(str(place.station_id), str(place.community_id), str(SeatedBy.IMPORT), "100", "")
