"""`yingzhou signer`: signs receipts on a unix socket, with a key that the web process need not hold."""

from __future__ import annotations

import argparse
import signal
import threading

from yingzhou.cli.entering import enter


def add(parser: argparse.ArgumentParser) -> None:
    pass


def run(args: argparse.Namespace) -> int:
    enter("report")
    from yingzhou.base.trail.signer import Signer, address

    with Signer(address()) as server:

        def stop(*_: object) -> None:
            threading.Thread(target=server.shutdown).start()

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, stop)
        server.serve_forever()
    return 0
