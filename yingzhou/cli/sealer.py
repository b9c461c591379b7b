"""`yingzhou sealer`: seals the trail about once a minute, with its own key and its own database role."""

from __future__ import annotations

import argparse
import signal
import sys
from threading import Event

from yingzhou.cli.entering import enter

HELP = "seal the trail every minute (started by `up`)"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--every", type=float, default=30.0, help="seconds between seals (default 30)")
    parser.add_argument("--once", action="store_true", help="seal what is unsealed and stop")


def run(args: argparse.Namespace) -> int:
    enter("seal")
    from django.db import close_old_connections

    from yingzhou.base.clock import now
    from yingzhou.base.trail.sealing import seal

    stopping = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    while not stopping.is_set():
        try:
            close_old_connections()
            seal(now())
        except Exception as error:  # the supervisor restarts; the doctor and the health page show the delay
            print(f"sealing failed: {error}", file=sys.stderr, flush=True)
            return 1
        if args.once:
            return 0
        stopping.wait(args.every)
    return 0
