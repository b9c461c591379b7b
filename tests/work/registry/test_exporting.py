"""Lists that leave the house."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from tests.factories.network import make_net, viewer_as
from tests.factories.registry import make_business, make_permit, make_premises
from yingzhou.base.actors import Agent
from yingzhou.base.documents.lists import UnknownFilter, UnknownList, export, offered
from yingzhou.base.documents.manifests import is_genuine, read
from yingzhou.base.trail.models import Event
from yingzhou.cli import run as command
from yingzhou.work.accounts.choices import Role
from yingzhou.work.overview.queries.registry import FilterNotUnderstood
from yingzhou.work.registry.actions.people import add_contact
from yingzhou.work.registry.rules.importing import columns

pytestmark = pytest.mark.django_db

CLERK = Agent("clerk")


@pytest.fixture
def net():
    return make_net()


@pytest.fixture
def mill(net):
    """A business with something in every column that leaves."""
    business = make_business(
        "=HYPERLINK(稻草人)",
        kind="enterprise",
        legal_form="limited",
        uscc="91310000132207927C",
        registered_on=date(2019, 3, 2),
        industry_code="1311",
        registered_address="芦花村3队",
        employees=31,
        revenue=Decimal(5_000_000),
        station=net.north,
        community=net.reed,
    )
    make_premises(business, "北街 12 号")
    make_permit(business, number="JY1", expires_on=date(2030, 1, 1))
    add_contact(business=business, name="陈一舟", phone="13812340000", by=CLERK)
    return business


def exported(viewer, form: str = "csv", **asked) -> tuple[bytes, object]:
    file = io.BytesIO()
    manifest = export("businesses", file, viewer=viewer, by=viewer, asked=asked, form=form)
    return file.getvalue(), manifest


def lines(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_columns_are_those_of_the_import_and_cells_are_no_formulas(net, mill):
    content, _manifest = exported(viewer_as(Role.STATION_HEAD, net.north))

    (line,) = lines(content)
    assert list(line) == [str(column.label) for column in columns(date(2026, 11, 22))]
    assert line["名称"].lstrip("'\t") != line["名称"]
    assert (line["类型"], line["营业收入（万元）"], line["经营场所"]) == ("企业", "500.00", "北街 12 号")
    assert (line["乡镇街道"], line["村居"], line["许可证编号"]) == ("芦汀镇", "芦花村", "JY1")


def test_people_leave_masked(net, mill):
    content, _manifest = exported(viewer_as(Role.STATION_HEAD, net.north))

    (line,) = lines(content)
    assert (line["联系人"], line["联系电话"]) == ("陈**", "138****0000")
    assert "13812340000" not in content.decode()


def test_only_what_the_viewer_sees_leaves(net, mill):
    make_business("别站的店", station=net.south)

    content, _manifest = exported(viewer_as(Role.STATION_HEAD, net.north))

    assert len(lines(content)) == 1


def test_filters_narrow_the_list_by_name_or_code(net, mill):
    make_business("小店", station=net.north, community=net.tide)
    head = viewer_as(Role.STATION_HEAD, net.north)

    assert len(lines(exported(head, community=["芦花村"])[0])) == 1
    assert len(lines(exported(head, kind=["enterprise", "individual"])[0])) == 2
    assert len(lines(exported(head, ids=[str(mill.public_id)])[0])) == 1
    assert len(lines(exported(head, without_liaison=["1"])[0])) == 2


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ({"color": ["red"]}, UnknownFilter),
        ({"kind": ["castle"]}, FilterNotUnderstood),
        ({"station": ["没有的站"]}, FilterNotUnderstood),
    ],
)
def test_what_is_not_understood_is_refused_and_nothing_is_written_down(net, asked, refusal):
    with pytest.raises(refusal):
        exported(viewer_as(Role.STATION_HEAD, net.north), **asked)

    assert not Event.objects.filter(verb="list.export").exists()


def test_the_manifest_is_signed_over_the_file_and_the_trail_has_a_line(net, mill):
    content, manifest = exported(viewer_as(Role.STATION_HEAD, net.north), "xlsx")

    assert manifest.sha256 == hashlib.sha256(content).hexdigest()
    assert is_genuine(read(manifest.as_json()), sha256=manifest.sha256)
    line = Event.objects.get(verb="list.export")
    assert (line.facts["rows"], line.facts["sha256"]) == (1, manifest.sha256)
    sheet = load_workbook(io.BytesIO(content)).active
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=HYPERLINK(稻草人)", "s")


def test_an_unknown_list_is_refused_with_the_known_ones():
    with pytest.raises(UnknownList, match="businesses"):
        export("secrets", io.BytesIO(), viewer=None, by=CLERK, asked={})

    assert "businesses" in [one.name for one in offered()]


def test_the_command_writes_the_file_and_its_manifest(net, mill, tmp_path, capsys):
    file = tmp_path / "out.csv"

    code = command(["export", "businesses", "--filter", "station=北指导站", "--to", str(file), "--json"])

    answer = json.loads(capsys.readouterr().out)
    assert (code, answer["rows"], answer["sha256"]) == (0, 1, hashlib.sha256(file.read_bytes()).hexdigest())
    assert is_genuine(read((tmp_path / "out.csv.manifest.json").read_text()), sha256=answer["sha256"])


@pytest.mark.parametrize(
    "arguments",
    [
        ["businesses", "--to", "out.pdf"],
        ["businesses", "--filter", "nonsense", "--to", "out.csv"],
        ["castles", "--to", "out.csv"],
        ["businesses", "--as", "nobody", "--to", "out.csv"],
    ],
)
def test_a_command_that_cannot_be_followed_leaves_no_file(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert command(["export", *arguments]) == 2
    assert list(tmp_path.iterdir()) == []
