"""Address resolution on the labeled sample: share resolved, share wrong (at most 0.5 %), addresses a second.

python -m benchmarks.addresses [--json] [--wrong]
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.rows import Row
from yingzhou.engines.addresses import Confidence, Gazetteer, Resolution, Town, Village, resolve
from yingzhou.rulebook import districts

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests/engines/data/addresses.csv"
MOST_WRONG = 0.005


@dataclass(frozen=True)
class Case:
    """A labeled address; an empty town or village: the text does not tell it."""

    trap: str
    address: str
    town: str
    village: str


def gazetteer(folder: Path = ROOT / "districts/chongming") -> Gazetteer:
    """The district's names, with names as keys."""
    district = districts.read(folder)
    towns = [Town(town.name, town.name, town.aliases) for town in district.towns]
    villages = [Village((one.town, one.name), one.name, one.town, one.aliases) for one in district.communities]
    return Gazetteer.build(district.names, towns, villages)


def sample() -> list[Case]:
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        return [Case(**row) for row in csv.DictReader(file)]


def verdict(case: Case, answer: Resolution) -> str:
    """`right` all that is known was found; `part` the town only; `open` left to a person; `wrong` something untrue was said."""
    village: Hashable = (case.town, case.village) if case.village else None
    if answer.town not in (None, case.town) or answer.village not in (None, village):
        return "wrong"
    if (answer.town or "", answer.village) == (case.town, village):
        return "right"
    return "part" if answer.confidence == Confidence.TOWN else "open"


def run() -> list[Row]:
    """The figures of the bar."""
    result = measure(print_all=False)
    size = f"{result['addresses']} labeled addresses of real names"
    return [
        Row("addresses: share of them wrong", float(result["wrong"]), None, None, f"≤ {MOST_WRONG}", "", size),
        Row("addresses: share resolved as far as they say", float(result["resolved"]), None, None, "said", "", size),
        Row("addresses: villages found where one is meant", float(result["village_resolved"]), None, None, "said", "", size),
        Row("addresses: resolved in one process", float(result["per_second"]), None, None, "said", "1/s"),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--wrong", action="store_true", help="print what was not right")
    args = parser.parse_args()
    result = measure(print_all=args.wrong)
    print(json.dumps(result, ensure_ascii=False, indent=2) if args.json else shown(result))
    return 0 if result["wrong"] <= MOST_WRONG else 1


def measure(*, print_all: bool) -> dict[str, Any]:
    """Every address of the sample once."""
    names, cases = gazetteer(), sample()
    began = time.process_time()
    answers = [resolve(case.address, names) for case in cases]
    seconds = time.process_time() - began
    verdicts = [verdict(case, answer) for case, answer in zip(cases, answers, strict=True)]
    for case, answer, said in zip(cases, answers, verdicts, strict=True):
        if print_all and said != "right":
            print(said, case, answer.town, answer.village, "；".join(answer.why), file=sys.stderr)
    return told(cases, verdicts, len(cases) / seconds)


def told(cases: list[Case], verdicts: list[str], speed: float) -> dict[str, Any]:
    by_trap: dict[str, Counter[str]] = defaultdict(Counter)
    for case, said in zip(cases, verdicts, strict=True):
        by_trap[case.trap][said] += 1
    with_village = [said for case, said in zip(cases, verdicts, strict=True) if case.village]
    whole = Counter(verdicts)
    return {
        "addresses": len(cases),
        "resolved": round(whole["right"] / len(cases), 4),
        "village_resolved": round(with_village.count("right") / len(with_village), 4),
        "wrong": round(whole["wrong"] / len(cases), 4),
        "target_wrong": MOST_WRONG,
        "per_second": round(speed),
        "traps": {trap: dict(counts) for trap, counts in by_trap.items()},
    }


def shown(result: dict[str, Any]) -> str:
    lines = [f"{name:>18}  {value}" for name, value in result.items() if name != "traps"]
    lines += [f"  {trap:<30} {counts}" for trap, counts in result["traps"].items()]
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
