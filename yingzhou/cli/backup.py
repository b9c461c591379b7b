"""`yingzhou backup DIR`: database and evidence into one folder; the keys only where they are asked for, apart."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path

from config.archive import BackupFailed, back_up
from config.deployment import from_environment

HELP = "copy database and evidence to a folder; keys go to another one (--keys)"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="a new or empty folder, or one that holds an earlier backup of evidence")
    parser.add_argument(
        "--keys", type=Path, help="where the keys go: another disk, another person (a backup without them is unreadable)"
    )
    parser.add_argument("--data", type=Path, help="the deployment's data folder")
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    began = time.monotonic()
    try:
        deployment = from_environment(args.data)
        manifest = back_up(deployment, args.folder, keys=args.keys)
        (deployment.data / "last-backup").touch()
    except (BackupFailed, OSError) as error:
        print(f"yingzhou backup: {error}", file=sys.stderr)
        return 1
    answer = {"bytes": manifest["bytes"], "seconds": round(time.monotonic() - began, 1), "verified": False}
    answer |= {"folder": os.fspath(args.folder), "evidence_files": len(manifest["evidence"])}
    print(
        json.dumps(answer)
        if args.json
        else f"{answer['bytes']:,} bytes in {answer['seconds']} s. Try it: yingzhou restore {args.folder} --verify"
    )
    return 0
