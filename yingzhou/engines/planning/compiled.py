"""The compiler where it is installed, plain Python where it is not: the same functions, the same answers, slower.

What has been compiled is kept in a directory that only we can write to, named by the text of this package: a new version
of any file is compiled anew, and nobody else's code is ever loaded.  Where there is no such directory every process
compiles for itself.
"""

from __future__ import annotations

import hashlib
import importlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

#: Where compiled code is kept: ours to name, else the service manager's, else the user's.
DIRECTORIES = ("YINGZHOU_COMPILED", "CACHE_DIRECTORY", "XDG_CACHE_HOME")


def _directory() -> Path | None:
    told = next((value for name in DIRECTORIES if (value := os.environ.get(name))), None)
    try:
        above = Path(told) if told else Path.home() / ".cache"
        here = above / "yingzhou" / f"planning-{_text_of_package()}"
        here.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    status = here.stat()
    is_ours = status.st_uid == os.getuid() and not status.st_mode & 0o022
    return here if is_ours and os.access(here, os.W_OK) else None


def _text_of_package() -> str:
    text = hashlib.sha256()
    for file in sorted(Path(__file__).parent.glob("*.py")):
        text.update(file.read_bytes())
    return text.hexdigest()[:16]


try:
    numba: Any = importlib.import_module("numba")
except ImportError:
    is_compiled = False

    def jit(function: Callable[..., Any]) -> Callable[..., Any]:
        return function
else:
    is_compiled = True
    _kept_in = _directory()

    def jit(function: Callable[..., Any]) -> Callable[..., Any]:
        """Compiled at its first call, or read from where it was kept.

        `_nrt=False`: the kernel allocates nothing, and counting references to arrays it only borrows took nine tenths of its time.
        """
        before = numba.config.CACHE_DIR
        numba.config.CACHE_DIR = str(_kept_in or "")
        try:
            compiled: Callable[..., Any] = numba.njit(cache=_kept_in is not None, error_model="numpy", _nrt=False)(function)
        finally:
            numba.config.CACHE_DIR = before
        return compiled
