"""The database itself notes every change of a registered fact."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.factories.registry import make_business, make_permit
from yingzhou.base.actors import Agent
from yingzhou.base.trail.acting import acting
from yingzhou.work.registry.models import Business, Change, ContactPerson

pytestmark = pytest.mark.django_db


def test_an_update_by_hand_written_sql_is_noted_field_by_field():
    business = make_business("稻草人米业")

    with connection.cursor() as cursor:
        cursor.execute("UPDATE registry_business SET name = 'x', employees = 3 WHERE id = %s", [business.pk])

    change = Change.objects.get()
    assert change.business_id == business.pk
    assert change.fields == {"name": ["稻草人米业", "x"], "employees": [None, 3]}
    assert change.actor.startswith("database:")


def test_a_bulk_update_is_noted_once_a_row_and_only_where_something_changed():
    ours = [make_business(industry_code="6210") for _ in range(3)]
    make_business(industry_code="6130")
    acting(Agent("clerk"), source="import:7")

    Business.objects.update(industry_code="6130")

    noted = Change.objects.order_by("row_id")
    assert [change.row_id for change in noted] == [business.pk for business in ours]
    assert {(change.actor, change.source) for change in noted} == {("system:clerk", "import:7")}


def test_sealed_fields_are_noted_as_changed_and_never_copied():
    person = ContactPerson.objects.create(
        business=make_business(), name="陈一舟", name_mask="陈**", phone="13812340000", phone_mask="138****0000"
    )

    person.phone, person.position = "13912340000", "店长"
    person.save()
    person.delete()

    update, delete = Change.objects.order_by("id")
    assert update.fields["phone"] == [None, None]
    assert update.fields["position"] == ["", "店长"]
    assert not {"name", "phone", "phone_blind"} & delete.fields.keys()
    assert delete.fields["name_mask"] == ["陈**", None]


def test_a_deleted_permit_is_noted_at_its_business():
    permit = make_permit(make_business(), number="JY1")
    business_id = permit.business_id

    permit.delete()

    change = Change.objects.get()
    assert (change.business_id, change.table, change.operation) == (business_id, "registry_permit", "delete")
    assert change.fields["number"] == ["JY1", None]


def test_many_changes_after_none_are_noted_without_comparing_each_row_with_each():
    for _ in range(3):
        make_business(industry_code="6210")
    plans: list[str] = []

    with connection.cursor() as cursor:
        cursor.execute("LOAD 'auto_explain'")
        cursor.execute("SET LOCAL auto_explain.log_min_duration = 0")
        cursor.execute("SET LOCAL auto_explain.log_nested_statements = on")
        cursor.execute("SET LOCAL client_min_messages = log")
        connection.connection.add_notice_handler(lambda notice: plans.append(notice.message_primary or ""))
        cursor.execute("UPDATE registry_business SET industry_code = '6130' WHERE false")
        cursor.execute("UPDATE registry_business SET industry_code = '6130'")

    noted = [plan for plan in plans if "Insert on registry_change" in plan]
    assert len(noted) == 2
    assert all("Hash Cond: (n.id = o.id)" in plan or "Hash Cond: (o.id = n.id)" in plan for plan in noted)
    assert Change.objects.count() == 3
