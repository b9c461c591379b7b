from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.accounts import confirm_again, make_officer
from tests.factories.network import make_net, make_obligation, make_obligation_type, make_organization, officer_as, put_under
from tests.factories.registry import make_business
from yingzhou.base.clock import today
from yingzhou.work.accounts.choices import SEPARATED, Role
from yingzhou.work.network import queries
from yingzhou.work.network.choices import Kind, ObligationKind, Proof
from yingzhou.work.network.models import Cell, Grid

pytestmark = pytest.mark.django_db
TODAY = today()


@pytest.fixture
def net():
    return make_net()


def at(name: str, *args: object) -> str:
    return reverse(f"desk:{name}", args=args)


def text_of(answer) -> str:
    return answer.content.decode()


def count_queries(client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_strangers_are_led_to_the_sign_in_page_and_back(client):
    answer = client.get("/desk/network/")

    assert (answer.status_code, answer.url) == (302, "/desk/sign-in/?next=%2Fdesk%2Fnetwork%2F")


@pytest.mark.parametrize("role", sorted(SEPARATED))
@pytest.mark.parametrize("name", ["network", "map", "obligations", "grids", "network_table"])
def test_separated_roles_see_no_content(client, net, role, name):
    client.force_login(officer_as(role, net.bureau))

    assert client.get(at(name)).status_code == 403


def test_a_station_head_sees_both_sides_of_what_was_agreed(client, net):
    client.force_login(officer_as(Role.STATION_HEAD, net.north, "林拾穗"))
    officer_as(Role.VILLAGE_WORKER, net.reed, "宋稻")
    make_business(station=net.north, community=net.reed)
    make_obligation(net.north, net.reed, due_on=TODAY - timedelta(days=3))
    make_obligation(net.reed, net.north, due_on=TODAY + timedelta(days=9), period_since=TODAY)

    page = text_of(client.get(at("network")))

    for words in ("芦花村", "宋稻", "欠着", "在等", "还没办", "逾期 3 天", "没有联络员的主体"):
        assert words in page
    assert "白鹭村" not in page


def test_both_sides_open_the_same_obligation_and_a_third_one_does_not(client, net):
    owed = make_obligation(net.north, net.reed, due_on=TODAY)
    codes = []
    for role, place in ((Role.LIAISON, net.north), (Role.VILLAGE_WORKER, net.reed), (Role.VILLAGE_WORKER, net.tide)):
        client.force_login(officer_as(role, place))
        codes.append(client.get(at("obligation", owed.public_id)).status_code)

    assert codes == [200, 200, 404]


def test_one_side_does_it_and_the_other_signs(client, net):
    owed = make_obligation(net.north, net.reed, due_on=TODAY)
    client.force_login(officer_as(Role.LIAISON, net.north))

    empty = client.post(at("obligation_fulfill", owed.public_id), {"note": ""})
    done = client.post(at("obligation_fulfill", owed.public_id), {"note": "到村里看了三家新店"})
    client.force_login(officer_as(Role.VILLAGE_WORKER, net.reed))
    signed = client.post(at("obligation_acknowledge", owed.public_id))

    owed.refresh_from_db()
    assert (empty.status_code, done.status_code, signed.status_code) == (422, 302, 302)
    assert (owed.fulfilled_on, owed.acknowledged_on) == (TODAY, TODAY)


def test_the_text_of_a_report_stands_there_before_anyone_types(client, net):
    kind = make_obligation_type(kind=ObligationKind.DUAL_REPORT, name="第四季度：站给村", proof=Proof.REPORT)
    report = make_obligation(net.north, net.reed, due_on=TODAY, type=kind)
    client.force_login(officer_as(Role.STATION_HEAD, net.north))

    page = text_of(client.get(at("obligation", report.public_id)))

    assert "由" in page
    assert "汇成，不用手填" in page
    assert "看过并交" in page


@pytest.mark.parametrize("name", ["network", "obligations", "network_table", "map"])
def test_a_page_asks_as_often_for_many_rows_as_for_one(client, net, name):
    client.force_login(officer_as(Role.STATION_HEAD, net.north))
    make_obligation(net.north, net.reed, due_on=TODAY)
    client.get(at(name))
    few = count_queries(client, at(name))
    for _ in range(3):
        village = make_organization(Kind.COMMUNITY)
        put_under(village, net.north)
        make_obligation(net.north, village, due_on=TODAY)
        make_obligation(net.north, net.reed, due_on=TODAY)

    assert count_queries(client, at(name)) == few
    assert few <= 32


def test_a_leader_moves_a_village_from_a_day(client, net):
    client.force_login(officer_as(Role.BUREAU_LEADER, net.bureau))
    confirm_again(client)
    day = TODAY + timedelta(days=30)
    typed = {"line": "station", "parent": net.south.public_id, "since": day.isoformat()}

    past = client.post(at("organization_move", net.reed.public_id), {**typed, "since": (TODAY - timedelta(days=1)).isoformat()})
    moved = client.post(at("organization_move", net.reed.public_id), typed)
    page = text_of(client.get(at("organization", net.reed.public_id)))

    assert (past.status_code, moved.status_code) == (422, 302)
    assert "过去的数字已经报出去了" in text_of(past)
    assert queries.station_of(net.reed, on=day) == net.south
    assert "还没到" in page


@pytest.mark.parametrize("name", ["organization_move", "organization_rename"])
def test_a_station_head_changes_no_organization(client, net, name):
    client.force_login(officer_as(Role.STATION_HEAD, net.north))
    confirm_again(client)

    assert client.post(at(name, net.reed.public_id), {}).status_code == 403


def test_unknown_organizations_are_not_found(client, net):
    client.force_login(officer_as(Role.LIAISON, net.north))

    assert client.get(at("organization", make_officer().public_id)).status_code == 404


def test_the_number_of_a_gap_leads_to_its_rows(client, net):
    client.force_login(officer_as(Role.BUREAU_LEADER, net.bureau))
    officer_as(Role.STATION_HEAD, net.north)

    page = text_of(client.get(at("gap", "station_without_head")))

    assert "南指导站" in page
    assert "北指导站" not in page
    assert client.get(at("gap", "nonsense")).status_code == 404


def test_cells_are_read_from_a_file_and_nonsense_is_refused_with_its_reason(client, net):
    client.force_login(officer_as(Role.BUREAU_LEADER, net.bureau))
    client.post(at("grid_lay"), {"name": "市监网格", "code": "regulation"})
    grid = Grid.objects.get()
    ring = [[121, 31], [121.2, 31], [121.2, 31.2], [121, 31]]
    area = {"features": [{"properties": {"code": "A1", "name": "一号"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}]}

    def send(content: bytes):
        file = SimpleUploadedFile("cells.geojson", content)
        return client.post(at("grid_import", grid.public_id), {"file": file, "since": TODAY.isoformat()})

    answers = [send(content).status_code for content in (b"\xff", b"[" * 100_000, b"{}", json.dumps(area).encode())]

    assert answers == [422, 422, 422, 302]
    assert list(Cell.objects.values_list("code", flat=True)) == ["A1"]
    assert "A1" in text_of(client.get(at("grid", grid.public_id)))


def test_the_map_has_the_same_rows_as_a_table(client, net):
    net.township.longitude, net.township.latitude = "121.5", "31.6"
    net.township.save()
    make_business(station=net.north, community=net.reed)
    client.force_login(officer_as(Role.BUREAU_LEADER, net.bureau))

    page = text_of(client.get(at("map")))

    assert '"name": "北指导站"' in page or '"name":"北指导站"' in page
    assert page.count(at("organization", net.north.public_id)) >= 2


def test_the_map_leaves_out_the_stations_a_head_does_not_answer_for(client, net):
    net.township.longitude, net.township.latitude = "121.5", "31.6"
    net.township.save()
    client.force_login(officer_as(Role.STATION_HEAD, net.north))

    page = text_of(client.get(at("map")))

    assert at("organization", net.north.public_id) in page
    assert at("organization", net.south.public_id) not in page
