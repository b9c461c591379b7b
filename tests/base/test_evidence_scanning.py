"""Where a scanner runs it is asked; a file it knows, or could not look at, is not taken in."""

from __future__ import annotations

import socket
import struct
import threading

import pytest

from tests.base.pictures import picture
from yingzhou.base.actors import SYSTEM
from yingzhou.base.evidence import refusals
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.evidence.storing import put

pytestmark = pytest.mark.django_db

#: The harmless string every scanner must know, in two parts so that this file is not taken for it.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def whole(line: socket.socket, size: int) -> bytes:
    read = b""
    while len(read) < size:
        read += line.recv(size - len(read))
    return read


def answer_one(server: socket.socket) -> None:
    """What clamd does with one INSTREAM."""
    line, _ = server.accept()
    with line:
        assert whole(line, 10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack(">I", whole(line, 4))[0]:
            content += whole(line, size)
        line.sendall(b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0")


@pytest.fixture
def scanner(tmp_path, settings):
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMD = f"127.0.0.1:{server.getsockname()[1]}"
        thread = threading.Thread(target=answer_one, args=(server,))
        thread.start()
        yield
        thread.join(10)


def test_a_file_the_scanner_knows_is_refused(scanner):
    with pytest.raises(refusals.Infected):
        put(picture() + EICAR, by=SYSTEM, name="a.jpg")

    assert Evidence.objects.count() == 0


def test_a_clean_file_is_taken_in(scanner):
    assert put(picture(), by=SYSTEM, name="a.jpg").size > 0


def test_a_scanner_that_does_not_answer_stops_the_file(tmp_path, settings):
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    settings.CLAMD = str(tmp_path / "no-such-socket")

    with pytest.raises(refusals.NotScanned):
        put(picture(), by=SYSTEM, name="a.jpg")
