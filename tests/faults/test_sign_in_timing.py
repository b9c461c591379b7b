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

    def apart(lap: int) -> float:
        """Share of the whole by which the two differ, the median of a hundred pairs."""
        pairs = [(seconds("known", f"k{lap}-{at}"), seconds("nobody", f"u{lap}-{at}")) for at in range(100)]
        return abs(median(known - unknown for known, unknown in pairs)) / median(known for known, _ in pairs)

    # A busy moment of the machine does not come again at every measurement; what the refusal tells does.
    assert any(apart(lap) < 0.10 for lap in range(3))
