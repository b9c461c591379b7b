"""The way from a phone to the server, on which things go wrong when a test says so: cut, slow, lost, answered by somebody else."""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

#: What goes wrong with one request; "" nothing.  off: no answer at all · lost: it arrives, the answer does not · half: half of
#: it arrives · a status: somebody answers that in the server's place.
Fault = str
HOP = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length"})


@dataclass
class Link:
    """`fault(method, path)` is asked before every request.  `delay` is seconds a round trip, `rate` bits a second, shared."""

    target: str
    port: int = 0
    fault: Callable[[str, str], Fault] = lambda _method, _path: ""
    delay: float = 0.0
    rate: float = 0.0
    cuts: list[int] = field(default_factory=list)
    sent: int = 0
    seen: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def cut(self) -> None:
        self.fault = lambda _method, _path: "off"

    def mend(self) -> None:
        self.fault = lambda _method, _path: ""

    def passes(self, size: int) -> int:
        """How much of the next `size` bytes goes through before the line breaks; counts them."""
        with self.lock:
            whole = size if not self.cuts or self.sent + size < self.cuts[0] else max(0, self.cuts[0] - self.sent)
            if whole < size:
                self.cuts.pop(0)
            self.sent += whole
            if self.rate:
                time.sleep(whole * 8 / self.rate)
        return whole


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    link: Link

    def log_message(self, *_args: object) -> None:
        pass

    def _serve(self) -> None:
        link, length = self.link, int(self.headers.get("Content-Length") or 0)
        link.seen.append(f"{self.command} {self.path}")
        fault = link.fault(self.command, self.path)
        if fault == "off":
            return self._gone()
        body = b""
        while len(body) < length:
            wanted = min(16_384, length - len(body))
            allowed = link.passes(wanted)
            body += self.rfile.read(allowed)
            if allowed < wanted:
                return self._gone()
        if fault == "half":
            self._forward(body[: len(body) // 2], whole=length)
            return self._gone()
        if fault.isdigit():
            return self._answer(
                int(fault), [("Content-Type", "application/json")], json.dumps({"error": "put in by the test"}).encode()
            )
        time.sleep(link.delay)
        answer = self._forward(body, whole=length)
        if fault == "lost" or answer is None:
            return self._gone()
        return self._answer(*answer)

    do_GET = do_POST = do_HEAD = _serve  # noqa: N815  names of the library

    def _forward(self, body: bytes, *, whole: int) -> tuple[int, list[tuple[str, str]], bytes] | None:
        place = urlsplit(self.link.target)
        line = http.client.HTTPConnection(str(place.hostname), int(place.port or 80), timeout=60)
        try:
            line.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers.items():
                if name.lower() not in HOP:
                    line.putheader(name, value)
            if whole or self.command == "POST":
                line.putheader("Content-Length", str(whole))
            line.endheaders(body)
            if len(body) < whole:
                return None
            answer = line.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        except OSError:
            return None
        finally:
            line.close()

    def _answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        try:
            self.send_response_only(status)
            for name, value in headers:
                if name.lower() not in HOP:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)
        except OSError:
            self.close_connection = True

    def _gone(self) -> None:
        """The line breaks: no answer, not even a goodbye."""
        self.close_connection = True


@contextmanager
def link_to(target: str) -> Iterator[Link]:
    """A way to the server at `target`, open until the end of the block."""
    link = Link(target)
    handler = type("Handler", (_Handler,), {"link": link})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    link.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield link
    finally:
        link.cut()
        server.shutdown()
        server.server_close()
        thread.join()


def sometimes(fault: Fault, share: float, *, seed: int, only: str = "/field/") -> Callable[[str, str], Fault]:
    """The fault for that share of the requests under `only`, drawn from a seed."""
    drawn, lock = random.Random(seed), threading.Lock()

    def asked(_method: str, path: str) -> Fault:
        with lock:
            return fault if path.startswith(only) and drawn.random() < share else ""

    return asked
