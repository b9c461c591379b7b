"""Every sentence of docs/mission.md names a room and a test that exist, or says that it is planned."""

from __future__ import annotations

import configparser
import re

from tests.house.source import ROOT


def sentences() -> list[tuple[str, str, str]]:
    rows = re.findall(
        r"^\| [–\d]+ \| (.+?) \| `(\w+)` \| `([\w/.]+)` \|$", (ROOT / "docs" / "mission.md").read_text(), re.MULTILINE
    )
    return [(sentence, room, test) for sentence, room, test in rows]


def rooms_of_the_house() -> set[str]:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    return set(re.findall(r"\w+", contracts["importlinter:contract:rooms"]["layers"])) | {"base"}


def test_every_row_of_the_mission_is_read():
    rows = [line for line in (ROOT / "docs" / "mission.md").read_text().splitlines() if re.match(r"^\| [–\d]", line)]

    assert len(sentences()) == len(rows)


def test_every_sentence_names_a_room_of_the_house():
    assert {room for _, room, _ in sentences()} <= rooms_of_the_house()


def test_every_sentence_is_walked_by_a_test_or_planned():
    missing = [
        (sentence, test)
        for sentence, _, test in sentences()
        if test != "planned"
        and not any((ROOT / test).rglob("test_*.py") if (ROOT / test).is_dir() else [ROOT / test] * (ROOT / test).exists())
    ]

    assert missing == []


def test_all_seventeen_parts_stand_in_the_list():
    numbers = {int(n) for n in re.findall(r"^\| (\d+) \|", (ROOT / "docs" / "mission.md").read_text(), re.MULTILINE)}

    assert numbers == set(range(1, 18))
