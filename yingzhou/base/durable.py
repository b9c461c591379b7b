"""Files that are whole and on disk before anyone relies on them (a page cache is not a disk)."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def write(path: Path, content: bytes, *, mode: int = 0o400) -> None:
    """Put `content` at `path`: the whole file or none of it, flushed to disk together with its folder."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)
    sync_folder(path.parent)


def move(draft: Path, path: Path) -> None:
    """Give a draft, already flushed, its name; the folder is flushed, and its parents where they are new."""
    make_folder(path.parent)
    os.replace(draft, path)
    sync_folder(path.parent)


def make_folder(folder: Path) -> None:
    """The folder, and every missing one above it, each known to the disk."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)


def sync_file(path: Path) -> None:
    """Flush a file another process has written."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Flush the names in a folder; without it a renamed file may be gone after a power cut."""
    if os.name == "nt":  # NTFS journals names itself, and folders cannot be opened
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
