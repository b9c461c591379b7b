"""FACTS.json: {"kind", "industry", "employees", "revenue_year", "assets"}; money in yuan, a missing fact is unknown.

`-` reads standard input.  Exit code 1 where the size cannot be told.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import datetime
from zoneinfo import ZoneInfo

from yingzhou.cli.speech import BadUsage, day_of, print_json, print_lines, read_json, say, with_json
from yingzhou.engines.sizes import Facts, Thresholds, size_of
from yingzhou.rulebook import NoValueOn, figures


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("facts", metavar="FACTS.json")
    parser.add_argument(
        "--on",
        type=day_of,
        default=None,
        help=say("按哪一天的标准（默认今天）", "by the thresholds of which day (default today)"),
    )
    with_json(parser)


def run(args: argparse.Namespace) -> int:
    told = read_json(args.facts)
    if not isinstance(told, dict):
        raise BadUsage(say("应是一个 JSON 对象", "one JSON object is needed"))
    on = args.on or datetime.now(ZoneInfo("Asia/Shanghai")).date()
    try:
        thresholds = Thresholds.read([one.on(on) for one in figures("sizes.*")])
        answer = size_of(Facts.read(told), thresholds)
    except NoValueOn as none:
        raise BadUsage(str(none)) from None
    except ValueError as wrong:
        raise BadUsage(f"{args.facts}: {wrong}") from None
    if args.json:
        print_json(asdict(answer))
    else:
        print_lines(
            [answer.message, *(f"  {reason.text}" for reason in answer.reasons), f"  {answer.instrument} [{answer.confidence}]"]
        )
    return 0 if answer.size else 1
