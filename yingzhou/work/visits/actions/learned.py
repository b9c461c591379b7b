"""Training a score on past visits, for its card; it orders nothing."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import now
from yingzhou.base.figures.reading import figure
from yingzhou.base.trail.writing import record
from yingzhou.work.visits.models import ModelCard
from yingzhou.work.visits.queries.learned import past_visits
from yingzhou.work.visits.rules import learned as rules

#: Days of history that are looked at.
BACK = timedelta(days=3 * 365)


@transaction.atomic
def train_model(*, until: date, by: Actor) -> ModelCard:
    """Train on the visits until a day, judge on the latest of them, and keep the card, whatever it says; once a day."""
    if (held := ModelCard.objects.filter(until=until).first()) is not None:
        return held
    card = rules.card(
        list(past_visits(since=until - BACK, until=until)),
        least_visits=figure(rules.LEAST_VISITS, on=until).value,
        least_finds=figure(rules.LEAST_FINDS, on=until).value,
    )
    made = ModelCard.objects.create(trained_at=now(), until=until, verdict=card["verdict"], card=card)
    record("model_card.train", made, by=by, verdict=card["verdict"], visits=card["visits"], finds=card["finds"])
    return made
