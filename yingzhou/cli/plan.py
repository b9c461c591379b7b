"""INSTANCE.json: one station's week; the format is in docs/explanation/engines/planning.md.  `-` reads standard input.

Needs no database.  Exit code 1 where a promised visit could not be placed.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING

from yingzhou.cli.speech import BadUsage, print_json, print_lines, read_json, say, with_json

if TYPE_CHECKING:
    from yingzhou.engines.planning import Plan


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("instance", metavar="INSTANCE.json")
    parser.add_argument(
        "--seconds", type=float, default=5.0, help=say("搜索几秒（0 为贪心解）", "seconds of search (0: the greedy plan)")
    )
    parser.add_argument("--seed", type=int, default=1, help=say("随机种子", "seed of the search"))
    with_json(parser)


def run(args: argparse.Namespace) -> int:
    from yingzhou.engines.planning import Instance, InstanceFault, plan

    told = read_json(args.instance)
    if not isinstance(told, dict):
        raise BadUsage(say("应是一个 JSON 对象", "one JSON object is needed"))
    try:
        answer = plan(Instance.read(told), seconds=args.seconds, seed=args.seed)
    except InstanceFault as wrong:
        raise BadUsage(f"{args.instance}: {wrong}") from None
    if args.json:
        routes = [{"id": r.id, "leave": r.leave, "back": r.back, "visits": [v.id for v in r.visits]} for r in answer.routes]
        times = {v.id: {"begin": v.begin, "end": v.end} for r in answer.routes for v in r.visits}
        print_json({**asdict(answer), "routes": routes, "times": times})
    else:
        print_lines(_lines(answer))
    return 1 if any(one.kind == "promised" for one in answer.unplaced) else 0


def _lines(answer: Plan) -> list[str]:
    seen = sum(len(route.visits) for route in answer.routes)
    days = [
        f"  {route.id}  {_hour(route.leave)}–{_hour(route.back)}  " + "  ".join(f"{_hour(v.begin)} {v.id}" for v in route.visits)
        for route in answer.routes
        if route.visits
    ]
    return [
        say(
            f"{answer.name}：排进 {seen} 户，分量 {answer.priority}，路上 {answer.travel // 60} 分钟，排不下 {len(answer.unplaced)} 户",
            f"{answer.name}: {seen} placed, priority {answer.priority}, {answer.travel // 60} min of travel, {len(answer.unplaced)} not",
        ),
        *days,
        *(f"  – {one.id}  {one.reason}" for one in answer.unplaced[:20]),
    ]


def _hour(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}"
