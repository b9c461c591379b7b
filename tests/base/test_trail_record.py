"""Writing the trail."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from yingzhou.base.actors import SYSTEM
from yingzhou.base.trail.canonical import canonical, line_of
from yingzhou.base.trail.models import Event
from yingzhou.base.trail.writing import record, record_read

pytestmark = pytest.mark.django_db


def test_a_recorded_fact_is_one_line_with_author_and_verb():
    record("house.build", None, by=SYSTEM, rooms=6)

    assert list(Event.objects.values_list("verb", "actor", "facts")) == [("house.build", "system:yingzhou", {"rooms": 6})]


def test_facts_are_kept_as_plain_values():
    event = record("house.build", None, by=SYSTEM, on=date(2026, 9, 7), share=0.5, names=("东", "西"), done=None, whole=True)

    event.refresh_from_db()
    assert event.facts == {"on": "2026-09-07", "share": "0.5", "names": ["东", "西"], "done": None, "whole": True}


def test_a_look_at_something_sensitive_is_a_line_with_its_purpose():
    record_read("contact.read", None, by=SYSTEM, purpose="核实投诉")

    assert list(Event.objects.values_list("verb", "facts")) == [("contact.read", {"purpose": "核实投诉"})]


def test_a_line_reads_back_as_it_was_written():
    event = record("house.build", None, by=SYSTEM, name="瀛洲", deep={"b": 1, "a": [1, 2]})
    event.refresh_from_db()
    before = line_of(event)

    assert line_of(Event.objects.get(pk=event.pk)) == before
    assert b'"facts":{"deep":{"a":[1,2],"b":1},"name":"\xe7\x80\x9b\xe6\xb4\xb2"}' in before


def test_a_value_has_one_canonical_form():
    assert canonical({"b": 1, "a": "é\n"}) == '{"a":"é\\n","b":1}'.encode()


@pytest.mark.parametrize(
    "statement",
    [
        "update trail_event set actor = 'officer:somebody-else'",
        "update trail_event set facts = '{}' where false",
        "delete from trail_event",
        "update trail_seal set head = ''",
        "delete from trail_leaf",
        "update evidence_evidence set sha256 = ''",
        "delete from evidence_evidence",
    ],
)
def test_the_database_refuses_to_change_what_only_grows(statement):
    record("house.build", None, by=SYSTEM)

    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert Event.objects.get().actor == "system:yingzhou"


@pytest.mark.parametrize("table", ["trail_event", "trail_seal", "trail_leaf", "evidence_evidence"])
def test_the_database_refuses_to_empty_what_only_grows(table):
    with connection.cursor() as cursor:
        cursor.execute(f"alter table {table} enable trigger {table}_no_truncate")

    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"truncate {table} cascade")


@transaction.atomic
def act_with_an_unwritable_line() -> None:
    class Unwritable:
        actor = "x" * 200  # longer than the column

    record("house.build", None, by=SYSTEM)
    record("house.paint", None, by=Unwritable())


def test_a_line_that_cannot_be_written_undoes_the_act():
    with pytest.raises(DatabaseError):
        act_with_an_unwritable_line()

    assert Event.objects.count() == 0
