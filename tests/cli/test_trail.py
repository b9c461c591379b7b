"""`yingzhou trail`."""

from __future__ import annotations

import json

import pytest

from tests.cli.test_commands import ask
from tests.factories.cases import make_town, open_matter
from yingzhou import cli
from yingzhou.base.actors import SYSTEM
from yingzhou.base.clock import now
from yingzhou.base.trail import heads, receipts, signer
from yingzhou.base.trail.models import Event, ReceiptSignature
from yingzhou.base.trail.sealing import seal
from yingzhou.base.trail.writing import record


@pytest.fixture(autouse=True)
def spool(tmp_path, settings):
    settings.SPOOL_DIR = tmp_path / "spool"


@pytest.fixture
def exported(db, tmp_path, settings, capsys):
    for number in range(3):
        record("house.build", None, by=SYSTEM, number=number)
    seal(now())
    path = tmp_path / "trail.txt"
    assert cli.run(["trail", "export", str(path), "--json"]) == 0
    return path, json.loads(capsys.readouterr().out)


def test_export_writes_what_is_sealed_and_says_its_head(exported):
    path, answer = exported

    assert answer == {"entries": 3, "head": heads.newest().head_hash}
    assert len(path.read_text().splitlines()) == 5
    assert Event.objects.order_by("-pk").first().verb == "trail.export"


def test_verify_needs_neither_database_nor_settings(exported, settings):
    path, _ = exported
    answer = ask(
        "trail", "verify", str(path), "--heads", str(heads.folder()), "--keys", str(settings.KEYS_DIR / "seal"), "--json"
    )

    told = json.loads(answer.stdout)
    assert (answer.returncode, told["ok"], told["entries"], told["first_fault"]) == (0, True, 3, None)
    assert (told["keys"], told["heads_published"]) == ("given", 1)


def test_verify_reads_standard_input_and_says_no_with_the_batch(exported):
    path, _ = exported
    changed = path.read_text().replace('"number":1}', '"number":7}', 1)

    answer = ask("trail", "verify", "-", "--json", given=changed)

    told = json.loads(answer.stdout)
    assert (answer.returncode, told["ok"], told["first_fault"]["batch"]) == (1, False, 1)


def test_verify_without_heads_says_what_it_cannot_see(exported):
    path, _ = exported

    assert "no published heads given" in ask("trail", "verify", str(path)).stdout


def test_a_missing_file_is_bad_usage():
    answer = ask("trail", "verify", "nowhere")

    assert (answer.returncode, answer.stderr.count("\n")) == (2, 1)


@pytest.mark.django_db
def test_there_is_nothing_to_answer_for_where_nothing_was_restored(capsys):
    assert cli.run(["trail", "restored", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {"lost": 0}


def test_verify_takes_a_receipt_as_well(db, tmp_path, capsys):
    receipt = receipts.receipt_of(open_matter(make_town()))
    given = signer.sign(receipt.public_id)
    ReceiptSignature.objects.create(receipt=receipt, key=given.key, signature=given.signature)
    path = tmp_path / "receipt.json"

    path.write_text(json.dumps(receipts.as_file(receipt)))
    waiting = cli.run(["trail", "verify", str(path), "--json"]), json.loads(capsys.readouterr().out)["signed"]
    seal(now())
    path.write_text(json.dumps(receipts.as_file(receipt)))
    sealed = cli.run(["trail", "verify", str(path), "--json"]), json.loads(capsys.readouterr().out)["included"]

    assert (waiting, sealed) == ((1, True), (0, True))
