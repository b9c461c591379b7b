from __future__ import annotations

import pytest

from yingzhou.base.actors import SYSTEM
from yingzhou.base.trail.models import Event
from yingzhou.base.trail.writing import record


@pytest.mark.django_db
def test_a_recorded_fact_is_one_line_with_author_and_verb():
    record("house.build", None, by=SYSTEM, rooms=6)

    assert list(Event.objects.values_list("verb", "actor", "facts")) == [("house.build", "system:yingzhou", {"rooms": 6})]
