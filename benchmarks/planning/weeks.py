"""Station-weeks to measure on: 1,200 candidates, 25 officer-days, as in the reference instances of the same seed; and a whole district."""

from __future__ import annotations

from typing import Any

import numpy as np

PEOPLE, DAYS, SINGLES, PAIRS = 1200, 5, 4, 1
VILLAGES = 13
DAY = {"start": 30600, "end": 61200, "max_shift": 23400}
HOURS = (
    (0.45, [[30600, 61200]]),
    (0.65, [[30600, 37800], [46800, 57600]]),
    (0.80, [[28800, 39600]]),
    (0.92, [[46800, 59400]]),
    (1.00, [[36000, 54000]]),
)


def week(seed: int, people: int = PEOPLE) -> dict[str, Any]:
    """Thirteen villages, a third of the shops in the town; heavy-tailed priorities, a tenth open on two days only."""
    chance = np.random.default_rng(seed)
    villages = np.column_stack([chance.uniform(0, 15, VILLAGES), chance.uniform(0, 9, VILLAGES)])
    villages[0] = [7, 4.5]
    home = chance.choice(VILLAGES, people, p=[0.35, *[0.65 / 12] * 12])
    strewn = chance.normal(0, 1, (people, 2)) * np.where(home == 0, 0.7, 0.5)[:, None]
    places = np.vstack([[7.2, 4.4], villages[home] + strewn])
    km = np.sqrt(((places[:, None] - places[None]) ** 2).sum(-1)) * 1.35
    travel = (km / 25 * 3600 + np.where(km > 0, 120, 0)) * chance.uniform(0.95, 1.1, km.shape)
    np.fill_diagonal(travel, 0)
    priority = np.clip(np.rint(chance.lognormal(2.2, 0.9, people)), 1, 100).astype(int)
    service = chance.integers(25, 41, people) * 60
    return {
        "name": f"station-week-{seed}",
        "seconds_per_priority_point": 600,
        "travel": np.rint(travel).astype(int).tolist(),
        "candidates": [
            {"id": f"b{at + 1}", "priority": int(priority[at]), "service": int(service[at]), **_when(chance)}
            for at in range(people)
        ],
        "routes": [
            {"id": f"d{day}-{crew}", "day": day, "officers": 1 if crew < SINGLES else 2, **DAY}
            for day in range(DAYS)
            for crew in range(SINGLES + PAIRS)
        ],
    }


def _when(chance: np.random.Generator) -> dict[str, Any]:
    kind, luck = chance.random(), chance.random()
    windows = next(windows for share, windows in HOURS if kind < share)
    if luck < 0.3:
        days = list(range(int(chance.integers(0, 4)) + 1))
    elif luck < 0.4:
        days = sorted(chance.choice(DAYS, 2, replace=False).tolist())
    else:
        days = list(range(DAYS))
    return {"windows": windows, "days": days, "officers": 2 if chance.random() < 0.12 else 1}
