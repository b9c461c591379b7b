"""Reading the environment: `YINGZHOU_…` and `DATABASE_URL`, and secrets from files, never from the repository."""

from __future__ import annotations

import os
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()


def default_data_dir() -> Path:
    """Where `up` keeps its database, evidence, keys, spool and logs unless `--data` says otherwise."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return Path("/var/lib/yingzhou")
    return Path("~/.local/share/yingzhou").expanduser()


DATA_DIR = Path(env("YINGZHOU_DATA", default=str(default_data_dir())))
KEYS_DIR = Path(env("YINGZHOU_KEYS", default=str(DATA_DIR / "keys")))


def secret(name: str, default: str = "") -> str:
    """A secret from `KEYS_DIR/name` (mode 0400), or `default` where no such file exists."""
    path = KEYS_DIR / name
    return path.read_text().strip() if path.is_file() else default
