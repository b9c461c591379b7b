"""Queries built once and sent many times."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db.models import QuerySet

from tests.factories.network import make_organization
from yingzhou.base.prepared import prepared
from yingzhou.work.network.choices import Kind
from yingzhou.work.network.models import Organization


def test_the_second_call_sends_its_own_values(db: None):
    first, second = make_organization(Kind.STATION), make_organization(Kind.STATION)
    built: list[tuple[int, ...]] = []

    @prepared
    def names(*, among: tuple[int, ...], on: date) -> QuerySet[Any, Any]:
        built.append(among)
        return Organization.objects.filter(pk__in=among, since__lte=on).order_by("pk").values_list("pk", "name", "public_id")

    day = date(2026, 11, 23)

    assert names(among=(first.pk,), on=day) == [(first.pk, first.name, first.public_id)]
    assert names(among=(second.pk,), on=day) == [(second.pk, second.name, second.public_id)]
    assert names(among=(second.pk,), on=date(1900, 1, 1)) == []
    assert len(built) == 1


def test_a_list_of_another_length_is_another_statement_and_an_empty_one_asks_nothing(db: None, django_assert_num_queries: Any):
    ours = [make_organization(Kind.STATION), make_organization(Kind.STATION)]

    @prepared
    def keys(*, among: tuple[int, ...]) -> QuerySet[Any, Any]:
        return Organization.objects.filter(pk__in=among).order_by("pk").values_list("pk")

    assert keys(among=tuple(one.pk for one in ours)) == [(one.pk,) for one in ours]
    with django_assert_num_queries(0):
        assert keys(among=()) == []


def test_a_value_that_does_not_reach_the_statement_is_a_mistake(db: None):
    @prepared
    def careless(*, name: str) -> QuerySet[Any, Any]:
        return Organization.objects.values_list("pk") if name else Organization.objects.none().values_list("pk")

    with pytest.raises(AssertionError, match="got lost"):
        careless(name="x")
