"""What an honest score gains on real inspections (Chicago 2011–2014), and how fast a ranking is fitted again and scored.

The order of visits is judged as the published evaluation does it: the same days, as many visits a day, filled by falling score.  No
inspector enters, because there almost all of the published 7.4 days is who inspects.  Columns, penalties and trees are chosen on
five later stretches inside the training days; the test days (September and October 2014) are scored once, after that.
"""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Callable
from datetime import date

import numpy as np

from benchmarks import chicago
from benchmarks.chicago import Visits
from benchmarks.rows import Row
from yingzhou.engines.risk.boosting import Shape, fit_boosted
from yingzhou.engines.risk.learning import Floats, fit_logistic
from yingzhou.engines.risk.ranking import auc, interval, reordered, within

#: Beginnings of the stretches on which choices are made; the last date ends the last one.
CHOOSING = (*(date(2013, month, 1) for month in (5, 7, 9, 11)), date(2014, 1, 1), date(2014, 3, 1))
SETS = {"published": chicago.PUBLISHED, "history": chicago.OURS}
RIDGES = (10.0, 100.0, 1000.0, 3000.0)
SHAPES = (Shape(trees=100, depth=3, rate=0.05), Shape(trees=60, depth=2, rate=0.1))
#: The published figures without inspector: ridge on the published columns, boosting on them; and the re-ordering inside inspectors.
PAPER_DAYS, PAPER_HALF, PAPER_AUC = 2.2674, 0.5659, 0.57223
BOOST_DAYS, BOOST_HALF, BOOST_AUC = 3.124, 0.6202, 0.58901
WITHIN = 0.798
SEED = 20141031

Fit = Callable[[Visits, Visits], Floats]


def run() -> list[Row]:
    return [*_chicago(), *_speed()]


def _ridge(names: tuple[str, ...], penalty: float) -> Fit:
    def fit(train: Visits, test: Visits) -> Floats:
        return fit_logistic(train.table(names), train.hits, ridge=penalty).logits(test.table(names))

    return fit


def _boost(names: tuple[str, ...], shape: Shape) -> Fit:
    def fit(train: Visits, test: Visits) -> Floats:
        return fit_boosted(train.table(names), train.hits, shape, seed=SEED).logits(test.table(names))

    return fit


def _candidates(names: tuple[str, ...]) -> dict[str, Fit]:
    ridges = {f"ridge {penalty:g}": _ridge(names, penalty) for penalty in RIDGES}
    return ridges | {f"trees {shape.trees}×{shape.depth}": _boost(names, shape) for shape in SHAPES}


def chosen(train: Visits) -> dict[str, tuple[str, Fit, float]]:
    """For each set of columns, the candidate of the best mean AUC over the later stretches of the training days."""
    starts = [day.toordinal() for day in (*CHOOSING, date(2014, 5, 1), chicago.SPLIT)]
    best = {}
    for name, columns in SETS.items():
        found = []
        for words, fit in _candidates(columns).items():
            scores = []
            for begins, ends in itertools.pairwise(starts):
                before, after = train.where(train.days < begins), train.where((train.days >= begins) & (train.days < ends))
                scores.append(auc(fit(before, after), after.hits))
            found.append((float(np.mean(scores)), words, fit))
        value, words, fit = max(found, key=lambda one: one[0])
        best[name] = (words, fit, value)
    return best


def _chicago() -> list[Row]:
    if not chicago.is_here():
        print(f"risk: {chicago.FOLDER} is not there; the evaluation on real inspections is left out", file=sys.stderr)
        return []
    visits = chicago.read()
    split = chicago.SPLIT.toordinal()
    train, test = visits.where(visits.days < split), visits.where(visits.days > split)
    picks = chosen(train)
    name, (words, fit, _value) = max(picks.items(), key=lambda one: one[1][2])
    published_words, published_fit, _value = picks["published"]
    scores = fit(train, test)
    note = f"{name} columns, {words}, chosen on the training days"
    rows = _judged(scores, test, note)
    base = published_fit(train, test)
    rows += _beside("the published columns only", base, test, f"ours: {published_words}", peers(train, test, chicago.PUBLISHED))
    rows += _beside("our columns", scores, test, f"ours: {words}", peers(train, test, SETS[name]))
    return rows


def _judged(scores: Floats, test: Visits, note: str) -> list[Row]:
    """The four figures of the chosen order, each with a bootstrap interval over the inspections of the test days."""
    n = len(test.hits)
    moved = reordered(scores, test.hits, test.days)
    inside = float(within(scores, test.hits, test.days, test.inspectors).mean())
    area = auc(scores, test.hits)

    def spread(measure: Callable[[Floats, Visits], float]) -> str:
        low, high = interval(lambda at: measure(scores[at], _at(test, at)), n, seed=SEED)
        return f"95 % {low:.3g} to {high:.3g}"

    days = spread(lambda s, t: reordered(s, t.hits, t.days).mean_days)
    half = spread(lambda s, t: reordered(s, t.hits, t.days).first_half)
    groups = spread(lambda s, t: float(within(s, t.hits, t.days, t.inspectors).mean()))
    return [
        Row(
            "finds earlier, no inspector",
            moved.mean_days,
            BOOST_DAYS,
            moved.mean_days / BOOST_DAYS,
            "≥ 2.27, stretch 3.12",
            "days",
            f"{days}; {note}",
        ),
        Row(
            "finds in the first half",
            moved.first_half,
            BOOST_HALF,
            moved.first_half / BOOST_HALF,
            "≥ 0.566, stretch 0.620",
            "",
            half,
        ),
        Row("AUC", area, BOOST_AUC, area / BOOST_AUC, "≥ 0.572, stretch 0.589", "", spread(lambda s, t: auc(s, t.hits))),
        Row("finds earlier inside each inspector's visits", inside, WITHIN, inside / WITHIN, "≥ 0.80", "days", groups),
    ]


def _at(test: Visits, at: np.ndarray) -> Visits:
    return Visits({}, test.hits[at], test.days[at], test.inspectors[at])


def _beside(what: str, ours: Floats, test: Visits, note: str, others: dict[str, Floats]) -> list[Row]:
    """Ours beside each peer that can be imported, on the same columns and days."""
    mine = reordered(ours, test.hits, test.days)
    rows = []
    for peer, scores in others.items():
        theirs = reordered(scores, test.hits, test.days)
        more = f"{note}; first half {mine.first_half:.3f} beside {theirs.first_half:.3f}, AUC {auc(ours, test.hits):.3f} beside {auc(scores, test.hits):.3f}"
        rows.append(
            Row(
                f"{what}, beside {peer}",
                mine.mean_days,
                theirs.mean_days,
                mine.mean_days / theirs.mean_days,
                "≥ 1×",
                "days",
                more,
            )
        )
    if not others:
        rows.append(
            Row(
                what,
                mine.mean_days,
                PAPER_DAYS,
                mine.mean_days / PAPER_DAYS,
                "≥ 1×",
                "days",
                f"{note}; no peer can be imported here",
            )
        )
    return rows


def peers(train: Visits, test: Visits, names: tuple[str, ...]) -> dict[str, Floats]:
    """Scores of the usual libraries with their ordinary settings, where they are installed."""
    found = {}
    x, later = train.table(names), test.table(names)
    try:
        from sklearn.ensemble import HistGradientBoostingClassifier
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import StandardScaler
    except ImportError:
        pass
    else:
        line = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)).fit(x, train.hits)
        found["sklearn logistic"] = line.decision_function(later)
        trees = HistGradientBoostingClassifier(max_iter=150, learning_rate=0.05, max_depth=3, random_state=0).fit(x, train.hits)
        found["sklearn boosting"] = trees.decision_function(later)
    try:
        from lightgbm import LGBMClassifier
    except ImportError:
        pass
    else:
        light = LGBMClassifier(n_estimators=150, learning_rate=0.05, num_leaves=8, random_state=0, verbose=-1).fit(x, train.hits)
        found["lightgbm"] = light.predict(later, raw_score=True)
    return found


def _speed() -> list[Row]:
    """15,000 rows of 60 columns: five folds over a path of penalties and the whole fit; then 200,000 entities scored."""
    chance = np.random.default_rng(SEED)
    rows = chance.normal(size=(15_000, 60))
    hits = (chance.random(15_000) < 1 / (1 + np.exp(2 - rows[:, :6].sum(axis=1) / 3))).astype(float)
    fold = chance.integers(5, size=len(rows))
    started = time.process_time()
    for left_out in range(5):
        model = None
        for penalty in (1000.0, 300.0, 100.0, 30.0, 10.0, 3.0, 1.0):
            model = fit_logistic(rows[fold != left_out], hits[fold != left_out], ridge=penalty, start=model)
    model = fit_logistic(rows, hits, ridge=10.0)
    spent = time.process_time() - started
    many = chance.normal(size=(200_000, 60))
    started = time.perf_counter()
    model.chances(many)
    scored = time.perf_counter() - started
    return [
        Row("refit 15,000 × 60: path of 7, five folds, whole", spent, None, None, "≤ 5", "CPU s", "the linear model"),
        Row("score 200,000 entities", scored, None, None, "≤ 1", "s", "the linear model"),
    ]
