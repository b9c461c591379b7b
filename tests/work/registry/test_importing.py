from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.factories.imports import code, csv_of, row, send, take_back, write
from tests.factories.network import Net, make_net, viewer_as
from yingzhou.base.refusals import NotAllowed
from yingzhou.base.staging.choices import Choice, State
from yingzhou.base.staging.models import Batch
from yingzhou.base.staging.refusals import NotAtThisStep, NothingToCommit, UndoTooLate
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.registry.actions import importing
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


def twin(number: int, of: int) -> dict[str, str]:
    """A row that stands at the door and has the phone of another business, under a code of its own."""
    same = row(of)
    return row(number, 名称=f"第{of}号便利", 注册地址=same["注册地址"], 联系电话=same["联系电话"])


def test_a_twin_is_not_written_until_somebody_decides(net: Net, clerk: Viewer):
    write(send([row(1)], clerk), clerk)

    batch = send([twin(2, of=1), row(3)], clerk)
    [doubt] = queries.doubts(batch)
    write(batch, clerk)

    assert (doubt.other_name, doubt.likeness.same_phone, doubt.likeness.same_address) == ("第1号便利店", True, True)
    assert sorted(Business.objects.values_list("uscc", flat=True)) == sorted([code(1), code(3)])


@pytest.mark.parametrize(("choice", "count", "name"), [(Choice.SAME, 1, "第1号便利"), (Choice.TWO, 2, "第1号便利店")])
def test_a_decided_twin_is_the_same_business_or_another(net: Net, clerk: Viewer, choice: Choice, count: int, name: str):
    write(send([row(1)], clerk), clerk)
    batch = send([twin(2, of=1)], clerk)

    importing.decide_row(pid=batch.public_id, row=2, choice=choice, by=clerk)
    write(batch, clerk)

    assert Business.objects.count() == count
    assert Business.objects.get(uscc=code(1)).name == name


@pytest.mark.parametrize(("choice", "names"), [(None, ["甲"]), (Choice.SAME, ["甲"]), (Choice.TWO, ["第1号便利店", "甲"])])
def test_of_two_rows_that_claim_one_business_the_code_decides_and_the_other_is_asked_about(
    net: Net, clerk: Viewer, choice: Choice | None, names: list[str]
):
    write(send([row(1)], clerk), clerk)

    batch = send([row(1, 统一社会信用代码=""), row(2, 统一社会信用代码=code(1), 名称="甲")], clerk)
    assert (batch.count("changed"), batch.count("doubtful")) == (1, 1)
    if choice:
        importing.decide_row(pid=batch.public_id, row=2, choice=choice, by=clerk)
    write(batch, clerk)

    assert sorted(Business.objects.values_list("name", flat=True)) == sorted(names)


def test_a_second_claim_is_asked_about_behind_a_door_where_a_crowd_is_registered(net: Net, clerk: Viewer):
    door = {"注册地址": "芦汀镇芦花村1号", "经营场所": "芦汀镇芦花村1号"}
    write(send([row(number, **door) for number in range(1, 23)], clerk), clerk)

    batch = send([row(1, 统一社会信用代码="", **door), row(30, 统一社会信用代码=code(1), 名称="甲", **door)], clerk)

    assert [batch.count(name) for name in ("new", "changed", "doubtful")] == [0, 1, 1]


def test_a_row_left_out_stays_as_it_was(net: Net, clerk: Viewer):
    write(send([row(1), row(2)], clerk), clerk)
    batch = send([row(1, 名称="甲"), row(2, 名称="乙")], clerk)

    importing.decide_row(pid=batch.public_id, row=2, choice=Choice.LEAVE, by=clerk)
    write(batch, clerk)

    assert list(Business.objects.order_by("pk").values_list("name", flat=True)) == ["第1号便利店", "乙"]


def test_a_station_writes_its_own_businesses_only(net: Net, clerk: Viewer):
    write(send([row(1, 村居="白鹭村")], clerk), clerk)
    head = viewer_as(Role.STATION_HEAD, net.north)

    batch = send([row(1, 名称="改名", 村居=""), row(2, 村居="白鹭村"), row(3)], head)
    write(batch, head)

    assert (batch.count("new"), batch.count("changed")) == (1, 0)
    assert Business.objects.get(uscc=code(1)).name == "第1号便利店"
    assert sorted(Business.objects.values_list("uscc", flat=True)) == sorted([code(1), code(3)])


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        pytest.param({"村居": "不知村"}, "unknown_village", id="a village the district does not have"),
        pytest.param({"乡镇街道": "别处镇"}, "unknown_town", id="a town the district does not have"),
        pytest.param({"名称": ""}, "missing", id="no name"),
        pytest.param({"行业代码": "9999"}, "unknown_industry", id="an industry the standard does not have"),
        pytest.param({"联系电话": "没有"}, "phone_unreadable", id="no number"),
        pytest.param({"统一社会信用代码": "", "注册地址": ""}, "needs_code_or_address", id="nothing to know it by"),
        pytest.param({"从业人数": "三人"}, "not_a_number", id="words for a number"),
    ],
)
def test_a_row_with_an_error_is_held_and_told(net: Net, clerk: Viewer, cells: dict[str, str], problem: str):
    batch = send([row(1, **cells), row(2)], clerk)

    assert list(batch.problems.filter(row=2, severity="error").values_list("code", flat=True)) == [problem]
    assert (batch.count("error_rows"), batch.count("new")) == (1, 1)


def test_a_village_is_found_from_the_address_where_the_file_names_none(net: Net, clerk: Viewer):
    write(send([row(1, 乡镇街道="", 村居="", 经营场所="芦汀镇望潮村12号")], clerk), clerk)

    assert (Business.objects.get().community_id, Seat.objects.get().how) == (net.tide.pk, SeatedBy.ADDRESS)


def test_a_code_twice_in_one_file_holds_the_second_row(net: Net, clerk: Viewer):
    batch = send([row(1), row(1, 名称="又一家")], clerk)

    assert [(each.said.row, each.said.why) for each in queries.problems(batch)] == [(3, "与第 2 行代码相同")]


def test_a_file_of_another_system_in_gb18030_with_tabs_comes_in(net: Net, clerk: Viewer):
    batch = send(csv_of([row(1, 名称="㠇洲米行")], encoding="gb18030", separator="\t"), clerk)

    write(batch, clerk)

    assert Business.objects.get().name == "㠇洲米行"


def test_nothing_to_write_is_refused_and_so_is_writing_twice(net: Net, clerk: Viewer):
    batch = write(send([row(1)], clerk), clerk)

    with pytest.raises(NotAtThisStep):
        importing.commit_import(pid=batch.public_id, by=clerk)
    with pytest.raises(NothingToCommit):
        importing.commit_import(pid=send([row(1)], clerk).public_id, by=clerk)


def test_an_undo_after_its_days_is_refused(net: Net, clerk: Viewer):
    batch = write(send([row(1)], clerk), clerk)
    Batch.objects.update(undo_until=batch.committed_at)

    with pytest.raises(UndoTooLate):
        importing.undo_import(pid=batch.public_id, by=clerk)
    assert Business.objects.count() == 1


def test_others_are_refused_and_nothing_is_kept(net: Net):
    with pytest.raises(NotAllowed):
        importing.start_import(source=csv_of([row(1)]), name="x.csv", by=viewer_as(Role.LIAISON, net.north))
    assert Batch.objects.count() == 0
