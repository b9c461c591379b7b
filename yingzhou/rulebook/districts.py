"""Reading a district's folder: names, codes, stations and their areas.  Data only; see districts/*/README.md."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from yingzhou.rulebook.errors import FigureFault


@dataclass(frozen=True)
class Town:
    """A town-level unit: town, township or farm; `seat` is (longitude, latitude) to 0.01°."""

    name: str
    kind: str
    code: str
    seat: tuple[Decimal, Decimal] | None
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Community:
    """A village or residents' committee, by its official name; `aliases` are other spellings."""

    name: str
    kind: str
    code: str
    town: str
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Station:
    """A guidance station and the communities under it, as (town, name)."""

    name: str
    communities: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Agreement:
    """What organizations of one kind owe those of another along a line: how often, by which day, shown by what."""

    kind: str
    name: str
    debtor: str
    creditor: str
    line: str
    recurrence: str
    due_day: int
    due_months_after: int
    proof: str
    source: str
    since: date


@dataclass(frozen=True)
class District:
    """Everything a folder says.  `code_series` names the series of all codes here."""

    name: str
    name_en: str
    since: date
    code_series: str
    area_code: str
    former_names: tuple[str, ...]
    province: str
    bureau: str
    departments: tuple[str, ...]
    associations: tuple[str, ...]
    towns: tuple[Town, ...]
    communities: tuple[Community, ...]
    stations: tuple[Station, ...]
    stations_are_illustrative: bool
    agreements: tuple[Agreement, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """How addresses begin here: province, district, and what it was called."""
        return (self.province, self.name, *self.former_names)


def read(folder: Path) -> District:
    """The district of a folder; `FigureFault` where its files do not agree with one another."""
    told = yaml.safe_load((folder / "district.yaml").read_text(encoding="utf-8"))
    parks = _by_town(_rows(folder / "parks.csv"))
    spellings = told.get("spellings") or {}
    towns = tuple(_town(row, parks.get(row["name"], ()), spellings) for row in _rows(folder / "towns.csv"))
    communities = tuple(_community(row, spellings) for row in _rows(folder / "communities.csv"))
    _check_places(folder, towns, communities)
    placed = yaml.safe_load((folder / "stations.yaml").read_text(encoding="utf-8"))
    return District(
        name=told["name"],
        name_en=told["name_en"],
        since=told["since"],
        code_series=next(iter(told["code_series"])),
        area_code=str(told.get("area_code", "")),
        former_names=tuple(one["name"] for one in told.get("former") or ()),
        province=told["province"],
        bureau=told["bureau"]["name"],
        departments=tuple(told["bureau"].get("departments") or ()),
        associations=tuple(told["bureau"].get("associations") or ()),
        towns=towns,
        communities=communities,
        stations=_stations(folder, placed["stations"], communities),
        stations_are_illustrative=bool(placed.get("illustrative")),
        agreements=_agreements(folder / "obligations.yaml"),
    )


def spelled(name: str, spellings: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Every other spelling of a name, by characters that are mistaken for one another; not the name itself."""
    ways = ("".join(way) for way in product(*([char, *map(str, spellings.get(char, ()))] for char in name)))
    return tuple(way for way in ways if way != name)


def _agreements(path: Path) -> tuple[Agreement, ...]:
    if not path.exists():
        return ()
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    usual = {"line": "station", "due_day": 31, "due_months_after": 0, "since": told["since"]}
    try:
        return tuple(Agreement(**{**usual, **one}) for one in told["types"])
    except TypeError as fault:
        raise FigureFault(f"{path.parent.name}/{path.name}", f"栏目缺了或写错了：{fault}") from fault


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _by_town(parks: list[dict[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for park in parks:
        if park["town"]:
            found[park["town"]] = (*found.get(park["town"], ()), park["name"])
    return found


def _town(row: Mapping[str, str], parks: tuple[str, ...], spellings: Mapping[str, Sequence[str]]) -> Town:
    seat = (Decimal(row["longitude"]), Decimal(row["latitude"])) if row["longitude"] else None
    former = tuple(name for name in row["former_names"].split("|") if name)
    aliases = (*former, *(way for name in (row["name"], *former) for way in spelled(name, spellings)), *parks)
    return Town(row["name"], row["kind"], row["code"], seat, aliases)


def _community(row: Mapping[str, str], spellings: Mapping[str, Sequence[str]]) -> Community:
    return Community(row["name"], row["kind"], row["code"], row["town"], spelled(row["name"], spellings))


def _check_places(folder: Path, towns: Sequence[Town], communities: Sequence[Community]) -> None:
    names = Counter(town.name for town in towns)
    if twice := [name for name, times in names.items() if times > 1]:
        raise FigureFault(f"{folder.name}/towns.csv", f"同名：{twice[0]}")
    if astray := [one for one in communities if one.town not in names]:
        raise FigureFault(f"{folder.name}/communities.csv", f"{astray[0].name} 的乡镇 {astray[0].town} 不在 towns.csv 里")
    pairs = Counter((one.town, one.name) for one in communities)
    if repeated := [pair for pair, times in pairs.items() if times > 1]:
        raise FigureFault(f"{folder.name}/communities.csv", f"重复：{'·'.join(repeated[0])}")


def _stations(folder: Path, told: Sequence[Mapping[str, Any]], communities: Sequence[Community]) -> tuple[Station, ...]:
    """Areas that name communities take first, then those that name a kind, then those that take the rest of a town."""
    where = f"{folder.name}/stations.yaml"
    free = {(one.town, one.name): one for one in communities}
    taken: dict[str, list[tuple[str, str]]] = {station["name"]: [] for station in told}
    for choosing in ("communities", "kind", ""):
        for station, area in _areas(told):
            if choosing != ("communities" if "communities" in area else "kind" if "kind" in area else ""):
                continue
            chosen = _chosen(where, area, free)
            taken[station] += chosen
            for pair in chosen:
                del free[pair]
    if free:
        town, name = next(iter(free))
        raise FigureFault(where, f"{town}{name} 没有归到任何站")
    if empty := [name for name, pairs in taken.items() if not pairs]:
        raise FigureFault(where, f"{empty[0]} 一个村居也没有")
    return tuple(Station(name, tuple(pairs)) for name, pairs in taken.items())


def _areas(told: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for station in told:
        for area in station["areas"]:
            yield station["name"], area


def _chosen(where: str, area: Mapping[str, Any], free: Mapping[tuple[str, str], Community]) -> list[tuple[str, str]]:
    town = area["town"]
    if "communities" not in area:
        return [pair for pair, one in free.items() if one.town == town and area.get("kind", one.kind) == one.kind]
    wanted = [(town, name) for name in area["communities"]]
    if astray := [name for pair, name in zip(wanted, area["communities"], strict=True) if pair not in free]:
        raise FigureFault(where, f"{town}没有 {astray[0]}，或者它已经归了别的站")
    return wanted
