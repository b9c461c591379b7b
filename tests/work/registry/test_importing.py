from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.factories.imports import code, row, send, take_back, write
from tests.factories.network import Net, make_net, viewer_as
from yingzhou.base.staging.choices import State
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.registry.choices import SeatedBy
from yingzhou.work.registry.models import Business, Change, ContactPerson, Permit, Premises, Seat
from yingzhou.work.registry.queries import imports as queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def net() -> Net:
    return make_net()


@pytest.fixture
def clerk(net: Net) -> Viewer:
    return viewer_as(Role.DEPARTMENT, net.bureau, "沈知夏")


def test_a_new_business_comes_in_with_every_part_of_it(net: Net, clerk: Viewer):
    batch = write(send([row(7, 曾用名="老七杂货")], clerk), clerk)

    assert (batch.state, batch.count("written_new")) == (State.COMMITTED, 1)
    business = Business.objects.get()
    assert (business.uscc, business.name, business.revenue) == (code(7), "第7号便利店", Decimal("365000.00"))
    assert (business.station_id, business.community_id) == (net.north.pk, net.reed.pk)
    assert Seat.objects.get().how == SeatedBy.IMPORT
    assert Premises.objects.get().address == "芦汀镇芦花村7号"
    assert Permit.objects.get().expires_on == date(2030, 6, 30)
    assert business.former_names.get().name == "老七杂货"
    person = ContactPerson.objects.get()
    assert (person.name, person.phone, person.phone_mask) == ("王小满", "13800000007", "138****0007")


def test_the_trail_has_one_line_for_each_step_and_no_personal_data(net: Net, clerk: Viewer):
    write(send([row(7)], clerk), clerk)

    lines = Event.objects.filter(verb__startswith="import.").order_by("id")
    assert [line.verb for line in lines] == ["import.upload", "import.commit"]
    assert "王小满" not in str([line.facts for line in lines])


def test_the_same_file_twice_changes_nothing(net: Net, clerk: Viewer):
    rows = [row(number) for number in range(1, 30)]
    write(send(rows, clerk), clerk)
    before = list(Business.objects.order_by("pk").values())

    again = send(rows, clerk)

    assert (again.count("new"), again.count("changed"), again.count("unchanged")) == (0, 0, 29)
    assert list(Business.objects.order_by("pk").values()) == before


def test_only_the_cells_that_differ_are_shown_and_written(net: Net, clerk: Viewer):
    write(send([row(1), row(2)], clerk), clerk)

    batch = send([row(1, 名称="改名便利店", 联系电话="13900000000", 村居="望潮村"), row(2)], clerk)
    changed = queries.changed(batch)

    assert (batch.count("changed"), batch.count("unchanged")) == (1, 1)
    assert {(cell.column, cell.before, cell.after) for cell in changed[0].differences} == {
        ("name", "第1号便利店", "改名便利店"),
        ("contact_phone", "138****0001", "139****0000"),
        ("village", "芦花村", "望潮村"),
    }
    write(batch, clerk)
    business = Business.objects.get(uscc=code(1))
    assert (business.name, business.community_id) == ("改名便利店", net.tide.pk)
    assert business.former_names.get().name == "第1号便利店"
    assert ContactPerson.objects.get(business=business).phone == "13900000000"
    assert Change.objects.filter(source=f"import:{batch.number}", table="registry_business").count() == 1


def test_an_empty_cell_never_erases(net: Net, clerk: Viewer):
    write(send([row(1)], clerk), clerk)

    batch = send([row(1, 联系电话="", 从业人数="", 注册地址="")], clerk)

    assert batch.count("changed") == 0


def test_undo_takes_new_businesses_away_and_gives_changed_ones_back(net: Net, clerk: Viewer):
    write(send([row(1)], clerk), clerk)
    batch = write(send([row(1, 名称="改名便利店", 经营场所="芦汀镇望潮村9号", 村居="望潮村"), row(2)], clerk), clerk)

    undone = take_back(batch, clerk)

    assert (undone.state, undone.count("removed"), undone.count("restored")) == (State.UNDONE, 1, 1)
    business = Business.objects.get()
    assert (business.name, business.community_id) == ("第1号便利店", net.reed.pk)
    assert [place.address for place in Premises.objects.all()] == ["芦汀镇芦花村1号"]
