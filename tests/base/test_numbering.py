from __future__ import annotations

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from tests.together import together
from yingzhou.base.numbering import next_number


@pytest.mark.django_db
def test_each_series_and_year_counts_from_one():
    numbers = [
        next_number("letter", year=2026),
        next_number("letter", year=2026),
        next_number("letter", year=2027),
        next_number("notice", year=2026),
    ]

    assert numbers == [1, 2, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_parallel_transactions_of_which_a_third_fails_leave_no_gap_and_no_double():
    def write_letter(attempt: int) -> int:
        with transaction.atomic():
            number = next_number("letter", year=2026)
            if attempt % 3 == 0:
                raise ZeroDivisionError
            return number

    answers = together(write_letter, range(90), threads=8)

    numbers = sorted(answer for answer in answers if isinstance(answer, int))
    assert numbers == list(range(1, 61))


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_there_is_no_number():
    with pytest.raises(TransactionManagementError):
        next_number("letter", year=2026)
