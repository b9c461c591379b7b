"""Gradient boosting of shallow trees on binned columns, in numpy alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yingzhou.engines.risk.learning import Floats, chances

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Shape:
    """How the trees grow: their number, depth, step, the least weight of a leaf, its shrinkage, the share of rows and columns each sees."""

    trees: int = 150
    depth: int = 3
    rate: float = 0.05
    least: float = 20.0
    shrink: float = 5.0
    rows: float = 0.5
    columns: float = 0.8
    bins: int = 32


@dataclass(frozen=True)
class Tree:
    """A full tree: the column and the highest bin going left of each inner node, the value of each leaf."""

    column: Ints
    cut: Ints
    leaf: Floats

    def values(self, binned: Ints) -> Floats:
        """The value each row falls into."""
        node = np.zeros(len(binned), dtype=np.int64)
        everyone = np.arange(len(binned))
        for _level in range(len(self.leaf).bit_length() - 1):
            node = 2 * node + 1 + (binned[everyone, self.column[node]] > self.cut[node])
        return self.leaf[node - len(self.column)]


@dataclass(frozen=True)
class Boosted:
    """The edges of the bins of each column, where the sum starts, and the trees."""

    edges: tuple[Floats, ...]
    start: float
    rate: float
    trees: tuple[Tree, ...]

    def logits(self, rows: Floats) -> Floats:
        """The score of each row."""
        binned = _binned(rows, self.edges)
        total = np.full(len(rows), self.start)
        for tree in self.trees:
            total += self.rate * tree.values(binned)
        return total

    def chances(self, rows: Floats) -> Floats:
        """The chance of each row, before calibration."""
        return chances(self.logits(rows))


def fit_boosted(rows: Floats, hits: Floats, shape: Shape, *, seed: int) -> Boosted:
    """Trees on the slopes of the log loss, each on its own share of rows and columns; the same seed grows the same trees."""
    chance = np.random.default_rng(seed)
    edges = tuple(np.unique(np.quantile(column, np.linspace(0, 1, shape.bins + 1)[1:-1])) for column in rows.T)
    binned = _binned(rows, edges)
    share = hits.mean()
    start = float(np.log(share / (1 - share)))
    total = np.full(len(rows), start)
    trees = []
    for _tree in range(shape.trees):
        p = chances(total)
        seen = chance.random(len(rows)) < shape.rows
        open_columns = np.asarray(chance.random(rows.shape[1]) < shape.columns)
        if not open_columns.any():
            open_columns[chance.integers(rows.shape[1])] = True
        tree = _grown(binned, (hits - p) * seen, p * (1 - p) * seen, shape, open_columns)
        total += shape.rate * tree.values(binned)
        trees.append(tree)
    return Boosted(edges, start, shape.rate, tuple(trees))


def _binned(rows: Floats, edges: tuple[Floats, ...]) -> Ints:
    return np.column_stack([np.searchsorted(edge, column, side="left") for edge, column in zip(edges, rows.T, strict=True)])


def _grown(binned: Ints, slope: Floats, weight: Floats, shape: Shape, open_columns: NDArray[np.bool_]) -> Tree:
    """One tree, level by level; a node nothing is gained by splitting sends every row left."""
    inner = 2**shape.depth - 1
    column, cut = np.zeros(inner, dtype=np.int64), np.full(inner, shape.bins, dtype=np.int64)
    node = np.zeros(len(binned), dtype=np.int64)
    for level in range(shape.depth):
        first, count = 2**level - 1, 2**level
        sums, weights = (
            _sums(binned, node - first, count, shape.bins, slope),
            _sums(binned, node - first, count, shape.bins, weight),
        )
        gain, best_column, best_cut = _best(sums, weights, shape, open_columns)
        split = gain > 0
        column[first : first + count][split] = best_column[split]
        cut[first : first + count][split] = best_cut[split]
        node = 2 * node + 1 + (binned[np.arange(len(binned)), column[node]] > cut[node])
    leaf = node - inner
    top = np.bincount(leaf, slope, inner + 1)
    below = np.bincount(leaf, weight, inner + 1) + shape.shrink
    return Tree(column, cut, top / below)


def _sums(binned: Ints, node: Ints, nodes: int, bins: int, values: Floats) -> Floats:
    """Sums of `values` by node, column and bin."""
    columns = binned.shape[1]
    place = (node[:, None] * columns + np.arange(columns)) * bins + binned
    flat = np.bincount(place.ravel(), np.repeat(values, columns), nodes * columns * bins)
    return np.asarray(flat.reshape(nodes, columns, bins), dtype=np.float64)


def _best(sums: Floats, weights: Floats, shape: Shape, open_columns: NDArray[np.bool_]) -> tuple[Floats, Ints, Ints]:
    """The best cut of each node: what is gained, the column, the highest bin going left."""
    left, left_weight = sums.cumsum(axis=2), weights.cumsum(axis=2)
    whole, whole_weight = left[:, :, -1:], left_weight[:, :, -1:]
    right, right_weight = whole - left, whole_weight - left_weight
    gain = (
        left**2 / (left_weight + shape.shrink)
        + right**2 / (right_weight + shape.shrink)
        - whole**2 / (whole_weight + shape.shrink)
    )
    may = (left_weight >= shape.least) & (right_weight >= shape.least) & open_columns[None, :, None]
    gain = np.where(may, gain, 0.0).reshape(len(sums), -1)
    at = gain.argmax(axis=1)
    return gain[np.arange(len(sums)), at], at // sums.shape[2], at % sums.shape[2]
