"""The catalogues of words: compiled where they are stale.  One folder of `locale/` for each area of the house."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "locale"


def sources(root: Path = ROOT) -> list[Path]:
    """Every catalogue, in order of its area."""
    return sorted(root.glob("*/*/LC_MESSAGES/django.po"))


def stale(root: Path = ROOT) -> list[Path]:
    """Catalogues that have not been compiled since they changed."""
    return [source for source in sources(root) if not _fresh(source)]


def compile_catalogues(root: Path = ROOT) -> list[Path]:
    """Compiles what is stale and says which; costs a few stats where nothing is.  A reader never sees half a file."""
    done = []
    for source in stale(root):
        _compile(source)
        done.append(source)
    return done


def _fresh(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns


def _compile(source: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as text:
        catalogue = read_po(text, locale=source.parent.parent.name, abort_invalid=True)
    handle, name = tempfile.mkstemp(dir=source.parent, suffix=".part")
    with os.fdopen(handle, "wb") as target:
        write_mo(target, catalogue)
    Path(name).chmod(0o644)
    Path(name).replace(source.with_suffix(".mo"))
