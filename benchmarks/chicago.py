"""The published evaluation of food inspections in Chicago, read from the folder of real data beside the checkout.

Columns known before the day of the visit; never an inspector, never a place (inspectors have territories), never the result itself.
"""

from __future__ import annotations

import csv
import gzip
import os
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BESIDE = Path(__file__).resolve().parent.parent.parent / "shared"
FOLDER = Path(os.environ.get("YINGZHOU_SHARED", BESIDE)) / "data" / "chicago"
#: Days after which the published evaluation tests; nothing after it is looked at before the choices are made.
SPLIT = date(2014, 7, 1)
PUBLISHED = (
    "pastSerious",
    "pastCritical",
    "timeSinceLast",
    "ageAtInspection",
    "consumption_on_premises_incidental_activity",
    "tobacco",
    "temperatureMax",
    "heat_burglary",
    "heat_sanitation",
    "heat_garbage",
)
#: Known before anybody leaves the office: licenses, age and history.  No weather of the day and no place.
LICENSES = (
    "pastFail",
    "pastMinor",
    "firstRecord",
    "package_goods",
    "limited_business_license",
    "outdoor_patio",
    "public_place_of_amusement",
    "tavern",
    "caterers_liquor_license",
)
STANDING = tuple(name for name in PUBLISHED if name != "temperatureMax" and not name.startswith("heat_"))
#: Finds that a rate of one's own starts from: this many visits at the rate of everybody.
PRIOR = 4.0

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Visits:
    """Inspections in the order of the file: columns by name, whether something critical was found, the day, who went."""

    columns: dict[str, Floats]
    hits: Floats
    days: NDArray[np.int64]
    inspectors: NDArray[np.str_]

    def table(self, names: tuple[str, ...]) -> Floats:
        return np.column_stack([self.columns[name] for name in names])

    def where(self, mask: NDArray[np.bool_]) -> Visits:
        columns = {name: values[mask] for name, values in self.columns.items()}
        return Visits(columns, self.hits[mask], self.days[mask], self.inspectors[mask])


HISTORY = ("visits before", "own rate", "rate of the name", "risk class", "grocery", "days since last", "last was critical")
OURS = (*STANDING, *LICENSES, *HISTORY)


def is_here() -> bool:
    """Whether the folder is there."""
    return (FOLDER / "model_v160_publication.csv.gz").exists()


def read() -> Visits:
    """The publication's data set with a history of each license and name as of the day before each visit."""
    told = list(_rows("model_v160_publication.csv.gz"))
    facts = {row["Inspection_ID"]: row for row in _rows("food_inspections_features_27600.csv.gz")}
    columns = {name: np.array([float(row[name] or 0) for row in told]) for name in (*PUBLISHED, *LICENSES)}
    days = np.array([_day(row["Inspection_Date"]) for row in told])
    columns |= _histories(told, facts, days)
    hits = np.array([float(int(row["criticalCount"]) > 0) for row in told])
    return Visits(columns, hits, days, np.array([row["inspector"] for row in told]))


def _rows(name: str) -> list[dict[str, str]]:
    with gzip.open(FOLDER / name, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _day(text: str) -> int:
    return date.fromisoformat(text[:10]).toordinal()


def _histories(told: list[dict[str, str]], facts: dict[str, dict[str, str]], days: NDArray[np.int64]) -> dict[str, Floats]:
    """From all inspections of the wider file made before the day, and before the split: what was found at this license, and under this name."""
    past: dict[tuple[str, str], list[tuple[int, bool]]] = defaultdict(list)
    for row in facts.values():
        day, critical = _day(row["Inspection_Date"]), int(row["criticalCount"]) > 0
        if day < SPLIT.toordinal():
            past["license", row["License"]].append((day, critical))
            past["name", _name(row)].append((day, critical))
    everybody = np.mean(
        [int(row["criticalCount"]) > 0 for row in facts.values() if _day(row["Inspection_Date"]) < SPLIT.toordinal()]
    )
    found = {name: np.zeros(len(told)) for name in HISTORY}
    for at, (row, day) in enumerate(zip(told, days, strict=True)):
        fact = facts.get(row["Inspection_ID"], {})
        own = sorted(one for one in past["license", row["License"]] if one[0] < day)
        same = [one for one in past["name", _name(fact)] if one[0] < day] if fact else []
        found["visits before"][at] = len(own)
        found["own rate"][at] = (sum(hit for _day_, hit in own) + PRIOR * everybody) / (len(own) + PRIOR)
        found["rate of the name"][at] = (sum(hit for _day_, hit in same) + PRIOR * everybody) / (len(same) + PRIOR)
        found["risk class"][at] = {"Risk 1 (High)": 2.0, "Risk 2 (Medium)": 1.0}.get(fact.get("Risk", ""), 0.0)
        found["grocery"][at] = float("Grocery" in row["Facility_Type"])
        found["days since last"][at] = min(730, day - own[-1][0]) if own else 730
        found["last was critical"][at] = float(own[-1][1]) if own else 0.0
    return found


def _name(row: dict[str, str]) -> str:
    """The name under which outlets trade, without number and punctuation."""
    return "".join(letter for letter in row.get("DBA_Name", "").upper() if letter.isalpha())
