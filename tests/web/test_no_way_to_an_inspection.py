"""A liaison, a village worker, an officer without a certificate: no address, no forged field, no forged id makes or changes an inspection."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client

from tests.factories.network import officer_as
from tests.web.matrix.table import addresses
from tests.web.matrix.world import World, make_world
from yingzhou.base.clock import now, today
from yingzhou.web.door.confirming import SLOT
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.inspections.models import Exemption, Inspection, InspectionItem

ALL = sorted(addresses(), key=lambda address: address.name)
TABLES = sorted(model._meta.db_table for model in apps.get_app_config("inspections").get_models(include_auto_created=True))
WHO = ("liaison", "village worker", "officer without a certificate")


@pytest.fixture
def world(db: None) -> World:
    """The shop is left in peace only from tomorrow on: nothing but the person stands between a request and the inspection."""
    world = make_world()
    tomorrow = today() + timedelta(1)
    assert Exemption.objects.filter(public_id=world.near.ids["exemption"]).update(since=tomorrow) == 1
    return world


def client_of(officer: Officer) -> Client:
    """Signed in, password just confirmed: as much as the person could ever have."""
    client = Client(raise_request_exception=False)
    client.force_login(officer)
    session = client.session
    session[SLOT] = now().timestamp()
    session.save()
    return client


def person(world: World, who: str) -> Officer:
    if who == "officer without a certificate":
        return officer_as(Role.STATION_OFFICER, world.net.north, "无证")
    return world.people[Role.LIAISON if who == "liaison" else Role.VILLAGE_WORKER]


def forged(world: World) -> dict[str, object]:
    """Every field the forms of the room know, rightly filled in, and names a careless program might look at."""
    inspection = Inspection.objects.get(public_id=world.near.ids["inspection"])
    item = InspectionItem.objects.get(pk=inspection.items.get().item_id)
    day, near = today().isoformat(), {name: str(pid) for name, pid in world.near.ids.items()}
    return {
        **{"shop": inspection.business.name, "business": near["business"], "origin": "planned", "plan": near["inspection_plan"]},
        **{"items": str(item.public_id), "item": str(item.public_id), "inspection": near["inspection"], "on": day},
        **{"officers": [str(one.officer.public_id) for one in inspection.inspectors.all()], "why": "x", "reason": "x"},
        **{"since": day, "until": f"{today().year + 1}-01-01", "name": "x", "scope": "x", "code": "SH-000001", "basis": "x"},
        **{
            "how": "handed",
            "whom": "x",
            "is_signed": "on",
            "i0_finding": "fine",
            "text": "x",
            "approve": "yes",
            "kind": "inspection",
        },
        **{"aim": "inspection", "state": "approved", "convert": "inspection", "type": "inspections.inspection", "certified": "1"},
        **{"filed_on": day, "public_word": "1", "select": "1", "officers_each": "2", "key": str(uuid4()), "is_inspection": "1"},
        **{"role": "department", "source": "inspection", "source_id": near["inspection"], "draw": near["draw"], "grade": "d"},
    }


def kept() -> dict[str, str]:
    """Every row of the room, hashed table by table."""
    sums = " union all ".join(
        f"select '{one}', md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from {one} t" for one in TABLES
    )
    with connection.cursor() as cursor:
        cursor.execute(sums)
        return dict(cursor.fetchall())


class _TakeBack(Exception):
    pass


def changed(client: Client, path: str, before: dict[str, str], **how: object) -> Iterator[str]:
    """Tables of the room that one request changed; then it is taken back."""
    try:
        with transaction.atomic():
            status = client.post(path, **how).status_code  # type: ignore[arg-type]
            after = kept()
            raise _TakeBack
    except _TakeBack:
        yield from (f"{path} {status} changed {table}" for table in TABLES if after[table] != before[table])


@pytest.mark.parametrize("who", WHO)
def test_no_address_and_no_forged_field_makes_or_changes_an_inspection(world: World, who: str):
    client, told = client_of(person(world, who)), forged(world)
    before = kept()

    faults = []
    for address in ALL:
        path = address.at(world, "near")
        faults += changed(client, path, before, data=told)
        faults += changed(client, path, before, data=json.dumps(told), content_type="application/json")

    assert faults == []


def test_the_same_requests_do_change_something_in_the_right_hands(world: World):
    """Otherwise the test above would prove nothing."""
    client, told = client_of(world.people[Role.BUREAU_LEADER]), forged(world)
    path = next(address.at(world, "near") for address in ALL if address.name == "desk:inspection_decide")

    assert list(changed(client, path, kept(), data=told)) != []


@pytest.mark.parametrize("who", WHO)
def test_no_page_of_inspections_opens_for_them(world: World, who: str):
    client = client_of(person(world, who))
    inside = [address for address in ALL if address.name.startswith(("desk:inspection", "desk:draw"))]

    opened = [one.name for one in inside if client.get(one.at(world, "near")).status_code not in (403, 404, 405)]

    assert len(inside) > 30
    assert opened == []
