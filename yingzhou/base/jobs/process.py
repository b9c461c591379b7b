"""This process, told apart from every other that ever had its number."""

from __future__ import annotations

import os
import socket
from pathlib import Path


def host() -> str:
    """This machine, or this container on it."""
    space = Path("/proc/self/ns/pid")
    return f"{socket.gethostname()} {os.readlink(space)}" if space.exists() else socket.gethostname()


def mark(pid: int) -> str:
    """When the process was started, as the system counts; empty where it cannot be told, `gone` when there is none."""
    if not Path("/proc/self/stat").exists():
        return ""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return "gone"
    return "gone" if fields[0] == "Z" else fields[19]


def is_dead(pid: int, known_mark: str) -> bool:
    """Whether the process of this host that bore the mark is certainly gone."""
    return bool(known_mark) and mark(pid) != known_mark
