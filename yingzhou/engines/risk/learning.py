"""Chances learned from what was found before: ridge logistic regression by Newton's method, and calibration on later days.

A model is trained on the past, calibrated on the days after, judged on the days after those; see `ranking.py` for the measures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
STEPS = 30
CLOSE = 1e-8


def chances(logits: Floats) -> Floats:
    """The logistic function, safe at both ends."""
    return 1.0 / (1.0 + np.exp(-np.clip(logits, -35.0, 35.0)))


@dataclass(frozen=True)
class Logistic:
    """Weights on standardized columns; `middle` and `width` are those of the training days."""

    middle: Floats
    width: Floats
    weights: Floats
    intercept: float

    def logits(self, rows: Floats) -> Floats:
        """The score of each row; a column of no width in training counts for nothing."""
        weights = self.weights / self.width
        return rows @ weights + (self.intercept - self.middle @ weights)

    def chances(self, rows: Floats) -> Floats:
        """The chance of each row, before calibration."""
        return chances(self.logits(rows))

    def parts(self, row: Floats) -> Floats:
        """What each column adds to the score of one row."""
        return np.asarray((row - self.middle) / self.width * self.weights)


def fit_logistic(rows: Floats, hits: Floats, *, ridge: float, start: Logistic | None = None) -> Logistic:
    """Minimize log loss + ridge/2·|weights|² (the intercept free) by Newton steps; ValueError without both outcomes."""
    if not 0 < hits.sum() < len(hits):
        raise ValueError("a model needs days with and days without a find")
    middle, width = rows.mean(axis=0), rows.std(axis=0)
    width = np.where(width > 0, width, 1.0)
    table = np.column_stack([(rows - middle) / width, np.ones(len(rows))])
    share = hits.mean()
    beta = np.append(np.zeros(rows.shape[1]), np.log(share / (1 - share)))
    if start is not None:
        beta = np.append(start.weights, start.intercept)
    penalty = np.append(np.full(rows.shape[1], ridge), 0.0)
    for _step in range(STEPS):
        p = chances(table @ beta)
        slope = table.T @ (hits - p) - penalty * beta
        weight = np.maximum(p * (1 - p), 1e-9)
        step = np.linalg.solve((table * weight[:, None]).T @ table + np.diag(penalty + 1e-12), slope)
        beta = beta + step
        if np.abs(step).max() < CLOSE:
            break
    return Logistic(middle, width, beta[:-1], float(beta[-1]))


@dataclass(frozen=True)
class Isotonic:
    """A rising step function from scores to chances (pool-adjacent-violators)."""

    at: Floats
    chance: Floats

    def chances(self, scores: Floats) -> Floats:
        """The chance of each score, straight between the known points."""
        return np.asarray(np.interp(scores, self.at, self.chance))


@dataclass(frozen=True)
class Platt:
    """A logistic curve from scores to chances: two numbers, for few finds."""

    slope: float
    intercept: float

    def chances(self, scores: Floats) -> Floats:
        """The chance of each score."""
        return chances(self.slope * scores + self.intercept)


def fit_isotonic(scores: Floats, hits: Floats) -> Isotonic:
    """The rising step function nearest to what happened, in squares."""
    order = np.argsort(scores, kind="stable")
    means: list[float] = []
    sizes: list[int] = []
    for hit in hits[order]:
        means.append(float(hit))
        sizes.append(1)
        while len(means) > 1 and means[-2] >= means[-1]:
            size = sizes[-2] + sizes[-1]
            means[-2:] = [(means[-2] * sizes[-2] + means[-1] * sizes[-1]) / size]
            sizes[-2:] = [size]
    return Isotonic(scores[order], np.repeat(means, sizes))


def fit_platt(scores: Floats, hits: Floats) -> Platt:
    """Platt's curve with his smoothed targets, by the same Newton steps."""
    found, clean = hits.sum(), len(hits) - hits.sum()
    wanted = np.where(hits > 0, (found + 1) / (found + 2), 1 / (clean + 2))
    table = np.column_stack([scores, np.ones(len(scores))])
    beta = np.array([1.0, 0.0])
    for _step in range(STEPS):
        p = chances(table @ beta)
        weight = np.maximum(p * (1 - p), 1e-9)
        step = np.linalg.solve((table * weight[:, None]).T @ table + 1e-9 * np.eye(2), table.T @ (wanted - p))
        beta = beta + step
        if np.abs(step).max() < CLOSE:
            break
    return Platt(float(beta[0]), float(beta[1]))


@dataclass(frozen=True)
class Bin:
    """Rows whose chances lie between `low` and `high`: how many, the mean chance said, the share that came true."""

    low: float
    high: float
    n: int
    said: float
    came: float


def calibration(said: Floats, hits: Floats, *, bins: int = 5) -> tuple[Bin, ...]:
    """What was said against what came, in groups of equal size from the lowest chance up."""
    order = np.argsort(said, kind="stable")
    found = []
    for group in np.array_split(order, bins):
        if len(group):
            chance, came = said[group], hits[group]
            found.append(Bin(float(chance[0]), float(chance[-1]), len(group), float(chance.mean()), float(came.mean())))
    return tuple(found)


def plain(model: Logistic) -> dict[str, Any]:
    """A model as plain values, to be kept as JSON."""
    return {
        "middle": model.middle.tolist(),
        "width": model.width.tolist(),
        "weights": model.weights.tolist(),
        "intercept": model.intercept,
    }
