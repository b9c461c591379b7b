"""`yingzhou bench [NAME]`: performance rows, ours beside the peer's, measured in one run; each benchmark in a process of its own."""

from __future__ import annotations

import argparse
import json
import pkgutil
import subprocess
import sys
from pathlib import Path

HELP = "measure: ours, the peer's, the ratio, the target"
ROOT = Path(__file__).resolve().parent.parent.parent
NOT_BENCHMARKS = {"rows", "database", "one"}


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", help="one benchmark; all of them without it")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--list", action="store_true", help="only the names")


def names() -> list[str]:
    """The modules of benchmarks/ that measure something."""
    return sorted(module.name for module in pkgutil.iter_modules([str(ROOT / "benchmarks")]) if module.name not in NOT_BENCHMARKS)


def run(args: argparse.Namespace) -> int:
    known = names()
    if args.list:
        print("\n".join(known))
        return 0
    if args.name and args.name not in known:
        print(f"yingzhou bench: there is no {args.name}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    rows, failed = [], []
    for name in [args.name] if args.name else known:
        done = subprocess.run([sys.executable, "-m", "benchmarks.one", name], cwd=ROOT, stdout=subprocess.PIPE, check=False)  # noqa: S603
        if done.returncode:
            failed.append(name)
            continue
        found = json.loads(done.stdout.decode().splitlines()[-1])
        rows += found
        if not args.json:
            _print(found, first=rows == found)
    if args.json:
        print(json.dumps(rows, ensure_ascii=False))
    for name in failed:
        print(f"yingzhou bench: {name} did not finish", file=sys.stderr)
    return 1 if failed else 0


def _print(rows: list[dict[str, object]], *, first: bool) -> None:
    from benchmarks.rows import HEADER, Row

    if first:
        print(HEADER)
    for row in rows:
        print(Row(**row).line(), flush=True)  # type: ignore[arg-type]
