"""A small workbook of several sheets that belong together, such as a form: read whole, in a child."""

from __future__ import annotations

from pathlib import Path

from yingzhou.base import sandbox
from yingzhou.base.staging.refusals import FileRefused

MIB = 1024 * 1024
LARGEST = 2 * MIB
LIMITS = {"rows": 5_000, "columns": 60, "cells": 200_000, "strings": 60_000, "inflated": 40 * MIB}


def sheets_of(path: Path) -> dict[str, list[list[str]]]:
    """Sheet → rows of text; FileRefused says why there are none."""
    if path.stat().st_size > LARGEST:
        raise FileRefused("too_big")
    with path.open("rb") as raw:
        if not raw.read(2) == b"PK":
            raise FileRefused("not_a_table")
    try:
        answer = sandbox.run("yingzhou.base.staging.opening:all_sheets", str(path), LIMITS)
    except sandbox.SandboxFailure as failure:
        raise FileRefused("too_costly" if failure.kind in ("memory", "time", "crash") else "broken") from failure
    if "refused" in answer:
        raise FileRefused(answer["refused"])
    return dict(answer["sheets"])
