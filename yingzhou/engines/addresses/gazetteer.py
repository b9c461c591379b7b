"""The names of one district, arranged for being found in text."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from yingzhou.engines.addresses.text import in_digits, normalize

#: What a committee may be called after its own name, the longest first.
_COMMITTEE = re.compile(r"(?:社区)?(?:居民委员会|居委会|居委|村民委员会|村委会|村委)$")
_VILLAGE = re.compile(r"村(?:村民委员会|村委会|民委员会|委会|委)$")
#: Names that stand for a whole estate, so that they may be written without the committee.
_ESTATE = re.compile(r"(?:新村|花苑|佳苑|家园|新苑|景苑|璟苑|乐苑|水苑|华庭|星城|小区|公寓)$")
#: A registered address "in" one of these is where papers are kept, not where work is done.
PARK = re.compile(
    r"(?:经济小区|经济园区|经济开发区|经济发展区|经济城|开发区|工业园区|工业区|产业园区?|科技园区?|创业园区?|园区|集中登记地)"
)
MARKS = ("社区居民委员会", "社区居委会", "居民委员会", "居委会", "居委", "社区")
VILLAGE_MARKS = ("村村民委员会", "村村委会", "村民委员会", "村委会", "村委", "村")


@dataclass(frozen=True)
class Town:
    """A town-level unit: `key` is the caller's own, `names` its name and aliases with their 镇 or 乡."""

    key: Hashable
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Village:
    """A village or residents' committee by its official name."""

    key: Hashable
    name: str
    town: Hashable
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Named:
    """One way of writing a village.  `bare` names hold only at once after the town and before a number."""

    text: str
    village: Village
    bare: bool = False


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Built once, used for every address.  `names` are the province first, then the district and its former names."""

    names: tuple[str, ...]
    towns: tuple[Town, ...]
    villages: tuple[Village, ...]
    town_names: dict[str, Town] = field(default_factory=dict, hash=False)
    park_names: dict[str, Town] = field(default_factory=dict, hash=False)
    village_names: dict[str, tuple[Named, ...]] = field(default_factory=dict, hash=False)

    @classmethod
    def build(cls, names: Sequence[str], towns: Iterable[Town], villages: Iterable[Village]) -> Gazetteer:
        """Arrange the names.  An alias that ends like a park is one: it tells the town and that nobody works there."""
        made = cls(tuple(normalize(name) for name in names) or ("",), tuple(towns), tuple(villages))
        for town in made.towns:
            for name in (town.name, *town.aliases):
                book = made.park_names if PARK.search(name) else made.town_names
                book[normalize(name)] = town
        for village in made.villages:
            for named in _ways(village):
                made.village_names[named.text] = (*made.village_names.get(named.text, ()), named)
        return made

    @cached_property
    def longest(self) -> int:
        """The length of the longest way of writing a village."""
        return max(map(len, self.village_names), default=0)

    @cached_property
    def town_lengths(self) -> tuple[int, ...]:
        """How long town names are, the longest first."""
        return tuple(sorted({len(name) for name in self.town_names}, reverse=True))

    @cached_property
    def prefixes(self) -> tuple[str, ...]:
        """What an address may begin with here, the longest first: 上海市, 上海, …"""
        short = [name[:-1] for name in self.names if len(name) > 2]
        return tuple(sorted({*self.names, *short} - {""}, key=lambda name: (-len(name), name)))

    def town_of(self, village: Village) -> Town:
        return next(town for town in self.towns if town.key == village.town)


def _ways(village: Village) -> set[Named]:
    """Every way of writing a village's name, with digits too."""
    ways: set[Named] = set()
    for official in (village.name, *village.aliases):
        name = normalize(official)
        ways |= {Named(way, village, bare) for way, bare in (*_as_village(name), *_as_committee(name), (name, False))}
    return ways | {Named(in_digits(named.text), named.village, named.bare) for named in ways}


def _as_village(name: str) -> list[tuple[str, bool]]:
    core = _VILLAGE.sub("", name)
    if core == name:
        return []
    return [(core + mark, False) for mark in VILLAGE_MARKS] + ([(core, True)] if len(core) > 1 else [])


def _as_committee(name: str) -> list[tuple[str, bool]]:
    core = _COMMITTEE.sub("", name)
    if core == name or _VILLAGE.search(name):
        return []
    ways = [(core + mark, False) for mark in MARKS]
    return [*ways, (core, False)] if _ESTATE.search(core) else ways
