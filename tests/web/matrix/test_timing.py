"""How long an answer takes tells nobody whether a thing of another station is there (reliability bar S01: ±20 ms)."""

from __future__ import annotations

import statistics
import time

import pytest
from django.test import Client

from tests.web.matrix.table import COMMON, Address, addresses
from tests.web.matrix.test_matrix import ask, client_of
from tests.web.matrix.world import World, make_world
from yingzhou.work.accounts.choices import Role

ROUNDS, WARM = 9, 2
ALIKE_WITHIN = 0.020


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.STATION_HEAD, Role.LIAISON, Role.VILLAGE_WORKER], ids=lambda role: role.value)
def test_a_far_thing_and_an_unknown_one_take_equally_long(role: Role, record_property: pytest.RecordProperty):
    world = make_world()
    client = client_of(world, role)
    apart = {
        (address.name, method): gap(client, world, method, address)
        for address in sorted(addresses(), key=lambda address: address.name)
        if address.parts and address.is_about() not in COMMON
        for method in ("get", "post")
    }
    worst, seconds = max(apart.items(), key=lambda pair: pair[1])
    record_property("worst", f"{worst}: {seconds * 1000:.1f} ms of {len(apart)} pairs")
    print(f"{role.value}: {len(apart)} pairs, farthest apart {worst}: {seconds * 1000:.1f} ms")

    assert {pair: round(gap * 1000) for pair, gap in apart.items() if gap > ALIKE_WITHIN} == {}


def gap(client: Client, world: World, method: str, address: Address) -> float:
    """Seconds between the medians; the two are asked in turn, so that a busy machine slows both."""
    paths = [address.at(world, side) for side in ("far", "unknown")]
    taken: tuple[list[float], list[float]] = ([], [])
    for lap in range(ROUNDS + WARM):
        for path, times in zip(paths, taken, strict=True):
            begun = time.perf_counter()
            ask(client, method, path)
            if lap >= WARM:
                times.append(time.perf_counter() - begun)
    far, unknown = map(statistics.median, taken)
    return abs(far - unknown)
