"""No district is in the code."""

from __future__ import annotations

from tests.house.source import ROOT
from yingzhou.rulebook import districts

TEXTS = ("*.py", "*.html", "*.js", "*.css", "*.svg", "*.sql", "*.yaml")


def names_of_districts() -> set[str]:
    """Of every district folder: its names, towns and villages, as they are written in addresses."""
    names: set[str] = set()
    for folder in (ROOT / "districts").iterdir():
        found = districts.read(folder)
        names |= {found.name, found.name[:-1], *found.former_names}
        names |= {town.name for town in found.towns}
        names |= {one.name.removesuffix("村委会").removesuffix("居委会") for one in found.communities if one.kind == "village"}
    return {name for name in names if len(name) > 1}


def test_the_program_names_no_place_of_any_district():
    names = names_of_districts()
    files = [path for pattern in TEXTS for path in sorted((ROOT / "yingzhou").rglob(pattern)) if "vendor" not in path.parts]

    found = {f"{path.relative_to(ROOT)}: {name}" for path in files for name in names if name in path.read_text(encoding="utf-8")}

    assert len(names) > 250
    assert found == set()
