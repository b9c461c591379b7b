from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from tests.together import together
from yingzhou.base.actors import SYSTEM, Agent, Visitor
from yingzhou.base.numbering.models import Series
from yingzhou.base.receipts import once
from yingzhou.base.receipts.models import Kept
from yingzhou.base.refusals import AlreadyUsed
from yingzhou.base.trail.models import Event
from yingzhou.base.trail.writing import record

KEY = UUID("5b0e7f0a-4f6f-4a9e-9a66-0d3c8f2f7c11")


def post(key, text="一只", *, by=SYSTEM):
    """One request: writes one line the first time; answers with the line's number."""
    with once(key, {"text": text}, scope="test.post", by=by) as receipt:
        if receipt.is_new:
            receipt.keep(line=record("test.post", None, by=by, key=key).pk)
    return receipt.answer


@pytest.mark.django_db
def test_the_same_request_again_gets_the_old_answer_and_does_nothing():
    first = post(KEY)

    assert post(KEY) == first
    assert Event.objects.count() == 1


@pytest.mark.django_db
def test_the_same_key_with_another_content_is_refused_and_changes_nothing():
    post(KEY)

    with pytest.raises(AlreadyUsed) as refusal:
        post(KEY, "两只")

    assert refusal.value.status == 409
    assert Event.objects.count() == 1


@pytest.mark.django_db
def test_nobody_gets_the_answer_to_the_key_of_another():
    post(KEY, by=Visitor())

    with pytest.raises(AlreadyUsed):
        post(KEY, by=Agent("other"))


@pytest.mark.django_db
def test_a_key_is_free_again_when_the_work_was_refused():
    with pytest.raises(ZeroDivisionError), once(KEY, b"", scope="test.post", by=SYSTEM):
        raise ZeroDivisionError

    assert not Kept.objects.exists()


@pytest.mark.django_db
def test_work_without_an_answer_is_a_fault():
    with pytest.raises(RuntimeError, match="no answer was kept"), once(KEY, b"", scope="test.post", by=SYSTEM):
        record("test.post", None, by=SYSTEM)


@pytest.mark.django_db
def test_the_key_of_a_deleted_record_stays_used():
    def begin_series() -> dict:
        with once(KEY, b"", scope="test.series", by=SYSTEM) as receipt:
            if receipt.is_new:
                receipt.keep(series=Series.objects.create(name="收", year=2026, last=1).pk)
        return receipt.answer

    answer = begin_series()
    Series.objects.all().delete()

    assert begin_series() == answer
    assert not Series.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_200_keys_sent_eight_times_at_once_and_then_all_again_are_one_row_each():
    keys = [uuid4() for _ in range(200)]

    first = together(post, [key for key in keys for _ in range(8)], threads=8)
    again = together(post, keys, threads=8)

    answers = {key: first[index * 8 : index * 8 + 8] for index, key in enumerate(keys)}
    assert Event.objects.count() == 200
    assert [answers[key] for key in keys] == [[answer] * 8 for answer in again]


@pytest.mark.django_db(transaction=True)
def test_50_changed_contents_under_used_keys_are_all_refused():
    keys = [uuid4() for _ in range(50)]
    together(post, keys, threads=8)

    answers = together(lambda key: post(key, "改过"), keys, threads=8)

    assert [type(answer) for answer in answers] == [AlreadyUsed] * 50
    assert Event.objects.count() == 50
