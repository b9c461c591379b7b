"""verify needs no database and no settings; deploy/verify_trail.py is the same check as one file for another machine."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from yingzhou.base.trail import verify_trail
from yingzhou.cli.entering import enter
from yingzhou.cli.speech import BadUsage, day_of, print_json, print_lines, say, with_json


def add(parser: argparse.ArgumentParser) -> None:
    steps = parser.add_subparsers(dest="step", required=True, metavar="export|verify|restored")
    export = steps.add_parser("export", help=say("导出已封存的留痕", "write the sealed trail to a file"))
    export.add_argument("file", metavar="FILE", type=Path)
    export.add_argument("--since", metavar="DATE", help=say("从这一天起", "from this day on"))
    with_json(export)
    verify = steps.add_parser("verify", help=say("核验导出的留痕", "check an exported trail"))
    verify.add_argument(
        "export", metavar="EXPORT", help=say("导出的文件，- 为标准输入", "the exported file, or - for standard input")
    )
    verify.add_argument("--heads", metavar="DIR", type=Path, help=say("当时公布的批次头", "the heads published at the time"))
    verify.add_argument("--keys", metavar="DIR", type=Path, help=say("可信的公钥（*.pub）", "public keys you trust (*.pub)"))
    with_json(verify)
    restored = steps.add_parser(
        "restored", help=say("说明数据库由备份恢复，继续封存", "answer for a restored database and seal on")
    )
    with_json(restored)


def run(args: argparse.Namespace) -> int:
    return {"export": _export, "verify": _verify, "restored": _restored}[args.step](args)


def _verify(args: argparse.Namespace) -> int:
    keys, published = _keys(args.keys), _heads(args.heads)
    if args.export != "-" and Path(args.export).is_file() and verify_trail.is_receipt(args.export):
        return _verify_receipt(args, keys, published)
    if args.export == "-":
        answer = verify_trail.verify(sys.stdin.buffer, keys, published)
    else:
        try:
            with open(args.export, "rb") as lines:
                answer = verify_trail.verify(lines, keys, published)
        except OSError as wrong:
            raise BadUsage(say(f"读不了 {args.export}：{wrong}", f"cannot read {args.export}: {wrong}")) from None
    if args.json:
        print_json(answer)
    else:
        print_lines(_told(answer))
    return 0 if answer["ok"] else 1


def _verify_receipt(args: argparse.Namespace, keys: dict[str, bytes] | None, published: dict[int, str] | None) -> int:
    answer = verify_trail.verify_receipt(Path(args.export).read_bytes(), keys, published)
    if args.json:
        print_json(answer)
    elif answer["ok"]:
        print_lines([say(f"相符：回执已签名，在第 {answer['batch']} 批", f"agrees: signed, and in batch {answer['batch']}")])
    else:
        print_lines([say(f"不符：{answer['reason']}", f"does not agree: {answer['reason']}")])
    return 0 if answer["ok"] else 1


def _told(answer: dict[str, Any]) -> list[str]:
    count = say(f"{answer['entries']} 条，{answer['seals']} 批", f"{answer['entries']} entries in {answer['seals']} batches")
    lines = [say(f"相符：{count}", f"agrees: {count}")]
    if fault := answer["first_fault"]:
        lines = [
            say(
                f"不符：第 {fault['batch']} 批（第 {fault['after_entry']} 条之后）：{fault['reason']}",
                f"does not agree: batch {fault['batch']} (after entry {fault['after_entry']}): {fault['reason']}",
            )
        ]
    if not answer["heads_published"]:
        lines.append(
            say(
                "没有给出当时公布的批次头（--heads）：截尾和旧备份看不出来",
                "no published heads given (--heads): a cut tail or an old backup cannot be seen",
            )
        )
    lines += [
        say(
            f"第 {one['seal']} 批声明由备份恢复，缺 {one['lost']} 批",
            f"batch {one['seal']} declares a restore; {one['lost']} batches lost",
        )
        for one in answer["restores"]
    ]
    return lines


def _keys(folder: Path | None) -> dict[str, bytes] | None:
    if folder is None:
        return None
    pairs = [_read(path) for path in sorted(folder.glob("*.pub"))]
    return {pair["id"]: bytes.fromhex(pair["public"]) for pair in pairs}


def _heads(folder: Path | None) -> dict[int, str] | None:
    if folder is None:
        return None
    sealed = [_read(path) for path in folder.glob("*.json")]
    return {json.loads(one["head"])["number"]: verify_trail.name_of(one) for one in sealed}


def _read(path: Path) -> dict[str, Any]:
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError) as wrong:
        raise BadUsage(say(f"读不了 {path}：{wrong}", f"cannot read {path}: {wrong}")) from None


def _export(args: argparse.Namespace) -> int:
    since: date | None = day_of(args.since) if args.since else None
    enter()
    from django.db import transaction

    from yingzhou.base.actors import Agent
    from yingzhou.base.trail.exporting import export

    with transaction.atomic(), args.file.open("wb") as target:
        written = export(target, by=Agent("command"), since=since)
    if args.json:
        print_json({"entries": written.entries, "head": written.head})
    else:
        print_lines([say(f"写出 {written.entries} 条", f"{written.entries} entries written"), written.head])
    return 0


def _restored(args: argparse.Namespace) -> int:
    enter()
    from yingzhou.base.actors import Agent
    from yingzhou.base.trail.sealing import answer_for_restore

    lost = answer_for_restore(by=Agent("command"))
    if args.json:
        print_json({"lost": lost})
    else:
        print_lines([say(f"已说明：缺 {lost} 批", f"said on the trail: {lost} batches lost")])
    return 0 if lost else 1
