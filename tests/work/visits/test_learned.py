"""Learning from past visits: too few say nothing, no gain is said, and who visited is nowhere in it."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from tests.factories.cases import make_town, officer_of
from tests.factories.risk import raised_on, visited
from yingzhou.base.actors import SYSTEM
from yingzhou.base.trail.models import Event
from yingzhou.engines.risk import NOT_ASKED, Fact
from yingzhou.work.visits.actions.learned import train_model
from yingzhou.work.visits.models import ModelCard
from yingzhou.work.visits.queries.learned import past_visits
from yingzhou.work.visits.rules import learned
from yingzhou.work.visits.rules.learned import COLUMNS, Past, card

FIRST = date(2025, 1, 6)


def history(count, *, telling):
    """Visits day by day; a find hangs on the number of open hazards where `telling`, on nothing otherwise."""
    chance = np.random.default_rng(3)
    for number in range(count):
        hazards = int(chance.integers(0, 4))
        rate = 0.1 + 0.2 * hazards if telling else 0.3
        facts = dict.fromkeys(COLUMNS, NOT_ASKED) | {"open": Fact(hazards), "silence": Fact(int(chance.integers(0, 300)))}
        yield Past(FIRST + timedelta(days=number // 4), facts, int(chance.integers(0, 100)), bool(chance.random() < rate))


def test_too_few_visits_are_said_and_nothing_is_learned():
    told = card(list(history(50, telling=True)), least_visits=100, least_finds=10)

    assert (told["verdict"], told["visits"], "model" in told) == ("too_few", 50, False)


def test_a_better_order_is_a_gain_with_its_interval_and_calibration():
    told = card(list(history(2000, telling=True)), least_visits=100, least_finds=10)

    assert told["verdict"] == "gain"
    assert 0 < told["gain"][0] < told["auc"] - told["auc_of_points"] < told["gain"][1]
    assert told["trained_until"] < told["calibrated_until"] < told["until"]
    assert all(abs(one["said"] - one["came"]) < 0.2 for one in told["calibration"])


def test_noise_is_no_gain():
    assert card(list(history(1200, telling=False)), least_visits=100, least_finds=10)["verdict"] == "no_gain"


def test_no_column_names_a_person():
    assert not [name for name in learned.names() if any(word in name for word in ("officer", "liaison", "inspector", "handler"))]


@pytest.mark.django_db
def test_a_past_visit_is_seen_as_it_stood_the_evening_before_its_week():
    town = make_town()
    visited(town.shop, FIRST, officer_of(town.chen))
    raised_on(visited(town.shop, FIRST + timedelta(days=30), officer_of(town.chen)), town)

    first, second = past_visits(since=FIRST, until=FIRST + timedelta(days=60))

    assert (first.found, second.found) == (False, True)
    assert second.facts["open"].value == 0
    assert second.facts["silence"].on == FIRST


@pytest.mark.django_db
def test_a_training_is_kept_once_a_day_whatever_it_says():
    made = train_model(until=FIRST, by=SYSTEM)

    assert train_model(until=FIRST, by=SYSTEM) == made
    assert (ModelCard.objects.count(), made.verdict) == (1, "too_few")
    assert Event.objects.get(verb="model_card.train").facts == {"verdict": "too_few", "visits": 0, "finds": 0}
