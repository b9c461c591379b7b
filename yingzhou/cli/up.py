"""`yingzhou up`: from a data folder to a running district, and back to nothing on Ctrl-C."""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from threading import Event

from config import roles
from config.deployment import Deployment, from_environment
from config.localdb import LocalDBError
from config.supervisor import Process, Supervisor

HELP = "start the database, the web server and the workers; print the address and the demo log-ins"
ROOT = Path(__file__).resolve().parent.parent.parent
READY_WITHIN = 60.0


class CannotStart(Exception):
    """What stands in the way, in one sentence with a remedy."""


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, help="folder for database, evidence, keys, spool and logs")
    parser.add_argument("--port", type=int, default=8000, help="port of the web server on this machine (default 8000)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1: this machine only)")
    parser.add_argument("--empty", action="store_true", help="without the demo district")
    parser.add_argument("--workers", type=int, default=2, help="web worker processes (default 2)")


def run(args: argparse.Namespace) -> int:
    try:
        with _alone(args) as deployment:
            return _serve(deployment, args)
    except (CannotStart, LocalDBError) as error:
        print(f"yingzhou up: {error}", file=sys.stderr)
        return 1


@contextlib.contextmanager
def _alone(args: argparse.Namespace) -> Iterator[Deployment]:
    """The deployment's folders, held by this process alone."""
    deployment = from_environment(args.data)
    try:
        deployment.make_folders()
    except PermissionError as error:
        raise CannotStart(f"{deployment.data} cannot be written ({error.strerror}): choose another folder with --data") from error
    with open(deployment.data / "up.lock", "a+") as lock:
        if not _locked(lock.fileno()):
            raise CannotStart(f"{deployment.data} is already in use by another `up`: stop that one, or give another --data")
        deployment.make_secret()
        yield deployment


def _locked(file: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _serve(deployment: Deployment, args: argparse.Namespace) -> int:
    _check_port(args.host, args.port)
    began = time.monotonic()
    embedded = not deployment.external_url
    stopping = _stop_signals()
    if embedded:
        _say("Starting the embedded PostgreSQL…")
        deployment.server().ensure()
        roles.create(deployment.server().url("postgres"), deployment.keys)
    try:
        _prepare(deployment, empty=args.empty)
        supervisor = Supervisor(
            _processes(deployment, args),
            before_each_round=(lambda: _keep_alive(deployment)) if embedded else (lambda: None),
            say=_say,
        )
        supervisor.stopping = stopping
        supervisor.start()
        try:
            _wait_until_ready(supervisor, args)
            _say(_welcome(deployment, args, time.monotonic() - began))
            supervisor.run()
        finally:
            _say("\nStopping…")
            supervisor.stop()
    finally:
        if embedded:
            deployment.server().stop()
    _say("Stopped.")
    return 0


def _stop_signals() -> Event:
    """An event that Ctrl-C and SIGTERM set; a second one does nothing worse."""
    stopping = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    return stopping


def _check_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotStart(f"port {port} on {host} cannot be used ({error.strerror}): choose another with --port") from error


def _keep_alive(deployment: Deployment) -> None:
    server = deployment.server()
    if not server.is_alive():
        server.ensure()
        _say("The database had stopped and was started again.")


def _prepare(deployment: Deployment, *, empty: bool) -> None:
    """Migrate, hand out rights, load the district: only when something of it changed since the last start."""
    wants = _fingerprint(empty)
    stamp = deployment.data / "prepared"
    if stamp.exists() and stamp.read_text() == wants and not deployment.external_url:
        return
    for step, role in (("files", "owner"), ("migrate", "owner"), ("load", "worker")):
        command = [sys.executable, "-m", "yingzhou.cli", "prepare", step, *(["--empty"] if empty else [])]
        environment = {**os.environ, **deployment.environment(role), **_mode(deployment, empty)}
        if subprocess.call(command, cwd=ROOT, env=environment):  # noqa: S603  our own command
            raise CannotStart(f"the database could not be prepared (step: {step}); see the lines above")
    stamp.write_text(wants)


def _fingerprint(empty: bool) -> str:
    """Changes whenever a migration, a district file or the demo does."""
    digest = hashlib.sha256(b"empty" if empty else b"demo")
    for pattern in (
        "yingzhou/**/migrations/*.py",
        "districts/**/*",
        "demo/**/*.py",
        "locale/**/*.po",
        "yingzhou/**/static/**/*",
        "requirements/run.lock",
    ):
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file():
                digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def _mode(deployment: Deployment, empty: bool) -> dict[str, str]:
    """Demo accounts exist only while the demo district was asked for."""
    return {"YINGZHOU_DEMO": "0" if empty else "1"}


def _processes(deployment: Deployment, args: argparse.Namespace) -> list[Process]:
    def process(name: str, role: str, command: list[str], **extra: str) -> Process:
        environment = {**deployment.environment(role), **_mode(deployment, args.empty), **extra}
        return Process(name=name, command=command, environment=environment, log=deployment.log / f"{name}.log")

    python = sys.executable
    hosts = os.environ.get("YINGZHOU_HOSTS", "localhost,127.0.0.1,[::1]" + ("" if args.host == "127.0.0.1" else f",{args.host}"))
    return [
        process("web", "app", _web(args), YINGZHOU_DB_POOL="1", YINGZHOU_HOSTS=hosts, YINGZHOU_PORT=str(args.port)),
        process("worker", "worker", [python, "-m", "yingzhou.cli", "worker"]),
        process("sealer", "seal", [python, "-m", "yingzhou.cli", "sealer"]),
        *([] if os.name == "nt" else [process("signer", "report", [python, "-m", "yingzhou.cli", "signer"])]),
    ]


def _web(args: argparse.Namespace) -> list[str]:
    """granian where there is a wheel for this machine, gunicorn elsewhere."""
    try:
        import granian  # noqa: F401
    except ImportError:
        bind = f"{args.host}:{args.port}"
        flags = ["--workers", str(args.workers), "--threads", "4", "--worker-class", "gthread"]
        return [sys.executable, "-m", "gunicorn", "config.wsgi:application", "--bind", bind, *flags]
    flags = ["--interface", "wsgi", "--host", args.host, "--port", str(args.port), "--workers", str(args.workers)]
    flags += ["--blocking-threads", "4", "--workers-kill-timeout", "10", "--respawn-failed-workers", "--no-ws"]
    return [sys.executable, "-m", "granian", *flags, "config.wsgi:application"]


def _wait_until_ready(supervisor: Supervisor, args: argparse.Namespace) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline and not supervisor.stopping.wait(0.2):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{args.port}/alive/", timeout=5):
                return
        except urllib.error.HTTPError as error:
            raise CannotStart(f"the web server answers {error.code}: see {supervisor.processes[0].log}") from error
        except OSError:
            for process in supervisor.processes:
                process.look_after(time.monotonic())
    if not supervisor.stopping.is_set():
        raise CannotStart(f"the web server did not answer within {READY_WITHIN:.0f} s: see {supervisor.processes[0].log}")


def _welcome(deployment: Deployment, args: argparse.Namespace, seconds: float) -> str:
    where = f"http://{'localhost' if args.host == '127.0.0.1' else args.host}:{args.port}"
    lines = ["", f"Yingzhou (瀛洲) is running after {seconds:.1f} s.", f"  desk    {where}/desk/", f"  portal  {where}/p/"]
    logins = deployment.data / "demo-logins.txt"
    if not args.empty and logins.exists():
        lines += ["", "Demo log-ins (invented people, no second factor; they exist only in the demo):"]
        lines += [f"  {line}" for line in logins.read_text(encoding="utf-8").splitlines()]
    first = deployment.data / "first-login.txt"
    if args.empty and first.exists():
        lines += ["", *(f"  {line}" for line in first.read_text(encoding="utf-8").splitlines())]
    return "\n".join([*lines, "", f"Data: {deployment.data}    Stop: Ctrl-C"])


def _say(text: str) -> None:
    print(text, flush=True)
