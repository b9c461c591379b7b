"""rotate makes a new key; for `field` then reseal moves what is stored to it, and retire takes the old one away."""

from __future__ import annotations

import argparse
from typing import Any

from yingzhou.cli.entering import enter
from yingzhou.cli.speech import BadUsage, print_json, print_lines, say, with_json


def add(parser: argparse.ArgumentParser) -> None:
    steps = parser.add_subparsers(dest="step", required=True, metavar="list|rotate|reseal|retire")
    with_json(steps.add_parser("list", help=say("有哪些密钥、各有多少数据在用", "the keys, and how many values each seals")))
    rotate = steps.add_parser("rotate", help=say("换一把新密钥，旧的仍可读", "a new key; the old ones still open"))
    rotate.add_argument("purpose", choices=["field", "blind", "seal", "sign"])
    with_json(rotate)
    with_json(steps.add_parser("reseal", help=say("把存着的数据换到新密钥下", "move what is stored to the current key")))
    retire = steps.add_parser("retire", help=say("删除不再用到的旧密钥", "remove an old key that seals nothing"))
    retire.add_argument("key", metavar="KEY")
    with_json(retire)


def run(args: argparse.Namespace) -> int:
    enter()
    return {"list": _list, "rotate": _rotate, "reseal": _reseal, "retire": _retire}[args.step](args)


def _list(args: argparse.Namespace) -> int:
    from yingzhou.base.secrets import rotation
    from yingzhou.base.secrets.keys import PURPOSES, keyring

    rows = rotation.rows_by_key()
    told = [
        {
            "purpose": purpose,
            "id": key.id,
            "algorithm": key.algorithm,
            "made_at": key.made_at,
            "current": key == keyring().current(purpose),
            "values": rows[key.id] if purpose == "field" else None,
        }
        for purpose in PURPOSES
        for key in keyring().all(purpose)
    ]
    lines = [f"{one['purpose']:<6} {one['id']}  {one['algorithm']}  {str(one['made_at'])[:10]}  {_use(one)}" for one in told]
    return _say(args, told, lines)


def _use(one: dict[str, Any]) -> str:
    use = say("在用", "current") if one["current"] else say("旧", "old")
    return use if one["values"] is None else f"{use}, {one['values']}"


def _rotate(args: argparse.Namespace) -> int:
    from django.db import transaction

    from yingzhou.base.actors import Agent
    from yingzhou.base.secrets import rotation

    with transaction.atomic():
        key = rotation.rotate(args.purpose, by=Agent("command"))
    return _say(args, {"purpose": args.purpose, "id": key.id}, [say(f"新密钥 {key.id}", f"new key {key.id}")])


def _reseal(args: argparse.Namespace) -> int:
    from yingzhou.base.secrets import rotation

    moved = rotation.reseal()
    return _say(args, {"values": moved}, [say(f"换密 {moved} 处", f"{moved} values re-sealed")])


def _retire(args: argparse.Namespace) -> int:
    from django.db import transaction

    from yingzhou.base.actors import Agent
    from yingzhou.base.refusals import Refusal
    from yingzhou.base.secrets import rotation

    try:
        with transaction.atomic():
            rotation.retire(args.key, by=Agent("command"))
    except Refusal as refusal:
        _say(args, {"retired": False, "reason": str(refusal)}, [str(refusal)])
        return 1
    except FileNotFoundError:
        raise BadUsage(say(f"没有密钥 {args.key}", f"there is no key {args.key}")) from None
    return _say(args, {"retired": True}, [say(f"已删除 {args.key}", f"{args.key} removed")])


def _say(args: argparse.Namespace, answer: Any, lines: list[str]) -> int:
    if args.json:
        print_json(answer)
    else:
        print_lines(lines)
    return 0
