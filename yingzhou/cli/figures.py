"""PATTERN is a name with * (complaints.*) or a word of a label; `-` reads one from standard input."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from yingzhou.cli.speech import print_json, print_lines, say, with_json
from yingzhou.rulebook import Series, figures


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "pattern", nargs="?", default="*", metavar="PATTERN", help=say("名称或标签的一部分", "part of a name or label")
    )
    with_json(parser)


def run(args: argparse.Namespace) -> int:
    pattern = sys.stdin.readline().strip() if args.pattern == "-" else args.pattern
    found = figures(pattern)
    if args.json:
        print_json([_told(one) for one in found])
    else:
        print_lines(line for one in found for line in _lines(one))
    if not found and not args.json:
        sys.stderr.write(say(f"规则库里没有“{pattern}”\n", f"the rulebook has nothing like {pattern!r}\n"))
    return 0 if found else 1


def _told(one: Series) -> dict[str, Any]:
    return {
        "name": one.name,
        "label": one.label,
        "label_en": one.label_en,
        "unit": one.unit,
        "values": [
            {
                "from": value.since,
                "to": value.until,
                "value": value.value,
                "unit": value.unit,
                "source": value.source,
                "confidence": value.confidence,
                **value.extra,
            }
            for value in one.values
        ],
    }


def _lines(one: Series) -> list[str]:
    head = f"{one.name}  {say(one.label, one.label_en)}"
    return [head] + [
        f"    {value.since} … {value.until or ''}  {value.value} {value.unit}  [{value.confidence}] {value.source}"
        for value in one.values
    ]
