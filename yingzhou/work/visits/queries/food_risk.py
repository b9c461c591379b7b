"""Food-risk scorings: the latest of many businesses, the history of one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from yingzhou.base.figures.reading import book
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.registry.models import Business
from yingzhou.work.registry.queries.businesses import business_for
from yingzhou.work.registry.queries.permit_ends import permit_ends
from yingzhou.work.visits.models import FoodRiskProfile
from yingzhou.work.visits.rules import facts
from yingzhou.work.visits.rules.food_risk import PART_WORDS, Table, table_named, table_on


def classes_of(businesses: Collection[int] | QuerySet[Any, Any], *, on: date) -> dict[int, tuple[str, date]]:
    """The class and the day of the latest scoring of each business; empty class: not settled.  One query."""
    latest = (
        FoodRiskProfile.objects.filter(business__in=businesses, assessed_on__lte=on)
        .order_by("business", "-assessed_on", "-pk")
        .distinct("business")
    )
    return {business: (klass, day) for business, klass, day in latest.values_list("business_id", "klass", "assessed_on")}


def is_asked(business: Business, *, on: date) -> bool:
    """Whether a business makes or sells food, by its trade or its permits."""
    told = book().figure(facts.FOOD_TRADES, on=on).value
    permits = permit_ends([business.pk], on=on).get(business.pk, {})
    return business.industry_code.startswith(tuple(told["industries"])) or bool(set(told["permits"]) & set(permits))


@dataclass(frozen=True)
class ScoredItem:
    """One line of a scoring: the words, the points (None: not scored) and the most there is."""

    words: str
    part: Any
    points: int | None
    most: int


@dataclass(frozen=True)
class Scoring:
    """One scoring as it is read: by the table it was made with."""

    profile: FoodRiskProfile
    items: tuple[ScoredItem, ...]
    moves: tuple[str, ...]
    yearly: tuple[int, int] | None

    @property
    def is_settled(self) -> bool:
        return bool(self.profile.klass)


@dataclass(frozen=True)
class FoodRisk:
    """All about the food risk of a business: the table in use, whether it is asked for, the scorings, the latest first."""

    business: Business
    table: Table
    is_asked: bool
    scorings: tuple[Scoring, ...]


def food_risk_of(viewer: Viewer, public_id: UUID, *, on: date) -> FoodRisk:
    """The food risk of a business in scope; a foreign one answers like an unknown one."""
    business = business_for(viewer, public_id, on=on)
    profiles = FoodRiskProfile.objects.filter(business=business).select_related("assessed_by").order_by("-assessed_on", "-pk")
    figures = book()
    read = tuple(_scoring(one, table_named(figures, one.figure, one.assessed_on)) for one in profiles[:24])
    return FoodRisk(business, table_on(figures, on), is_asked(business, on=on), read)


def _scoring(profile: FoodRiskProfile, table: Table) -> Scoring:
    return Scoring(
        profile=profile,
        items=tuple(
            ScoredItem(item.words, PART_WORDS.get(item.part, item.part), profile.scores.get(item.id), item.most)
            for item in table.items
        ),
        moves=tuple(table.words_of(name) for name in profile.moves),
        yearly=table.yearly(profile.klass),
    )
