"""Sealing: every committed line in exactly one batch, whatever the order in which transactions end."""

from __future__ import annotations

import json
import threading
from datetime import timedelta

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from yingzhou.base.actors import SYSTEM
from yingzhou.base.clock import now
from yingzhou.base.secrets import keys
from yingzhou.base.trail import heads, health, sealing, watching
from yingzhou.base.trail.models import Event, Leaf, Seal
from yingzhou.base.trail.proving import path_to, proof_of, root_from
from yingzhou.base.trail.sealing import RolledBack, seal
from yingzhou.base.trail.verify_trail import CONTEXT, leaf_hash, root_of, signed
from yingzhou.base.trail.watching import Level, SealingStopped, check_sealing, sealing_state
from yingzhou.base.trail.writing import record


@pytest.fixture(autouse=True)
def spool(tmp_path, settings):
    settings.SPOOL_DIR = tmp_path / "spool"
    return settings.SPOOL_DIR


def write(count: int) -> list[Event]:
    return [record("house.build", None, by=SYSTEM, room=number) for number in range(count)]


#: Roots of the first trees over the eight inputs of the reference implementation of Certificate Transparency.
KNOWN_INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
KNOWN_ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


@pytest.mark.parametrize("size", sorted(KNOWN_ROOTS))
def test_roots_agree_with_the_reference_trees(size):
    leaves = [leaf_hash(bytes.fromhex(text)) for text in KNOWN_INPUTS[:size]]

    assert root_of(leaves).hex() == KNOWN_ROOTS[size]


@given(size=st.integers(1, 70), data=st.data())
def test_every_leaf_leads_to_the_root_and_to_no_other_from_elsewhere(size, data):
    leaves = [leaf_hash(bytes([number])) for number in range(size)]
    place = data.draw(st.integers(0, size - 1))
    path = path_to(place, leaves)

    assert root_from(leaves[place], place, size, path) == root_of(leaves)
    assert root_from(leaf_hash(b"another"), place, size, path) != root_of(leaves)
    assert root_from(leaves[place], place, size, [*path, leaves[0]]) is None


@settings(max_examples=15, deadline=None)
@given(message=st.text(max_size=80), flipped=st.integers(0, 64 * 8 - 1))
def test_the_verifier_of_the_standard_library_agrees_with_the_library_that_signs(message, flipped):
    key = Ed25519PrivateKey.generate()
    public, signature = key.public_key().public_bytes_raw(), key.sign(CONTEXT + message.encode())
    broken = bytearray(signature)
    broken[flipped // 8] ^= 1 << flipped % 8

    assert _accepts(public, signature, message)
    assert not _accepts(public, bytes(broken), message)
    assert not _accepts(public, signature, message + "x")


def _accepts(public: bytes, signature: bytes, message: str) -> bool:
    try:
        return signed(public, message, signature.hex())
    except ValueError:
        return False


@pytest.mark.django_db
def test_what_is_committed_is_sealed_once_in_order_and_published(spool):
    events = write(3)

    assert seal(now()) == 3
    assert seal(now()) == 0

    batch = Seal.objects.get()
    assert list(Leaf.objects.order_by("position").values_list("event_id", "seal")) == [(event.pk, 1) for event in events]
    assert (batch.number, batch.size, batch.high) == (1, 3, events[-1].pk)
    published = json.loads(next((spool / "heads").glob("*.json")).read_text())
    assert published == {"head": batch.head, "signature": batch.signature}


@pytest.mark.django_db
def test_each_head_names_the_one_before_and_counts_on():
    write(2)
    seal(now())
    write(3)
    seal(now())

    one, two = (json.loads(text) for text in Seal.objects.order_by("number").values_list("head", flat=True))
    assert (one["previous"], one["total"]) == ("", 2)
    assert (two["previous"], two["total"]) == (Seal.objects.get(number=1).head_hash, 5)


@pytest.mark.django_db
def test_a_large_backlog_becomes_several_batches(monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 4)
    write(10)

    assert seal(now()) == 10
    assert list(Seal.objects.order_by("number").values_list("size", flat=True)) == [4, 4, 2]


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_began_first_and_ended_last_is_not_skipped():
    began, may_end = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            record("house.slow", None, by=SYSTEM)
            began.set()
            may_end.wait(20)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    began.wait(20)
    quick = record("house.quick", None, by=SYSTEM)
    assert seal(now()) == 1
    assert list(Leaf.objects.values_list("event_id", flat=True)) == [quick.pk]

    may_end.set()
    thread.join(20)

    slow_one = Event.objects.get(verb="house.slow")
    assert slow_one.pk < quick.pk
    assert seal(now()) == 1
    assert list(Leaf.objects.order_by("seal").values_list("event_id", flat=True)) == [quick.pk, slow_one.pk]


@pytest.mark.django_db
def test_a_line_that_came_more_than_a_day_late_is_sealed_in_the_first_round_of_a_day():
    write(1)
    seal(now())
    early = Event.objects.create(pk=-1, verb="house.late", actor="system:test", subject_kind="", facts={})
    late = now() + timedelta(days=3)

    assert seal(late) == 1
    assert Leaf.objects.get(seal=2).event_id == early.pk


@pytest.mark.django_db
def test_an_old_copy_of_the_database_is_noticed_and_goes_on_only_with_somebodys_word(spool):
    write(2)
    seal(now())
    lost = "f" * 64
    (spool / "heads" / f"{4:012d}-{lost}.json").write_text(json.dumps({"head": json.dumps({"number": 4}), "signature": ""}))
    write(1)

    with pytest.raises(RolledBack, match=r"第1批.*第4批"):
        seal(now())
    assert sealing_state().level is Level.OLD_COPY

    assert sealing.answer_for_restore(by=SYSTEM) == 3
    assert seal(now()) == 2
    assert json.loads(Seal.objects.get(number=5).head)["replaces"] == lost
    assert sealing_state().level is Level.FINE


@pytest.mark.django_db
def test_a_head_that_could_not_be_written_outside_is_written_next_time(spool):
    write(1)
    seal(now())
    next((spool / "heads").glob("*.json")).unlink()

    assert heads.publish_missing() == 1
    assert heads.newest().number == 1


@pytest.mark.django_db
def test_one_line_is_proved_by_its_path_and_a_changed_one_is_not():
    events = write(5)
    seal(now())

    proof = proof_of(events[3])
    assert (proof.seal.number, proof.position, len(proof.path), proof.holds) == (1, 3, 3, True)

    changed = Event.objects.get(pk=events[3].pk)
    changed.actor = "officer:somebody-else"
    assert proof_of(changed).holds is False


@pytest.mark.django_db
def test_a_line_waiting_for_its_seal_has_no_proof_yet():
    assert proof_of(write(1)[0]) is None


@pytest.mark.django_db
def test_a_new_key_signs_from_the_next_batch_on_and_the_old_batches_still_hold(tmp_path, settings):
    settings.KEYS_DIR = tmp_path / "keys"
    keys.ensure(settings.KEYS_DIR)
    first = write(1)[0]
    seal(now())
    new = keys.add(settings.KEYS_DIR, "seal")
    second = write(1)[0]
    seal(now())

    assert json.loads(Seal.objects.get(number=2).head)["key"] == new.id
    assert [proof_of(event).holds for event in (first, second)] == [True, True]


@pytest.mark.parametrize(
    ("age", "level"),
    [
        pytest.param(timedelta(seconds=50), Level.FINE, id="within the minute"),
        pytest.param(timedelta(minutes=6), Level.LATE, id="after five minutes an alarm"),
        pytest.param(timedelta(hours=4, minutes=1), Level.STOPPED, id="after four hours decisions stop"),
    ],
)
@pytest.mark.django_db
def test_the_delay_of_sealing_is_seen(age, level):
    event = write(1)[0]
    event.refresh_from_db()

    state = sealing_state(event.at + age)

    assert (state.level, state.waiting, state.delay) == (level, 1, age)


@pytest.mark.django_db
def test_decisions_stop_after_four_hours_and_go_on_once_the_backlog_is_sealed():
    event = write(1)[0]
    event.refresh_from_db()
    late = event.at + watching.STOP + timedelta(seconds=1)

    with pytest.raises(SealingStopped, match="4 小时"):
        check_sealing(late)

    seal(late)
    check_sealing(late)
    assert sealing_state(late).is_fine


@pytest.mark.django_db
def test_the_doctor_says_when_sealing_is_late_and_when_the_database_is_an_old_copy(spool):
    with time_machine.travel(now() + timedelta(minutes=10), tick=False):
        Event.objects.create(verb="house.late", actor="system:test", subject_kind="", at=now() - timedelta(minutes=10))
        late = health.sealing()
        assert (late.ok, "10分钟" in late.message, "yingzhou sealer --once" in late.mend) == (False, True, True)
        seal(now())
        assert health.sealing().ok is True

    (spool / "heads" / f"{9:012d}-{'f' * 64}.json").write_text("{}")
    assert "yingzhou trail restored" in health.sealing().mend
