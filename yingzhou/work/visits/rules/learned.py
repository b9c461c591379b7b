"""A score learned from past visits, judged against the house's own before anybody may use it.

What was known the evening before each week is learned on the earliest visits, calibrated on later ones and judged on the latest.
Who visited is nowhere in it; neither is what may have been entered afterwards (demands, permits).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import numpy as np

from yingzhou.engines.risk import Fact
from yingzhou.engines.risk.learning import Floats, calibration, fit_isotonic, fit_logistic, fit_platt, plain
from yingzhou.engines.risk.ranking import auc, interval

LEAST_VISITS, LEAST_FINDS = "learning.least_visits", "learning.least_finds"
#: Factors whose value of an earlier day is known for certain.
COLUMNS = ("silence", "open", "overdue", "serious", "repeat", "complaints", "season", "food", "new")
#: Beyond this a value tells no more.
MOST = 1000.0
RIDGE = 100.0
TRAINED, CALIBRATED = 0.6, 0.8
#: Below so many finds a curve of two numbers is calibrated, above it a step function.
FEW = 200
DRAWS, SEED = 500, 7


@dataclass(frozen=True)
class Past:
    """One routine visit of the past: its day, what was known before, the points it had then, whether it found something."""

    on: date
    facts: dict[str, Fact]
    points: int
    found: bool


def row_of(facts: dict[str, Fact]) -> list[float]:
    """Each factor as two columns: the value, and whether it was unknown."""
    row = []
    for name in COLUMNS:
        fact = facts[name]
        row += [min(float(fact.value), MOST) if fact.value is not None else 0.0, float(fact.asked and fact.value is None)]
    return row


def names() -> list[str]:
    """The columns by name, as the card lists them."""
    return [f"{name}{suffix}" for name in COLUMNS for suffix in ("", " unknown")]


def card(past: Sequence[Past], *, least_visits: int, least_finds: int) -> dict[str, Any]:
    """Train, calibrate, judge; the model card as plain values.

    `verdict`: `too_few`, `no_gain` (the interval of the difference in AUC reaches zero) or `gain`.  Whatever it says, nothing is used
    by itself.
    """
    past = sorted(past, key=lambda one: one.on)
    finds = sum(one.found for one in past)
    told: dict[str, Any] = {
        "visits": len(past),
        "finds": finds,
        "since": past[0].on.isoformat() if past else None,
        "until": past[-1].on.isoformat() if past else None,
        "least_visits": least_visits,
        "least_finds": least_finds,
        "columns": names(),
    }
    if len(past) < least_visits or finds < least_finds:
        return told | {"verdict": "too_few"}
    first, second = _cuts(past)
    rows = np.array([row_of(one.facts) for one in past])
    hits = np.array([float(one.found) for one in past])
    if any(not 0 < part.sum() < len(part) for part in np.split(hits, [first, second])):
        return told | {"verdict": "too_few"}
    return told | _judged(rows, hits, np.array([float(one.points) for one in past]), first, second, past)


def _cuts(past: Sequence[Past]) -> tuple[int, int]:
    """Where training and calibration end; never inside a day."""
    days = [one.on for one in past]
    first, second = (days.index(days[int(len(days) * share)]) for share in (TRAINED, CALIBRATED))
    return first, second


def _judged(rows: Floats, hits: Floats, points: Floats, first: int, second: int, past: Sequence[Past]) -> dict[str, Any]:
    model = fit_logistic(rows[:first], hits[:first], ridge=RIDGE)
    scores = model.logits(rows)
    fit = fit_platt if hits[first:second].sum() < FEW else fit_isotonic
    said = fit(scores[first:second], hits[first:second]).chances(scores[second:])
    later, truth, own = scores[second:], hits[second:], points[second:]
    low, high = interval(lambda at: auc(later[at], truth[at]) - auc(own[at], truth[at]), len(truth), seed=SEED, draws=DRAWS)
    return {
        "trained_until": past[first - 1].on.isoformat(),
        "calibrated_until": past[second - 1].on.isoformat(),
        "calibrated_by": "platt" if fit is fit_platt else "isotonic",
        "judged_on": len(truth),
        "judged_finds": int(truth.sum()),
        "auc": round(auc(later, truth), 4),
        "auc_of_points": round(auc(own, truth), 4),
        "gain": [round(low, 4), round(high, 4)],
        "calibration": [asdict(one) for one in calibration(said, truth)],
        "model": plain(model),
        "verdict": "gain" if low > 0 else "no_gain",
    }
