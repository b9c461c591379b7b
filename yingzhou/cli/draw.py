"""INPUT.json: {"name", "population", "officers", "select", "officers_each", "seed"}; `-` reads standard input.

The seed may be left out: one is drawn, and its hash is written to standard error before anything is drawn with it.  Optional:
"conflicts": [[officer, object]…], "public_word".  `--verify RECORD.json` works a record out again; exit code 1 if any of it was
changed.  deploy/verify_draw.py is the same check as one file for another machine.
"""

from __future__ import annotations

import argparse
import json
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yingzhou.cli.speech import BadUsage, chinese, print_json, print_lines, read_json, say, with_json

if TYPE_CHECKING:
    from yingzhou.engines.draw import DrawFault

#: The sentences of `DrawFault`, for a Chinese terminal.
CHINESE = {
    "missing": "缺少 {key}",
    "unknown": "不认识 {key}；可以有 name、population、officers、select、officers_each、conflicts",
    "shape": "{key} 写法不对",
    "id": "{key} 里的 {value} 不能作编号：应是不含控制字符的文字，或者整数",
    "twice": "{key} 里 {value} 出现 {times} 次：重复会加大抽中的机会",
    "too_many": "只有 {there} 个，抽不出 {select} 个",
    "stranger": "conflicts 里的 {value} 不在 {key} 名单上",
    "too_few_officers": "{value} 要 {wanted} 名人员，没有回避情形的只有 {there} 名",
    "seed": "种子应是至少一个字的文字",
}


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", metavar="INPUT.json|RECORD.json")
    parser.add_argument("--verify", action="store_true", help=say("复核一份记录", "work a record out again"))
    parser.add_argument(
        "--commitment", default="", metavar="HASH", help=say("抽取前公布的种子哈希", "the hash of the seed published before")
    )
    parser.add_argument(
        "--inputs", default="", metavar="HASH", help=say("抽取前公布的名单哈希", "the hash of the input published before")
    )
    with_json(parser)


def run(args: argparse.Namespace) -> int:
    if (args.commitment or args.inputs) and not args.verify:
        raise BadUsage(say("--commitment、--inputs 与 --verify 一起用", "--commitment and --inputs go with --verify"))
    return _verify(args) if args.verify else _draw(args)


def _draw(args: argparse.Namespace) -> int:
    from yingzhou.engines.draw import DrawFault, Lots, commitment_of, draw

    told = read_json(args.input)
    if not isinstance(told, dict):
        raise BadUsage(say("应是一个 JSON 对象", "one JSON object is needed"))
    seed, word = told.pop("seed", None), told.pop("public_word", "")
    try:
        lots = Lots.read(told)
        if seed is None:
            seed = secrets.token_hex(32)
            sys.stderr.write(f"commitment {commitment_of(seed)}\ninputs {lots.digest}\n")
            sys.stderr.flush()
        if not isinstance(seed, str) or not isinstance(word, str):
            raise DrawFault("seed")
        made = draw(lots, seed=seed, public_word=word)
    except DrawFault as wrong:
        raise BadUsage(f"{args.input}: {_words(wrong)}") from None
    if args.json:
        print_json(made.record())
    else:
        print_lines(
            [
                say(
                    f"{lots.name}：{len(lots.population)} 抽 {lots.select}",
                    f"{lots.name}: {lots.select} of {len(lots.population)}",
                ),
                *(f"  {one.id}  {' '.join(str(officer) for officer in one.officers)}" for one in made.selected),
                f"  commitment {made.commitment}",
                f"  seed {made.seed}",
            ]
        )
    return 0


def _verify(args: argparse.Namespace) -> int:
    from yingzhou.engines.draw import Fault, verify

    try:
        told = _record(args.input)
        faults = verify(told, commitment=args.commitment, inputs=args.inputs)
    except ValueError as wrong:
        faults = (Fault("record", f"is not readable: {wrong}"),)
    if args.json:
        print_json({"ok": not faults, "faults": [{"part": one.part, "message": one.message} for one in faults]})
    elif faults:
        print_lines([say(f"不符：{one.part}", f"does not agree: {one.part} {one.message}") for one in faults])
    else:
        print_lines([say("相符：按这份名单和种子，抽出的就是这些", "agrees: this input and this seed give this draw")])
    return 1 if faults else 0


def _record(name: str) -> dict[str, Any]:
    """The record; a changed byte may have left something that is no JSON, or that says one thing twice: `ValueError`."""
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as wrong:
        raise BadUsage(say(f"读不了 {name}：{wrong}", f"cannot read {name}: {wrong}")) from None
    told = json.loads(content, object_pairs_hook=_once)
    if not isinstance(told, dict):
        raise ValueError("one JSON object is needed")
    return told


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) != len(pairs):
        raise ValueError("a name stands there twice")
    return told


def _words(wrong: DrawFault) -> str:
    return CHINESE[wrong.code].format(**wrong.facts) if chinese() else str(wrong)
