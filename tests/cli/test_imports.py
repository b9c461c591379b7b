from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.factories.imports import csv_of, row
from tests.factories.network import make_net
from yingzhou import cli
from yingzhou.work.registry.models import Business

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    make_net()
    path = tmp_path / "list.csv"
    path.write_bytes(csv_of([row(1), row(2)]))
    return path


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_a_check_alone_writes_nothing(file: Path, capsys: pytest.CaptureFixture[str]):
    assert cli.run(["import", "businesses", str(file), "--json"]) == 0

    answer = told(capsys)
    assert {name: answer[name] for name in ("rows", "new", "changed", "unchanged", "duplicates", "errors")} == {
        "rows": 2,
        "new": 2,
        "changed": 0,
        "unchanged": 0,
        "duplicates": 0,
        "errors": [],
    }
    assert Business.objects.count() == 0


def test_the_same_file_twice_changes_nothing_and_undo_takes_it_back(file: Path, capsys: pytest.CaptureFixture[str]):
    cli.run(["import", "businesses", str(file), "--commit", "--json"])
    first = told(capsys)
    assert cli.run(["import", "businesses", str(file), "--commit", "--json"]) == 0
    assert told(capsys)["unchanged"] == 2

    assert cli.run(["import", "undo", first["id"], "--json"]) == 0

    assert told(capsys)["removed"] == 2
    assert Business.objects.count() == 0


def test_errors_are_told_by_row_column_value_and_what_would_work(file: Path, capsys: pytest.CaptureFixture[str]):
    file.write_bytes(csv_of([row(1), row(2, 类型="个转企")]))

    assert cli.run(["import", "businesses", str(file), "--json"]) == 1

    [error] = told(capsys)["errors"]
    assert (error["row"], error["value"]) == (3, "个转企")
    assert set(error) == {"row", "column", "value", "message"}


def test_a_file_that_is_not_there_is_bad_usage(capsys: pytest.CaptureFixture[str]):
    assert cli.run(["import", "businesses", "nowhere.csv"]) == 2


def test_an_unknown_import_is_not_found(capsys: pytest.CaptureFixture[str]):
    assert cli.run(["import", "undo", "4711"]) == 1


def test_the_list_names_every_import(file: Path, capsys: pytest.CaptureFixture[str]):
    cli.run(["import", "businesses", str(file), "--json"])
    number = told(capsys)["number"]

    assert cli.run(["import", "list", "--json"]) == 0

    assert [one["number"] for one in told(capsys)] == [number]
