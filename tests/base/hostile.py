"""Functions that misbehave, to be run inside the sandbox only."""

from __future__ import annotations

import os
import sys
import time


def add(one: int, other: int) -> int:
    return one + other


def chatter(text: str) -> dict[str, str]:
    os.write(1, b"noise of a decoder\n")
    sys.stdout.write("more noise\n")
    return {"said": text}


def devour() -> int:
    return len(bytearray(2 * 1024**3))


def spin() -> None:
    while True:
        pass


def sleep() -> None:
    time.sleep(60)


def abort() -> None:
    os.abort()


def fail() -> None:
    raise ValueError("列 B 不是日期")


def write(path: str, size: int) -> None:
    with open(path, "wb") as file:
        file.write(b"x" * size)


def environment() -> dict[str, str]:
    return dict(os.environ)
