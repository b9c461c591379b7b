"""Asking a virus scanner (clamd, its INSTREAM command) where the bureau runs one.  Without the setting nothing is asked.

A scanner that is set and does not answer stops the file, not the page: nobody should think it was looked at.
"""

from __future__ import annotations

import socket
import struct
from pathlib import Path

from django.conf import settings

from yingzhou.base.evidence import refusals

BLOCK = 256 * 1024
SECONDS = 20


def scan(path: Path) -> None:
    """Refuse a file the scanner knows, or one it could not look at."""
    if not settings.CLAMD:
        return
    try:
        answer = _ask(path)
    except OSError as fault:
        raise refusals.NotScanned() from fault
    if answer.endswith("FOUND"):
        raise refusals.Infected()
    if not answer.endswith("OK"):
        raise refusals.NotScanned()


def _ask(path: Path) -> str:
    with _connect() as line, path.open("rb") as file:
        line.sendall(b"zINSTREAM\0")
        while block := file.read(BLOCK):
            line.sendall(struct.pack(">I", len(block)) + block)
        line.sendall(struct.pack(">I", 0))
        answer = b""
        while not answer.endswith(b"\0") and (more := line.recv(4096)):
            answer += more
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _connect() -> socket.socket:
    """A path is a local socket, `host:port` another machine."""
    if "/" in settings.CLAMD:
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        line.connect(settings.CLAMD)
        return line
    host, _colon, port = settings.CLAMD.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)
