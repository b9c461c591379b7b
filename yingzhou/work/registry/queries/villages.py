"""Towns and villages by the names files use for them, for placing hundreds of thousands of rows without asking again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from yingzhou.work.network.choices import Kind
from yingzhou.work.network.models import Organization, Placement
from yingzhou.work.network.queries import in_force
from yingzhou.work.network.queries.places import locator

#: What a file may add to, or leave off, the name of a village or a town.
ENDINGS = (
    "村民委员会",  # data
    "居民委员会",  # data
    "村委会",  # data
    "居委会",  # data
    "社区",  # data
    "人民政府",  # data
)


#: How sure a seat is that was found from the text of an address.
IN_A_VILLAGE, IN_A_TOWN = 95, 70


@dataclass(frozen=True)
class Place:
    """A village with the station that looks after it on the day."""

    community_id: int
    station_id: int | None
    name: str
    town_id: int | None


@dataclass(frozen=True)
class Villages:
    """Every town and village of a day, by every name they are known under."""

    towns: dict[str, int] = field(default_factory=dict)
    town_names: dict[int, str] = field(default_factory=dict)
    places: dict[str, list[Place]] = field(default_factory=dict)

    def town(self, name: str) -> int | None:
        return self.towns.get(bare(name))

    def named(self, village: str) -> list[Place]:
        return self.places.get(bare(village), [])

    def town_name(self, town_id: int | None) -> str:
        return self.town_names.get(town_id or 0, "")


def bare(name: str) -> str:
    """The name without the words for what it is; `桂花村民委员会` and `桂花村` are the same village."""
    plain = "".join(name.split())
    for ending in ENDINGS:
        if plain.endswith(ending) and len(plain) > len(ending) + 1:
            plain = plain[: -len(ending)]
            break
    return plain[:-1] if plain.endswith("村") and len(plain) > 2 else plain  # data


def villages(*, on: date) -> Villages:
    """Read once an import; four queries."""
    towns: dict[str, int] = {}
    town_names: dict[int, str] = {}
    for town in Organization.objects.filter(in_force(on), kind=Kind.TOWNSHIP):
        town_names[town.pk] = town.name
        for name in _names(town):
            towns[name] = town.pk
    station_of = dict(Placement.objects.filter(in_force(on), line="station").values_list("child_id", "parent_id"))
    town_of = dict(Placement.objects.filter(in_force(on), line="township").values_list("child_id", "parent_id"))
    places: dict[str, list[Place]] = defaultdict(list)
    for community in Organization.objects.filter(in_force(on), kind=Kind.COMMUNITY).order_by("pk"):
        place = Place(community.pk, station_of.get(community.pk), community.name, town_of.get(community.pk))
        for name in _names(community):
            places[name].append(place)
    return Villages(towns=towns, town_names=town_names, places=dict(places))


def _names(organization: Organization) -> Iterable[str]:
    return dict.fromkeys(bare(name) for name in (organization.name, *organization.aliases) if name)


Resolved = tuple[int, int | None, int, str]


def resolver(*, on: date) -> Callable[[str], Resolved | None]:
    """A function from an address to (station, village, per cent, why), for many addresses on one day; None if it does not know."""
    net = locator(on=on)

    def resolve_one(address: str) -> Resolved | None:
        found = net.locate(address)
        if found.station_id is None:
            return None
        percent = IN_A_VILLAGE if found.community_id else IN_A_TOWN
        return found.station_id, found.community_id, percent, "；".join(found.resolution.why)

    return resolve_one
