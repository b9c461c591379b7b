"""Scoring a business for food risk."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction

from yingzhou.base.clock import today
from yingzhou.base.figures.reading import book
from yingzhou.base.refusals import NotAllowed
from yingzhou.base.trail.writing import record
from yingzhou.base.words import _
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.registry.models import Business
from yingzhou.work.visits.models import FoodRiskProfile
from yingzhou.work.visits.queries.food_risk import is_asked
from yingzhou.work.visits.rules import food_risk as rules


@transaction.atomic
def score_food_risk(
    *,
    business: Business,
    scores: Mapping[str, int | None],
    moves: Collection[str],
    assessed_on: date,
    by: Viewer,
    note: str = "",
) -> FoodRiskProfile:
    """Add a scoring by the table in use that day; what came before stays.  Items left out or None are not scored."""
    if not by.has(*rules.ASSESSORS):
        raise NotAllowed(act=_("评食品风险"), roles="、".join(str(role.label) for role in rules.ASSESSORS))
    business = Business.objects.select_for_update().get(pk=business.pk)
    if not is_asked(business, on=assessed_on):
        raise rules.NoFoodTrade()
    held = FoodRiskProfile.objects.filter(business=business).order_by("-assessed_on", "-pk").first()
    rules.check_day(assessed_on, today=today(), last=held.assessed_on if held else None)
    table = rules.table_on(book(), assessed_on)
    found = rules.classing(table, scores, moves)
    made = FoodRiskProfile.objects.create(
        business=business,
        figure=table.name,
        version=table.version,
        scores={item.id: scores.get(item.id) for item in table.items},
        note=note.strip(),
        assessed_on=assessed_on,
        assessed_by_id=by.officer_id,
        **rules.plain(found),
    )
    record("food_risk.score", made, by=by, klass=found.klass, low=found.low, high=found.high, was=held.klass if held else "")
    return made
