"""`yingzhou keys`."""

from __future__ import annotations

import json

import pytest

from tests.factories.evidence import EvidenceFactory
from yingzhou import cli
from yingzhou.base.evidence.models import OriginalName
from yingzhou.base.secrets import keys
from yingzhou.base.secrets.keys import keyring

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_keys(tmp_path, settings):
    settings.KEYS_DIR = tmp_path / "keys"
    keys.ensure(settings.KEYS_DIR)


def ask(capsys, *words: str) -> tuple[int, object]:
    status = cli.run(["keys", *words, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_a_field_key_is_replaced_from_beginning_to_end(capsys):
    row = OriginalName.objects.create(evidence=EvidenceFactory(), name="现场.jpg")
    old = keyring().current("field").id

    _, new = ask(capsys, "rotate", "field")
    assert ask(capsys, "retire", old)[0] == 1
    assert ask(capsys, "reseal") == (0, {"values": 1})
    assert ask(capsys, "retire", old) == (0, {"retired": True})

    _, listed = ask(capsys, "list")
    assert [(one["id"], one["current"], one["values"]) for one in listed if one["purpose"] == "field"] == [(new["id"], True, 1)]
    assert OriginalName.objects.get(pk=row.pk).name == "现场.jpg"


def test_an_unknown_key_is_bad_usage(capsys):
    assert cli.run(["keys", "retire", "00000000"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
