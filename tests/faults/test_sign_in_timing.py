"""The time of a refusal tells nothing (S06): 200 tries, at the real cost of the hash."""

from __future__ import annotations

from statistics import median
from time import perf_counter

import pytest

from tests.factories.accounts import PASSWORD, make_officer
from yingzhou.work.accounts import actions
from yingzhou.work.accounts.rules.signing_in import WrongCredentials


@pytest.mark.slow
@pytest.mark.django_db
def test_a_wrong_password_and_an_unknown_name_take_equally_long():
    make_officer(username="known", password=PASSWORD)

    def seconds(username: str, client: str) -> float:
        begun = perf_counter()
        with pytest.raises(WrongCredentials):
            actions.check_password(username=username, password="wrong-horse", client=client, network="")
        return perf_counter() - begun

    pairs = [(seconds("known", f"k{at}"), seconds("nobody", f"u{at}")) for at in range(100)]
    known, unknown = (median(side) for side in zip(*pairs, strict=True))

    assert abs(known - unknown) / known < 0.10, (known, unknown)
