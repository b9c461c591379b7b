"""A small real deployment: embedded server, roles, migrated tables, rights."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from config import roles
from config.deployment import Deployment

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="session")
def deployment() -> Iterator[Deployment]:
    with tempfile.TemporaryDirectory(prefix="yingzhou-deployment-", dir="/tmp" if os.name != "nt" else None) as folder:
        Path(folder).chmod(0o711)
        made = Deployment(data=Path(folder) / "data")
        made.make_folders()
        made.make_secret()
        server = made.server()
        server.durable = False
        server.ensure()
        roles.create(server.url("postgres"), made.keys)
        environment = {key: value for key, value in os.environ.items() if not key.startswith("YINGZHOU_")}
        environment |= made.environment("owner")
        subprocess.run([sys.executable, "-m", "yingzhou.cli", "prepare", "migrate"], cwd=ROOT, env=environment, check=True)
        yield made
        server.stop()
