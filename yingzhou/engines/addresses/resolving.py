"""Finding the town and the village in an address."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from yingzhou.engines.addresses.gazetteer import PARK, Gazetteer, Town, Village
from yingzhou.engines.addresses.text import is_hanzi, normalize

_ROAD = re.compile(r"[东南西北中]?(?:公路|支路|大道|大街|路|街(?!区|道办|坊))")
_NUMBER = re.compile(r"[第0-9A-Za-z一二三四五六七八九十]+(?:队|组|号|生产队|村民组|弄)")
_NEAR = re.compile(r"(?:旁|附近|对面|隔壁|以[东南西北]|往[东南西北])")
_BETWEEN = re.compile(r"交界|交接处|之间")
_BEFORE_NEAR = ("近", "靠", "对面", "毗邻", "原", "旧")
_MAY_PRECEDE = frozenset("号弄室幢栋楼层区道内里队组座()/,、;-:")
_ELSEWHERE = re.compile(r"^[\u4e00-\u9fff]{2,8}?(?:省|自治区|市|县|(?<![小园社校库])区)")
_NOT_A_DISTRICT = re.compile(r"(?:开发|发展|工业|园|产业|城|新)区$")
_BRACKETS = re.compile(r"\([^()]*\)?")
_POSTCODE = re.compile(r"^\d{6}(?!\d)")


class Confidence(StrEnum):
    """How far an address leads."""

    VILLAGE = "village"
    TOWN = "town"
    NONE = "none"


@dataclass(frozen=True)
class Resolution:
    """Where an address is, as far as it says.

    `town` and `village` are the caller's keys, None where they are not certain; `candidates` are villages that fit as well
    as one another; `in_park` marks a registered address that is not premises; `why` tells the steps.
    """

    confidence: Confidence
    town: Hashable | None = None
    village: Hashable | None = None
    candidates: tuple[Hashable, ...] = ()
    in_park: bool = False
    outside: bool = False
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    villages: tuple[Village, ...]
    text: str


def resolve(address: str, gazetteer: Gazetteer) -> Resolution:
    """The town and village an address names.  Never raises, never guesses."""
    text = normalize(address)
    if not text:
        return Resolution(Confidence.NONE, why=("地址是空的",))
    body, stated = _after_prefix(text, gazetteer)
    plain = _BRACKETS.sub(lambda found: "/" * len(found.group()), body)
    town_at = _town_in(plain, gazetteer)
    if not stated and _is_elsewhere(plain, gazetteer):
        return Resolution(Confidence.NONE, outside=True, why=("写的是别的地方，不在本辖区",))
    if len(town_at or ()) > 1:
        names = "、".join(town.name for town, _, _ in town_at or ())
        return Resolution(Confidence.NONE, why=(f"同时写了{names}，不能定",))
    in_park = bool(PARK.search(body))
    if town_at is None:
        return _without_town(text, plain, gazetteer, in_park=in_park)
    town, _, end = town_at[0]
    return _within_town(town, plain, end, gazetteer, in_park=in_park)


def _within_town(town: Town, plain: str, end: int, gazetteer: Gazetteer, *, in_park: bool) -> Resolution:
    why = [f"写明{town.name}"]
    if in_park:
        return Resolution(Confidence.TOWN, town.key, in_park=True, why=(*why, "园区登记地址，不当作经营场所"))
    if _BETWEEN.search(plain):
        return Resolution(Confidence.TOWN, town.key, why=(*why, "写的是两处之间，不能定村居"))
    here = [found for found in _villages(plain, end, gazetteer) if any(v.town == town.key for v in found.villages)]
    fits = {village.key: village for found in here for village in found.villages if village.town == town.key}
    if len(fits) == 1:
        village = next(iter(fits.values()))
        return Resolution(Confidence.VILLAGE, town.key, village.key, why=(*why, f"写明{here[0].text}，{town.name}只有一个"))
    if fits:
        names = "、".join(village.name for village in fits.values())
        return Resolution(Confidence.TOWN, town.key, candidates=tuple(fits), why=(*why, f"可能是{names}，不能定"))
    if astray := [found.text for found in _villages(plain, end, gazetteer)]:
        return Resolution(Confidence.TOWN, town.key, why=(*why, f"{town.name}没有{astray[0]}，只定到镇"))
    return Resolution(Confidence.TOWN, town.key, why=(*why, "没有写村居"))


def _is_elsewhere(plain: str, gazetteer: Gazetteer) -> bool:
    """Whether the text begins with a province, city, district or county that is not ours."""
    found = _ELSEWHERE.match(plain)
    if not found or (_NOT_A_DISTRICT.search(found.group()) and not found.group().endswith("新区")):
        return False
    ours = any(plain.startswith(name) for name in gazetteer.town_names)
    return not ours and not any(one.start == 0 for one in _villages(plain, 0, gazetteer))


def _without_town(text: str, plain: str, gazetteer: Gazetteer, *, in_park: bool) -> Resolution:
    if in_park:
        parks = {town.key: (name, town) for name, town in gazetteer.park_names.items() if name in text}
        if len(parks) == 1:
            name, town = next(iter(parks.values()))
            return Resolution(
                Confidence.TOWN, town.key, in_park=True, why=(f"{name}在{town.name}", "园区登记地址，不当作经营场所")
            )
        return Resolution(Confidence.NONE, in_park=True, why=("园区登记地址，没有写乡镇",))
    found = [] if _BETWEEN.search(plain) else list(_villages(plain, 0, gazetteer))
    fits = {village.key: village for one in found for village in one.villages}
    if len(fits) == 1:
        village = next(iter(fits.values()))
        town = gazetteer.town_of(village)
        return Resolution(
            Confidence.VILLAGE, town.key, village.key, why=("没有写乡镇", f"全辖区只有一个{found[0].text}，在{town.name}")
        )
    if fits:
        names = "、".join(f"{gazetteer.town_of(village).name}{village.name}" for village in fits.values())
        return Resolution(Confidence.NONE, candidates=tuple(fits), why=("没有写乡镇", f"可能是{names}，不能定"))
    return Resolution(Confidence.NONE, why=("没有写乡镇，也没有认得的村居",))


def _after_prefix(text: str, gazetteer: Gazetteer) -> tuple[str, bool]:
    """The text after post code, country, province and district; whether one of our own names stood there."""
    text = _POSTCODE.sub("", text)
    text = text.removeprefix("中国")
    stated = False
    while name := _begins_with(text, gazetteer):
        text = text[len(name) :].lstrip(",/-市")
        stated = stated or name not in (gazetteer.names[0], gazetteer.names[0][:-1])
    return text, stated


def _begins_with(text: str, gazetteer: Gazetteer) -> str:
    return next((name for name in gazetteer.prefixes if text.startswith(name) and not _is_road(text, len(name))), "")


def _town_in(plain: str, gazetteer: Gazetteer) -> list[tuple[Town, int, int]] | None:
    """The towns named, each once, or None.  A town's name in a road's name (鹭镇南路) is not the town."""
    found: dict[Hashable, tuple[Town, int, int]] = {}
    place, last = 0, 0
    while place < len(plain):
        name = next((n for size in gazetteer.town_lengths if (n := plain[place : place + size]) in gazetteer.town_names), "")
        end = place + len(name)
        again = place == last and not _begins_a_village(plain, place, end, gazetteer)
        apart = again or _stands_apart(plain, place)
        if name and apart and not _is_road(plain, end) and not _NEAR.match(plain, end):
            town = gazetteer.town_names[name]
            found[town.key] = (town, place, end)
            place = last = end
        else:
            place += 1
    return list(found.values()) or None


def _villages(plain: str, start: int, gazetteer: Gazetteer) -> Iterator[_Found]:
    """Villages named from a place on: at once there, or after a sign that a new name begins."""
    place = start
    while place < len(plain):
        if (place == start or _stands_apart(plain, place)) and (found := _longest(plain, place, gazetteer, first=place == start)):
            yield found
            place = found.end
        else:
            place += 1


def _begins_a_village(plain: str, place: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether the town's name here is only the beginning of a village's that is named after the town."""
    found = _longest(plain, place, gazetteer, first=True)
    return found is not None and found.end > end


def _longest(plain: str, place: int, gazetteer: Gazetteer, *, first: bool) -> _Found | None:
    for end in range(min(len(plain), place + gazetteer.longest), place, -1):
        named = gazetteer.village_names.get(plain[place:end])
        if not named:
            continue
        fitting = tuple(one.village for one in named if not one.bare or (first and _NUMBER.match(plain, end)))
        if fitting and not _is_road(plain, end) and not _NEAR.match(plain, end) and not _goes_on(plain, place, end, gazetteer):
            return _Found(place, end, fitting, plain[place:end])
        return None
    return None


def _goes_on(plain: str, place: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether an estate's name is only the beginning of others (荷风佳苑 of 荷风佳苑第三社区)."""
    name = plain[place:end]
    if name.endswith(("会", "委", "村", "社区")) and not name.endswith("新村"):
        return False
    keys = {one.village.key for one in gazetteer.village_names[name]}
    return any(
        other.startswith(name) and any(one.village.key not in keys for one in named)
        for other, named in gazetteer.village_names.items()
    )


def _is_road(plain: str, end: int) -> bool:
    return bool(_ROAD.match(plain, end))


def _stands_apart(plain: str, place: int) -> bool:
    """Whether a name may begin here: at the start, or after something that ends another name."""
    if place == 0:
        return True
    if any(plain.endswith(word, 0, place) for word in _BEFORE_NEAR):
        return False
    return plain[place - 1] in _MAY_PRECEDE or not is_hanzi(plain[place - 1])
