"""What the front door stands: many slow clients, and bodies without end (R21, R22)."""

from __future__ import annotations

import http.client
import shutil
import socket
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.running import Running, nginx_before, processes, up

pytestmark = [
    pytest.mark.slow,
    pytest.mark.proxy,
    pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed"),
]


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with up("--empty") as system:
        yield system


@pytest.fixture(scope="module")
def port(running: Running) -> Iterator[int]:
    with nginx_before(running) as front:
        yield front


def ask(port: int, path: str = "/p/") -> tuple[int, float]:
    began = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Host": "localhost"})
    status = connection.getresponse().status
    connection.close()
    return status, time.monotonic() - began


def test_four_hundred_dripping_clients_do_not_keep_anyone_waiting(port: int):
    dripping = [socket.create_connection(("127.0.0.1", port)) for _ in range(400)]
    for number, client in enumerate(dripping):
        client.sendall(
            b"GET /p/ HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
            if number % 2
            else b"POST /p/file/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n"
        )

    answers = []
    for _ in range(20):
        for client in dripping:
            try:
                client.sendall(b"a")
            except OSError:
                continue
        answers.append(ask(port))
        time.sleep(0.25)
    for client in dripping:
        client.close()

    print(f"median {statistics.median(seconds for _, seconds in answers) * 1000:.0f} ms of {len(answers)}")
    assert {status for status, _ in answers} == {200}


@pytest.mark.parametrize("announced", [True, False], ids=["with its length", "in chunks"])
def test_two_gigabytes_are_refused_and_no_worker_grows(port: int, running: Running, announced: bool):
    before = memory_of_web(running)

    status = send_much(port, 2_048 * 1_048_576, announced=announced)

    print(f"web processes grew by {(memory_of_web(running) - before) / 1024:.0f} MiB")
    assert status == 413
    assert memory_of_web(running) - before < 64 * 1024


def send_much(port: int, size: int, *, announced: bool) -> int:
    connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    length = f"Content-Length: {size}" if announced else "Transfer-Encoding: chunked"
    connection.sendall(f"POST /p/file/ HTTP/1.1\r\nHost: localhost\r\n{length}\r\n\r\n".encode())
    piece = b"x" * 65_536
    framed = piece if announced else b"10000\r\n" + piece + b"\r\n"
    try:
        for _ in range(size // len(piece)):
            connection.sendall(framed)
    except OSError:  # the other side has heard enough
        pass
    try:
        answer = connection.recv(64)
    finally:
        connection.close()
    return int(answer.split()[1])


def memory_of_web(running: Running) -> int:
    """Peak resident memory of the web processes together, in KiB."""
    masters = set(running.child("web"))
    pids = masters | {pid for pid, parent, _ in processes() if parent in masters}
    return sum(peak(pid) for pid in pids)


def peak(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    return 0
