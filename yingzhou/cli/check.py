"""uscc CODE…: unified social credit codes.  patent NUMBER…: Chinese patent application numbers.  `-` reads one a line.

Exit code 1 if any is invalid.  A check never forbids: real codes exist that fail their own check digit.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict

from yingzhou.cli.speech import BadUsage, print_json, print_lines, say, with_json
from yingzhou.engines.identifiers import patents, uscc

CHECKS = {"uscc": uscc.check, "patent": patents.check}


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=sorted(CHECKS))
    parser.add_argument("numbers", nargs="+", metavar="NUMBER")
    with_json(parser)


def run(args: argparse.Namespace) -> int:
    numbers = [number for given in args.numbers for number in (_lines() if given == "-" else [given])]
    if not numbers:
        raise BadUsage(say("没有给出号码", "no number was given"))
    answers = [CHECKS[args.what](number) for number in numbers]
    if args.json:
        print_json([asdict(answer) for answer in answers])
    else:
        print_lines(f"{'✓' if one.valid else '✗'} {one.normal}  {one.kind_label}  {one.message}" for one in answers)
    return 0 if all(answer.valid for answer in answers) else 1


def _lines() -> list[str]:
    return [line.strip() for line in sys.stdin if line.strip()]
