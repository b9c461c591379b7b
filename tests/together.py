"""Doing the same thing at the same moment, many times."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections

from yingzhou.base.limits import apart


def together(act: Callable[[Any], Any], values: Sequence[Any], *, threads: int) -> list[Any]:
    """`act(value)` for every value, `threads` at a time and all starting at once; results or the exceptions, in order."""
    start = Barrier(threads)
    waiting = set(range(threads))

    def run(index: int) -> Any:
        if index in waiting:
            start.wait(timeout=30)
        try:
            return act(values[index])
        except Exception as error:
            return error
        finally:
            connections.close_all()
            apart.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(run, range(len(values))))
