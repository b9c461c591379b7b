"""The compiler where it is installed, plain Python where it is not: the same functions, the same answers, slower."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

try:
    from numba import njit
except ImportError:
    is_compiled = False

    def jit(function: Callable[..., Any]) -> Callable[..., Any]:
        return function
else:
    is_compiled = True

    def jit(function: Callable[..., Any]) -> Callable[..., Any]:
        compiled: Callable[..., Any] = njit(cache=True)(function)
        return compiled
