"""Where a deployment's data folder is when nobody says."""

from __future__ import annotations

import os
from pathlib import Path


def default_data_dir() -> Path:
    """Where `up` keeps its database, evidence, keys, spool and logs unless `--data` or `YINGZHOU_DATA` says otherwise."""
    if named := os.environ.get("YINGZHOU_DATA"):
        return Path(named)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return Path("/var/lib/yingzhou")
    return Path("~/.local/share/yingzhou").expanduser()
