"""The receipt is a promise: signed for a committed line and nothing else, checked by one file, and it tells what is missing."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from yingzhou.base.actors import SYSTEM
from yingzhou.base.clock import now
from yingzhou.base.trail import heads, receipts, signer
from yingzhou.base.trail.models import Event, ReceiptSignature, SignedReceipt
from yingzhou.base.trail.sealing import seal
from yingzhou.base.trail.signer import NotToBeSigned, Signer
from yingzhou.base.trail.verify_trail import name_of, verify_receipt
from yingzhou.base.trail.writing import record

pytestmark = pytest.mark.django_db
SAYS = {"number": "1"}
KIND = "tests.thing"


class Thing:
    """Something handed in: what a receipt needs of a row."""

    _meta = SimpleNamespace(label_lower=KIND)

    def __init__(self) -> None:
        self.public_id = uuid4()


@pytest.fixture(autouse=True)
def things(tmp_path, settings):
    settings.SPOOL_DIR = tmp_path
    there = {}
    receipts.register(KIND, lambda ids: {one: there[one] for one in ids if one in there})
    yield there
    receipts._today.pop(KIND)


def handed_in(things, **says) -> SignedReceipt:
    thing = Thing()
    things[thing.public_id] = says or SAYS
    return receipts.promise(record("thing.open", thing, by=SYSTEM), says=says or SAYS)


@contextmanager
def a_signer() -> Iterator[None]:
    """The signer's socket in a thread, with this test's own connection."""
    with Signer(signer.address()) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield
        server.shutdown()
        thread.join()


def sign_here(receipt: SignedReceipt) -> None:
    given = signer.sign(receipt.public_id)
    ReceiptSignature.objects.create(receipt=receipt, key=given.key, signature=given.signature)


def file_of(receipt: SignedReceipt) -> bytes:
    return json.dumps(receipts.as_file(receipt)).encode()


def test_a_receipt_names_the_line_as_the_seal_will_hash_it(things):
    receipt = handed_in(things)
    sign_here(receipt)
    seal(now())

    answer = verify_receipt(file_of(receipt))

    assert (answer["ok"], answer["signed"], answer["included"], answer["batch"]) == (True, True, True, 1)
    assert answer["receipt"]["says"] == SAYS


def test_before_the_seal_it_is_signed_and_says_by_when(things):
    receipt = handed_in(things)
    sign_here(receipt)

    answer = verify_receipt(file_of(receipt))

    assert (answer["ok"], answer["signed"], answer["included"]) == (False, True, False)
    assert answer["reason"].startswith("its line is in no batch yet; promised by 20")


@pytest.mark.parametrize("changed", ["receipt", "signature", "line", "path", "head", "key"])
def test_nothing_in_the_file_can_be_changed(things, changed):
    for _ in range(3):
        receipt = handed_in(things)
    sign_here(receipt)
    seal(now())
    told = json.loads(file_of(receipt))
    if changed == "receipt":
        told["receipt"] = told["receipt"].replace('"1"', '"2"')
    elif changed == "line":
        told["receipt"] = told["receipt"].replace('"line":"', '"line":"0')
    elif changed == "path":
        told["proof"]["path"][0] = "00" * 32
    elif changed == "head":
        told["proof"]["head"] = told["proof"]["head"].replace('"number":1', '"number":2')
    else:
        told[changed] = "00" * (64 if changed == "signature" else 4)

    assert verify_receipt(json.dumps(told).encode())["ok"] is False


def test_a_head_that_was_published_otherwise_is_noticed(things):
    receipt = handed_in(things)
    sign_here(receipt)
    seal(now())

    assert verify_receipt(file_of(receipt), published={1: heads.newest().head_hash})["ok"] is True
    assert verify_receipt(file_of(receipt), published={1: name_of({"head": "", "signature": ""})})["ok"] is False


def test_keys_from_elsewhere_decide_and_not_those_of_the_file(things):
    receipt = handed_in(things)
    sign_here(receipt)

    assert verify_receipt(file_of(receipt), keys={})["signed"] is False


def test_the_signer_signs_no_receipt_whose_line_says_otherwise(things):
    thing = Thing()
    event = record("thing.open", thing, by=SYSTEM)
    forged = SignedReceipt.objects.create(event_id=event.pk, subject_kind=KIND, subject_id=thing.public_id, text="{}")
    right = handed_in(things)
    other = SignedReceipt.objects.create(event_id=0, subject_kind=KIND, subject_id=uuid4(), text=right.text)

    for wrong in (forged.public_id, other.public_id, uuid4()):
        with pytest.raises(NotToBeSigned):
            signer.sign(wrong)


@pytest.mark.django_db(transaction=True)
def test_over_the_socket_only_receipts_are_signed(things):
    receipt = handed_in(things)
    with a_signer():
        assert signer.sign_now([receipt.public_id, uuid4()]) == 1
        assert signer._ask(["no id"]) == {}

    assert (signer.address().stat().st_mode & 0o777, ReceiptSignature.objects.count()) == (0o600, 1)


@pytest.mark.django_db(transaction=True)
def test_without_a_signer_the_receipt_waits_and_the_job_catches_up(things):
    waiting = [handed_in(things) for _ in range(3)]
    assert signer.sign_now([waiting[0].public_id]) == 0

    with a_signer():
        assert signer.sign_waiting() == 3
        assert signer.sign_waiting() == 0

    assert ReceiptSignature.objects.count() == 3


def test_what_is_gone_changed_or_late_is_found(things):
    fine, gone, changed = (handed_in(things) for _ in range(3))
    del things[gone.subject_id]
    things[changed.subject_id] = {"number": "7"}
    seal(now())
    late = handed_in(things)

    found = receipts.found_wanting(at=now() + timedelta(days=1))

    assert {one.public_id: one.faults for one in found} == {
        gone.public_id: ("gone",),
        changed.public_id: ("changed",),
        late.public_id: ("late",),
    }
    assert receipts.standing(fine, at=now()).faults == ()


def test_receipts_and_signatures_only_grow(things):
    sign_here(handed_in(things))

    for table in ("trail_signedreceipt", "trail_receiptsignature"):
        for statement in (f"delete from {table}", f"truncate {table} cascade"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)


def test_a_refused_filing_leaves_neither_line_nor_receipt(things):
    with transaction.atomic():
        handed_in(things)
        transaction.set_rollback(True)

    assert (Event.objects.count(), SignedReceipt.objects.count()) == (0, 0)
