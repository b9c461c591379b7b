"""What each job needs to run once: `@scene("room.job")` on a function that sets the stage and returns the job's ids.

One module a room; all are found by themselves.  A job without a scene fails `tests/base/test_every_job_twice.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

SCENES: dict[str, Callable[[], dict[str, Any]]] = {}


def scene(name: str) -> Callable[[Callable[[], dict[str, Any]]], Callable[[], dict[str, Any]]]:
    """Register the scene of the job called `name`."""

    def register(function: Callable[[], dict[str, Any]]) -> Callable[[], dict[str, Any]]:
        SCENES[name] = function
        return function

    return register


for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
