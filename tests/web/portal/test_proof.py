"""核对回执: by address or by the file taken home; what was taken away, changed or cannot be read is said."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from tests.factories.cases import make_town, open_matter
from tests.web.portal.test_filing import go, to_last
from yingzhou.base.clock import now
from yingzhou.base.trail import receipts, signer
from yingzhou.base.trail.models import ReceiptSignature, SignedReceipt
from yingzhou.base.trail.sealing import seal
from yingzhou.work.cases.choices import Kind
from yingzhou.work.cases.models import Case

pytestmark = pytest.mark.django_db
CHECK = reverse("portal:proof_check")


@pytest.fixture(autouse=True)
def spool(tmp_path, settings):
    settings.SPOOL_DIR = tmp_path


@pytest.fixture
def receipt() -> SignedReceipt:
    made = receipts.receipt_of(open_matter(make_town(), Kind.DISPUTE, code="7K3M92QDA0F5"))
    assert made is not None
    given = signer.sign(made.public_id)
    ReceiptSignature.objects.create(receipt=made, key=given.key, signature=given.signature)
    return made


def page(client, receipt) -> str:
    return client.get(reverse("portal:proof", args=[receipt.public_id])).content.decode()


def sent(client, content: bytes):
    return client.post(CHECK, {"file": SimpleUploadedFile("receipt.json", content)})


def taken_home(client, receipt) -> bytes:
    return client.get(reverse("portal:proof_file", args=[receipt.public_id])).content


def without_guard(statement: str, *values) -> None:
    """As the owner of the database could."""
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("set local session_replication_role = origin")


def test_it_is_there_signed_and_soon_sealed(client, receipt):
    before = page(client, receipt)
    seal(now())
    after = page(client, receipt)

    assert "等这一条封存" in before
    assert "都对得上" in after
    assert re.search(r"封进第 1 批第 \d+ 条", after)


def test_the_page_says_nothing_of_what_was_said_or_who_said_it(client, receipt):
    shown = page(client, receipt)

    assert "床的尺寸" not in shown
    assert "云朵" not in shown
    assert "7K3M" not in shown


def test_the_file_is_checked_by_the_script_alone(client, receipt, tmp_path):
    seal(now())
    (tmp_path / "receipt.json").write_bytes(taken_home(client, receipt))
    (tmp_path / "verify_trail.py").write_bytes(client.get(reverse("portal:proof_script")).content)

    ran = subprocess.run(
        [sys.executable, "-I", "verify_trail.py", "receipt.json"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert (ran.returncode, json.loads(ran.stdout)["included"]) == (0, True), ran.stderr


def test_a_matter_called_something_else_is_found(client, receipt):
    Case.objects.update(kind="demand")

    assert "与回执不一样" in page(client, receipt)
    assert "与回执不一样" in sent(client, taken_home(client, receipt)).content.decode()


def test_a_matter_taken_away_is_found_and_so_is_one_without_any_trace(client, receipt):
    kept = taken_home(client, receipt)
    for table in ("trackingcode", "move", "case"):
        without_guard(f"delete from cases_{table}")
    assert "这件事现在查不到了" in page(client, receipt)

    for table in ("receiptsignature", "signedreceipt", "event"):
        without_guard(f"delete from trail_{table}")
    answer = sent(client, kept)

    assert answer.status_code == 200
    assert "这份回执是我们签的，库里却没有它的底" in answer.content.decode()


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b'{"receipt": "{}", "key": "a", "signature": "zz"}', b"[1]"])
def test_what_is_no_receipt_is_refused(client, content):
    answer = sent(client, content)

    assert answer.status_code == 422
    assert "回执" in answer.content.decode()


def test_a_receipt_edited_by_hand_is_not_ours(client, receipt):
    answer = sent(client, taken_home(client, receipt).replace(b"dispute", b"demand!"))

    assert answer.status_code == 422
    assert "不是我们签过名的回执" in answer.content.decode()


def test_an_unknown_id_is_not_found(client):
    assert client.get(reverse("portal:proof", args=[uuid4()])).status_code == 404
    assert client.get(reverse("portal:proof_file", args=[uuid4()])).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_with_a_signer_the_receipt_is_signed_before_it_is_shown(client):
    town = make_town()
    with signer.Signer(signer.address()) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        shown = go(client, to_last(client, town), reach="code").content.decode()
        server.shutdown()
        thread.join()

    assert "已签名" in shown
    assert ReceiptSignature.objects.count() == 1
