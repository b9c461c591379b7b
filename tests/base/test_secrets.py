"""Sealed columns: unreadable on disk, bound to their row, and able to move to a newer key."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.factories.evidence import EvidenceFactory
from yingzhou.base.actors import SYSTEM
from yingzhou.base.evidence.models import OriginalName
from yingzhou.base.secrets import keys, rotation
from yingzhou.base.secrets.blinding import LENGTH, blind, blinds
from yingzhou.base.secrets.ciphers import CannotOpen, Token, seal, unseal
from yingzhou.base.secrets.fields import UnsealedValue, sealed_for
from yingzhou.base.secrets.keys import KeyFault, Keyring
from yingzhou.base.trail.models import Event

CANARY = "金丝雀13800138000"


@pytest.fixture
def own_keys(tmp_path, settings):
    """A key folder of the test's own, so that a rotation disturbs nobody."""
    settings.KEYS_DIR = tmp_path / "keys"
    keys.ensure(settings.KEYS_DIR)
    return settings.KEYS_DIR


def raw(row: OriginalName) -> str:
    with connection.cursor() as cursor:
        cursor.execute("select name from evidence_originalname where id = %s", [row.pk])
        return cursor.fetchone()[0]


def test_missing_keys_are_made_once_and_only_the_owner_can_read_them(tmp_path):
    made = keys.ensure(tmp_path / "keys")

    assert sorted(name.split("/")[0] for name in made) == ["blind", "django", "field", "seal", "sign"]
    assert keys.ensure(tmp_path / "keys") == []
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "keys").rglob("*.key")} == {0o400}


@pytest.mark.skipif(os.name == "nt", reason="modes are a POSIX matter")
def test_a_key_open_to_others_is_refused_with_the_command_that_mends_it(own_keys):
    path = next((own_keys / "field").glob("*.key"))
    path.chmod(0o444)

    with pytest.raises(KeyFault, match=f"chmod 0400 {path}"):
        Keyring(own_keys).current("field")


def test_a_key_never_shows_its_secret(own_keys):
    key = Keyring(own_keys).current("field")

    assert str(key.secret) not in repr(key)
    assert "secret" not in repr(key)


@pytest.mark.parametrize("algorithm", [keys.AES, keys.SM4])
def test_a_sealed_value_opens_only_in_its_own_place(own_keys, algorithm):
    keys.add(own_keys, "field", algorithm=algorithm)
    ring = Keyring(own_keys)
    token = seal(CANARY, place="t.c.1", ring=ring)

    assert token.startswith(f"{algorithm}.{ring.current('field').id}.")
    assert unseal(token, place="t.c.1", ring=ring) == CANARY
    with pytest.raises(CannotOpen, match=r"t\.c\.2"):
        unseal(token, place="t.c.2", ring=ring)


@pytest.mark.parametrize("algorithm", [keys.AES, keys.SM4])
def test_a_changed_value_does_not_open(own_keys, algorithm):
    keys.add(own_keys, "field", algorithm=algorithm)
    ring = Keyring(own_keys)
    token = seal(CANARY, place="t.c.1", ring=ring)
    middle = len(token) - 12
    changed = token[:middle] + ("A" if token[middle] != "A" else "B") + token[middle + 1 :]

    with pytest.raises(CannotOpen):
        unseal(changed, place="t.c.1", ring=ring)


def test_the_same_text_is_never_sealed_alike(own_keys):
    ring = Keyring(own_keys)

    assert seal(CANARY, place="t.c.1", ring=ring) != seal(CANARY, place="t.c.1", ring=ring)


@pytest.mark.django_db
def test_a_sealed_column_reads_as_text_and_stands_sealed_on_disk():
    row = OriginalName.objects.create(evidence=EvidenceFactory(), name=CANARY)

    assert raw(row).startswith("aes-256-gcm.")
    assert CANARY not in raw(row)
    assert OriginalName.objects.get(pk=row.pk).name == CANARY


@pytest.mark.django_db
def test_a_value_moved_to_another_row_by_the_database_does_not_open():
    one = OriginalName.objects.create(evidence=EvidenceFactory(), name=CANARY)
    other = OriginalName.objects.create(evidence=EvidenceFactory(), name="别的")
    with connection.cursor() as cursor:
        cursor.execute("update evidence_originalname set name = %s where id = %s", [raw(one), other.pk])

    with pytest.raises(CannotOpen):
        _ = OriginalName.objects.get(pk=other.pk).name


@pytest.mark.django_db
def test_plain_text_cannot_be_written_or_searched_past_the_seal():
    row = OriginalName.objects.create(evidence=EvidenceFactory(), name=CANARY)

    with pytest.raises(UnsealedValue):
        OriginalName.objects.filter(pk=row.pk).update(name="明文")
    with pytest.raises(UnsealedValue):
        OriginalName.objects.filter(name=CANARY).exists()
    with pytest.raises(UnsealedValue):
        OriginalName.objects.bulk_update([row], ["name"])


@pytest.mark.django_db
def test_many_rows_are_sealed_in_one_insert_and_by_hand():
    rows = [OriginalName(evidence=EvidenceFactory(), name=f"{CANARY}-{number}") for number in range(3)]
    OriginalName.objects.bulk_create(rows)
    token = sealed_for(OriginalName, "name", rows[0].public_id, "新名")
    OriginalName.objects.filter(pk=rows[0].pk).update(name=token)

    assert isinstance(token, Token)
    assert [row.name for row in OriginalName.objects.order_by("pk")] == ["新名", f"{CANARY}-1", f"{CANARY}-2"]


@pytest.mark.django_db
def test_rotation_reads_the_old_writes_the_new_and_retires_only_an_unused_key(own_keys):
    rows = [OriginalName.objects.create(evidence=EvidenceFactory(), name=f"{CANARY}-{number}") for number in range(5)]
    old = keys.keyring().current("field").id

    new = rotation.rotate("field", by=SYSTEM).id
    assert [row.name for row in OriginalName.objects.order_by("pk")] == [f"{CANARY}-{number}" for number in range(5)]
    with pytest.raises(rotation.KeyStillUsed, match="5处"):
        rotation.retire(old, by=SYSTEM)

    assert rotation.reseal(batch=2) == 5
    assert rotation.reseal(batch=2) == 0
    assert rotation.rows_by_key() == {new: 5}
    rotation.retire(old, by=SYSTEM)

    assert OriginalName.objects.get(pk=rows[3].pk).name == f"{CANARY}-3"
    assert [path.stem for path in (own_keys / "field").glob("*.key")] == [new]
    assert list(Event.objects.order_by("pk").values_list("verb", flat=True)) == ["key.rotate", "key.retire"]


@pytest.mark.django_db
def test_the_key_in_use_cannot_be_retired(own_keys):
    with pytest.raises(rotation.KeyStillUsed):
        rotation.retire(keys.keyring().current("field").id, by=SYSTEM)


def test_a_lost_key_says_which_one(own_keys):
    ring = Keyring(own_keys)
    token = seal(CANARY, place="t.c.1", ring=ring)
    keys.remove(own_keys, "field", token.key_id)

    with pytest.raises(KeyFault, match=token.key_id):
        unseal(token, place="t.c.1", ring=ring)


def test_a_blind_index_finds_equals_and_separates_purposes(own_keys):
    digest = blind("13800138000", "phone")

    assert digest == blind("13800138000", "phone")
    assert digest != blind("13800138000", "identity")
    assert len(digest) == LENGTH
    assert "13800138000" not in digest
    assert blind("", "phone") == ""


def test_a_value_blinded_before_a_rotation_is_still_found(own_keys):
    before = blind("13800138000", "phone")
    keys.add(own_keys, "blind")

    assert blind("13800138000", "phone") != before
    assert before in blinds("13800138000", "phone")


def test_a_signature_verifies_with_the_public_half_alone(own_keys):
    key = Keyring(own_keys).current("sign")
    signature = key.sign(b"manifest")
    keys.remove(own_keys, "sign", key.id)
    ring = Keyring(own_keys)

    assert ring.verifies("sign", key.id, signature, b"manifest")
    assert not ring.verifies("sign", key.id, signature, b"manifesto")
    assert not ring.verifies("sign", "00000000", signature, b"manifest")


def test_the_keys_of_the_tests_are_not_those_of_the_machine():
    assert Path(settings.KEYS_DIR).is_relative_to(os.environ["YINGZHOU_DATA"])
