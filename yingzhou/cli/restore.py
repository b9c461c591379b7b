"""`yingzhou restore DIR --verify`: the drill.  Without `--verify`, the real thing, into an empty data folder."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from config.archive import BackupFailed, restore, verify

HELP = "restore a backup into an empty data folder (--data), or only prove that it could be (--verify)"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="the folder `yingzhou backup` wrote")
    parser.add_argument(
        "--verify", action="store_true", help="restore into a throw-away place, check every row count and file, keep nothing"
    )
    parser.add_argument("--data", type=Path, help="the new deployment's data folder (must be empty)")
    parser.add_argument("--keys", type=Path, help="the folder the keys were put in")
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    if not args.verify and args.data is None:
        print("yingzhou restore: say where to (--data FOLDER), or --verify to try it only", file=sys.stderr)
        return 2
    began = time.monotonic()
    try:
        answer = verify(args.folder, keys=args.keys) if args.verify else restore(args.folder, args.data, keys=args.keys)
    except (BackupFailed, OSError) as error:
        print(f"yingzhou restore: {error}", file=sys.stderr)
        return 1
    answer["seconds"] = round(time.monotonic() - began, 1)
    if args.json:
        print(json.dumps(answer))
    else:
        print(
            f"{answer['rows']:,} rows in {answer['tables']} tables, {answer['files']} files, {answer['bytes']:,} bytes, all as recorded."
        )
    return 0
