"""`yingzhou worker`: jobs, the sweeper and the reconcilers, until told to stop."""

from __future__ import annotations

import argparse

from yingzhou.cli.entering import enter

HELP = "run background work (started by `up`)"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--concurrency", type=int, default=2, help="jobs at once (default 2)")


def run(args: argparse.Namespace) -> int:
    enter()
    from yingzhou.base.jobs.running import run_worker

    return run_worker(concurrency=args.concurrency)
