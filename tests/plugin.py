"""A throw-away PostgreSQL for the tests: embedded by default, `TEST_DATABASE_URL` where it is set.  Never `DATABASE_URL`."""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from yingzhou.base.secrets.keys import ensure as ensure_keys

os.environ["YINGZHOU_TESTING"] = "1"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def _no_database() -> bool:
    return os.environ.get("YINGZHOU_TEST_NODB") == "1"


def _words() -> None:
    """Compile the catalogues that have changed, as set-up does for a deployment."""
    from config.catalogues import compile_catalogues

    compile_catalogues()


def _start() -> None:
    if os.environ.get("YINGZHOU_TEST_SERVER"):  # a worker of xdist: the controller has started one
        os.environ["DATABASE_URL"] = os.environ["YINGZHOU_TEST_SERVER"]
        return
    folder = Path(tempfile.mkdtemp(prefix="yingzhou-test-", dir="/tmp" if os.name != "nt" else None))
    folder.chmod(0o711)
    os.environ["YINGZHOU_DATA"] = str(folder / "data")
    (folder / "data" / "static").mkdir(parents=True)
    os.environ.pop("YINGZHOU_KEYS", None)
    ensure_keys(folder / "data" / "keys")
    if url := os.environ.get("TEST_DATABASE_URL"):
        os.environ["DATABASE_URL"] = os.environ["YINGZHOU_TEST_SERVER"] = url
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        return
    if _no_database():
        os.environ["DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/none"
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        return
    from config.localdb import LocalDB

    server = LocalDB(folder / "pg", durable=False)
    server.ensure()
    owner = os.getpid()

    def stop() -> None:
        if os.getpid() == owner:
            with contextlib.suppress(Exception):
                server.stop()
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    os.environ["DATABASE_URL"] = os.environ["YINGZHOU_TEST_SERVER"] = server.url()


_words()
_start()
