"""Two rows become one business, and two again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.registry import make_business, make_permit, make_place, make_premises, make_tag, put_tag, seat
from yingzhou.base.actors import Agent
from yingzhou.base.trail.models import Event
from yingzhou.work.registry.actions.merges import merge, unmerge
from yingzhou.work.registry.actions.people import add_contact
from yingzhou.work.registry.models import Business, ContactPerson, FormerName, Merge, Seat, Stall, Tagging
from yingzhou.work.registry.rules.merging import AlreadyMerged, CannotUnmerge, MergeUndone, ReasonMissing, SameBusiness

pytestmark = pytest.mark.django_db

CLERK = Agent("clerk")
GOOD = "91310000132207927C"
TABLES = ("business", "formername", "premises", "permit", "contactperson", "seat", "stall", "tenancy", "tagging")


def contents() -> dict[str, list[str]]:
    """Every row of the registry's own tables as the database would print it."""
    with connection.cursor() as cursor:
        read = {}
        for table in TABLES:
            cursor.execute(f"SELECT t::text FROM registry_{table} t ORDER BY id")
            read[table] = [row[0] for row in cursor.fetchall()]
    return read


def test_merging_moves_the_rows_and_leaves_a_signpost():
    keep, lose = make_business("稻草人米业"), make_business("稻草人米业（示范）", uscc=GOOD)
    permit = make_permit(lose)

    merge(keep=keep, lose=lose, why="同一执照", by=CLERK)

    lose.refresh_from_db()
    keep.refresh_from_db()
    permit.refresh_from_db()
    assert (lose.merged_into_id, permit.business_id, keep.uscc) == (keep.pk, keep.pk, GOOD)
    line = Event.objects.get()
    assert line.verb == "business.merge"
    assert line.facts["moved"] == {"registry.Permit.business_id": 1}


@pytest.mark.parametrize("facts", [{"why": " "}, {"why": "同一户", "lose": "keep"}])
def test_a_merge_needs_two_rows_and_a_reason(facts):
    keep = make_business()
    lose = keep if facts.get("lose") else make_business()

    with pytest.raises((ReasonMissing, SameBusiness)):
        merge(keep=keep, lose=lose, why=facts["why"], by=CLERK)

    assert not Merge.objects.exists()


def test_a_row_is_merged_once():
    keep, lose = make_business(), make_business("并走的店")
    merge(keep=keep, lose=lose, why="同一户", by=CLERK)

    with pytest.raises(AlreadyMerged, match="并走的店"):
        merge(keep=make_business(), lose=lose, why="同一户", by=CLERK)


def test_rows_that_would_contradict_one_of_the_kept_business_stay():
    keep, lose, tag = make_business(), make_business(), make_tag("连锁")
    put_tag(tag, keep)
    put_tag(tag, lose)

    merged = merge(keep=keep, lose=lose, why="同一户", by=CLERK)

    assert merged.moved["stayed"] == {"registry.Tagging.business_id": 1}
    assert Tagging.objects.filter(business=lose).count() == 1


def test_only_one_main_contact_remains():
    keep, lose = make_business(), make_business()
    for business in (keep, lose):
        add_contact(business=business, name="张店主", phone="13812340000", is_main=True, by=CLERK)

    merge(keep=keep, lose=lose, why="同一户", by=CLERK)

    assert sorted(ContactPerson.objects.filter(business=keep).values_list("is_main", flat=True)) == [False, True]


def test_a_merge_is_undone_once():
    keep, lose = make_business(), make_business()
    merged = merge(keep=keep, lose=lose, why="同一户", by=CLERK)
    unmerge(merge=merged, by=CLERK)

    with pytest.raises(MergeUndone):
        unmerge(merge=merged, by=CLERK)


def test_a_code_that_went_elsewhere_meanwhile_stands_in_the_way_and_nothing_moves():
    keep, lose = make_business(uscc="91110000600037341L"), make_business(uscc=GOOD)
    permit = make_permit(lose)
    merged = merge(keep=keep, lose=lose, why="同一户", by=CLERK)
    make_business("后来的店", uscc=GOOD)

    with pytest.raises(CannotUnmerge, match="后来的店"):
        unmerge(merge=merged, by=CLERK)

    permit.refresh_from_db()
    assert permit.business_id == keep.pk


def test_what_was_changed_since_is_left_as_it_is():
    keep, lose = make_business(), make_business(registered_address="甲路 1 号")
    merged = merge(keep=keep, lose=lose, why="同一户", by=CLERK)
    Business.objects.filter(pk=keep.pk).update(registered_address="乙路 2 号")
    added = make_permit(keep)

    unmerge(merge=merged, by=CLERK)

    keep.refresh_from_db()
    added.refresh_from_db()
    assert (keep.registered_address, added.business_id) == ("乙路 2 号", keep.pk)


DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
ROWS = st.lists(
    st.tuples(st.sampled_from(["name", "premises", "permit", "person", "seat", "stall", "tag"]), st.booleans(), DAYS),
    max_size=14,
)
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "employees": st.integers(0, 99),
        "registered_address": st.sampled_from(["", "甲路1号", "乙路2号"]),
        "registered_on": DAYS,
        "uscc": st.just(GOOD),
    },
)


def grow(business: Business, what: str, day: date, tag, station) -> None:
    """Give a business one more row, unless it has one that day already."""
    until = day + timedelta(days=30)
    if what == "name":
        FormerName.objects.create(business=business, name="旧名", until=day)
    elif what == "premises":
        make_premises(business, "甲路1号", since=day)
    elif what == "permit":
        make_permit(business, expires_on=day)
    elif what == "person":
        add_contact(business=business, name="张店主", phone="13812340000", is_main=day.day % 2 == 0, by=CLERK)
    elif what == "stall":
        Stall.objects.get_or_create(market=business, number=str(day.day % 3))
    elif what == "tag" and not Tagging.objects.filter(business=business).exists():
        put_tag(tag, business, since=day, until=until)
    elif what == "seat" and not Seat.objects.filter(business=business).exists():
        seat(business, station, since=day, until=until)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, keep_facts=FACTS, lose_facts=FACTS)
def test_unmerging_restores_every_table_byte_for_byte(rows, keep_facts, lose_facts):
    with transaction.atomic():
        tag, station = make_tag("连锁"), make_place()
        keep = make_business(**keep_facts)
        lose = make_business(**(lose_facts | {"uscc": ""} if "uscc" in keep_facts else lose_facts))
        for what, is_lost, day in rows:
            grow(lose if is_lost else keep, what, day, tag, station)
        before = contents()

        merged = merge(keep=keep, lose=lose, why="同一户", by=CLERK)
        unmerge(merge=merged, by=CLERK)

        after = contents()
        transaction.set_rollback(True)

    assert after == before
