"""R04: the same filing sent eight times at once, and all of it again, is one matter each; a used key is never overwritten."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from django.db import connections

from tests.factories.cases import make_town
from yingzhou.base.refusals import AlreadyUsed
from yingzhou.work.cases import public
from yingzhou.work.cases.choices import Kind
from yingzhou.work.cases.models import Case, TrackingCode

KEYS, COPIES, CHANGED = 25, 8, 10


@pytest.mark.django_db(transaction=True)
def test_every_filing_is_one_matter_however_often_it_is_sent():
    town = make_town()
    filing = public.Filing(kind=Kind.DISPUTE, text="床的尺寸不对。", business=town.shop.public_id)
    keys = [uuid4() for _ in range(KEYS)]

    def send(key: UUID) -> str:
        try:
            return public.file_matter(key=key, filing=filing).code
        finally:
            connections.close_all()

    def send_changed(key: UUID) -> str:
        try:
            return public.file_matter(key=key, filing=replace(filing, text="别的事。")).code
        except AlreadyUsed:
            return "refused"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(COPIES) as pool:
        first = list(pool.map(send, [key for key in keys for _ in range(COPIES)]))
        again = list(pool.map(send, keys))
        changed = list(pool.map(send_changed, keys[:CHANGED]))

    assert set(Counter(first).values()) == {COPIES}
    assert set(again) == set(first)
    assert changed == ["refused"] * CHANGED
    assert (Case.objects.count(), TrackingCode.objects.count()) == (KEYS, KEYS)
    assert set(Case.objects.values_list("text", flat=True)) == {"床的尺寸不对。"}
