"""Reading the environment: `YINGZHOU_…` and `DATABASE_URL`, and secrets from files, never from the repository."""

from __future__ import annotations

from pathlib import Path

import environ

from config.places import default_data_dir

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()


DATA_DIR = default_data_dir()
KEYS_DIR = Path(env("YINGZHOU_KEYS", default=str(DATA_DIR / "keys")))


def secret(name: str, default: str = "") -> str:
    """A secret from `KEYS_DIR/name` (mode 0400), or `default` where no such file exists."""
    path = KEYS_DIR / name
    return path.read_text().strip() if path.is_file() else default
