"""The shipped system, running: `yingzhou up` in a process of its own, nginx in front where it is installed."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from config.deployment import Deployment

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass
class Running:
    """A deployment that is up: where it answers, where its things are, and the process that keeps it alive."""

    deployment: Deployment
    process: subprocess.Popen[bytes]
    port: int
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def child(self, name: str) -> list[int]:
        """Process ids of `web`, `worker`, `sealer`, `signer` (masters) or `postgres` (the postmaster)."""
        if name == "postgres":
            return [int((self.deployment.data / "pg" / "data" / "postmaster.pid").read_text().split("\n", 1)[0])]
        marks = {
            "web": "granian",
            "worker": "yingzhou.cli worker",
            "sealer": "yingzhou.cli sealer",
            "signer": "yingzhou.cli signer",
        }
        return [pid for pid, parent, command in processes() if parent == self.process.pid and marks[name] in command]

    def answers(self, path: str = "/alive/") -> int:
        try:
            with urllib.request.urlopen(self.url + path, timeout=5) as response:
                return response.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def wait_for_answer(self, seconds: float = 60.0, path: str = "/alive/") -> float:
        """Seconds until it answers 200."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            if self.answers(path) == 200:
                return time.monotonic() - began
            time.sleep(0.1)
        raise AssertionError(f"no answer within {seconds} s: {self.log.read_text(errors='replace')[-2000:]}")


def processes() -> list[tuple[int, int, str]]:
    """Process id, parent and command line of everything that runs."""
    listed = subprocess.run(["ps", "-wweo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    return [
        (int(pid), int(parent), command)
        for pid, parent, command in re.findall(r"^\s*(\d+)\s+(\d+)\s+(.*)$", listed, re.MULTILINE)
    ]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def up(*flags: str, **environment: str) -> Iterator[Running]:
    """`yingzhou up` on a folder of its own; SIGTERM at the end, and it must end by itself."""
    folder = Path(tempfile.mkdtemp(prefix="yingzhou-up-", dir="/tmp"))
    folder.chmod(0o711)
    port, log = free_port(), folder / "up.log"
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("YINGZHOU_", "DATABASE_", "TEST_DATABASE"))}
    command = [sys.executable, "-m", "yingzhou.cli", "up", "--data", str(folder / "data"), "--port", str(port), *flags]
    with open(log, "wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env={**clean, **environment}, stdout=out, stderr=subprocess.STDOUT)
    running = Running(deployment=Deployment(data=folder / "data"), process=process, port=port, log=log)
    try:
        running.wait_for_answer(180)
        yield running
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(60)
        finally:
            process.kill()
            shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def nginx_before(running: Running) -> Iterator[int]:
    """The shipped nginx configuration in front of a running system; gives its port."""
    folder, port = Path(tempfile.mkdtemp(prefix="yingzhou-nginx-", dir="/tmp")), free_port()
    names = {"@RUN@": str(folder), "@LISTEN@": f"127.0.0.1:{port}", "@HOST@": "localhost", "@WEB@": f"127.0.0.1:{running.port}"}
    names |= {"@EVIDENCE@": str(running.deployment.evidence), "@MIME@": "/etc/nginx/mime.types"}
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    for name, value in names.items():
        text = text.replace(name, value)
    (folder / "nginx.conf").write_text(("user root;\n" if os.geteuid() == 0 else "") + text)
    process = subprocess.Popen(["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"])
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)
