"""S18: keys are replaced while people write, and nothing is lost or refused."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from tests.factories.evidence import EvidenceFactory
from yingzhou.base.actors import SYSTEM
from yingzhou.base.evidence.models import Evidence, OriginalName
from yingzhou.base.secrets import keys, rotation
from yingzhou.base.secrets.keys import keyring

WRITERS, EACH = 3, 60


@pytest.mark.django_db(transaction=True)
def test_three_rotations_among_writers_lose_nothing(tmp_path, settings):
    settings.KEYS_DIR = tmp_path / "keys"
    keys.ensure(settings.KEYS_DIR)
    evidence = [EvidenceFactory().pk for _ in range(WRITERS * EACH)]
    failed: list[Exception] = []

    def write(mine: list[int]) -> None:
        try:
            for pk in mine:
                row = OriginalName.objects.create(evidence=Evidence.objects.get(pk=pk), name=f"照片 {pk}")
                row.name = f"照片 {pk} 改"
                row.save()
        except Exception as fault:  # what went wrong in a thread is told by the test
            failed.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(evidence[place::WRITERS],)) for place in range(WRITERS)]
    for thread in threads:
        thread.start()
    for _ in range(3):
        rotation.rotate("field", by=SYSTEM)
        rotation.reseal(batch=20)
    for thread in threads:
        thread.join()
    rotation.reseal()

    assert failed == []
    current = keyring().current("field").id
    assert rotation.rows_by_key() == {current: WRITERS * EACH}
    for key in keyring().all("field")[:-1]:
        rotation.retire(key.id, by=SYSTEM)
    names = {row.evidence_id: row.name for row in OriginalName.objects.all()}
    assert names == {pk: f"照片 {pk} 改" for pk in evidence}
