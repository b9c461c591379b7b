#!/usr/bin/env python3
"""The two commands of the README: `python3 dev.py up` and `python3 dev.py test`.

Needs nothing but Python ≥ 3.11: makes `.venv` from the hashed lock, then hands over to it.
`python3 dev.py lock` renews the lock files (needs uv; only the person who updates a dependency runs it).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
USAGE = __doc__ or ""


def say(text: str) -> None:
    print(text, flush=True)


def bootstrap(lock: str) -> None:
    """Make the virtual environment hold exactly what `requirements/<lock>.lock` says; at once when it already does."""
    if sys.version_info < (3, 11):  # noqa: UP036  this file is what tells the user
        sys.exit(f"Yingzhou needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    lockfile = ROOT / "requirements" / f"{lock}.lock"
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    stamp = VENV / f".{lock}-{version}-{hashlib.sha256(lockfile.read_bytes()).hexdigest()[:16]}"
    if stamp.exists() and PYTHON.exists():
        return
    began = time.monotonic()
    say(f"Installing what {lockfile.relative_to(ROOT)} pins into .venv (once; one to three minutes)…")
    if not PYTHON.exists():
        make_venv()
    pip = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-compile"]
    done = subprocess.call([*pip, "--require-hashes", "--only-binary=:all:", "-r", str(lockfile)])
    if done:
        sys.exit("The packages could not be installed: see the lines above. Nothing else was changed; run the command again.")
    register()
    stamp.touch()
    say(f"Installed in {time.monotonic() - began:.0f} s.")


def make_venv() -> None:
    try:
        venv.create(VENV, with_pip=True, clear=VENV.exists())
    except (subprocess.CalledProcessError, OSError) as error:
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit(f"Python could not make a virtual environment ({error}). On Debian or Ubuntu: apt-get install python3-venv")


def register() -> None:
    """Put the checkout on the environment's path and offer `.venv/bin/yingzhou`, without fetching a build back end."""
    where = "import sysconfig; print(sysconfig.get_path('purelib')); print(sysconfig.get_path('scripts'))"
    site, scripts = subprocess.check_output([str(PYTHON), "-c", where], text=True).split("\n")[:2]
    (Path(site) / "yingzhou-checkout.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    if os.name == "nt":
        (Path(scripts) / "yingzhou.cmd").write_text(f'@"{PYTHON}" -m yingzhou.cli %*\n', encoding="utf-8")
        return
    command = Path(scripts) / "yingzhou"
    command.write_text(f'#!/bin/sh\nexec "{PYTHON}" -m yingzhou.cli "$@"\n', encoding="utf-8")
    command.chmod(0o755)


def hand_over(arguments: list[str], **environment: str) -> int:
    """Run a module of the environment and wait; Ctrl-C reaches it, and it decides when it is finished."""
    child = subprocess.Popen([str(PYTHON), "-m", *arguments], cwd=ROOT, env={**os.environ, **environment})
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue


def test(arguments: list[str]) -> int:
    """Everything on the embedded PostgreSQL and, where `TEST_DATABASE_URL` names one, on that too."""
    bootstrap("dev")
    second = os.environ.pop("TEST_DATABASE_URL", "")
    command = ["pytest", *(arguments or ["-n", str(min(os.cpu_count() or 1, 4))])]
    result = hand_over(command)
    if second and result == 0:
        say("Second leg: the server TEST_DATABASE_URL names")
        result = hand_over(command, TEST_DATABASE_URL=second)
    return result


def lock() -> int:
    uv = ["uv", "pip", "compile", "-q", "--universal", "--python-version", "3.11"]
    flags = ["--generate-hashes", "--no-header", "--no-annotate", "pyproject.toml"]
    for name, groups in (("run", []), ("dev", ["--group", "dev"])):
        subprocess.check_call([*uv, *flags, *groups, "-o", f"requirements/{name}.lock"], cwd=ROOT)
    return 0


def main(arguments: list[str]) -> int:
    command, *rest = arguments or ["help"]
    if command == "up":
        bootstrap("run")
        return hand_over(["yingzhou.cli", "up", *rest])
    if command == "test":
        return test(rest)
    if command == "install":
        bootstrap(rest[0] if rest else "dev")
        return 0
    if command == "lock":
        return lock()
    say(USAGE)
    return 0 if command in {"help", "-h", "--help"} else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
