"""import: the same steps as on screen (upload, check, write, take back), here and now instead of by a job."""

from __future__ import annotations

import argparse
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from yingzhou.cli.entering import enter
from yingzhou.cli.speech import BadUsage, print_json, print_lines, say, with_json

if TYPE_CHECKING:
    from yingzhou.base.staging.models import Batch

#: Errors shown on a terminal; `--json` gives them all.
SHOWN = 20


def add(parser: argparse.ArgumentParser) -> None:
    steps = parser.add_subparsers(dest="step", required=True, metavar="businesses|complaints|list|undo")
    for kind, told in (
        ("businesses", say("导入经营主体", "import businesses")),
        ("complaints", say("导入全国12315平台的投诉台账", "import the ledger of the national 12315 platform")),
    ):
        step = steps.add_parser(kind, help=told)
        step.add_argument("file", metavar="FILE", type=Path, help=say("xlsx 或 csv", "xlsx or csv"))
        step.add_argument(
            "--commit",
            action="store_true",
            help=say("校验之后写入（不写就只校验）", "write after checking (without it: check only)"),
        )
        with_json(step)
    listed = steps.add_parser("list", help=say("最近的批次", "the latest imports"))
    _with_kind(listed)
    with_json(listed)
    undo = steps.add_parser("undo", help=say("整批撤销", "take an import back"))
    undo.add_argument("id", metavar="ID", help=say("批次的 id 或号码", "id or number of the import"))
    _with_kind(undo)
    with_json(undo)


def _with_kind(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--kind", choices=("businesses", "complaints"), default="businesses", help=say("哪一种导入", "which kind of import")
    )


def run(args: argparse.Namespace) -> int:
    enter()
    from yingzhou.base.refusals import Refusal

    with _language():
        try:
            return {"businesses": _import, "complaints": _import, "list": _list, "undo": _undo}[args.step](args)
        except Refusal as refusal:
            if args.json:
                print_json({"refused": refusal.code, "message": str(refusal)})
            else:
                print_lines([str(refusal)])
            return 1


@contextlib.contextmanager
def _language() -> Any:
    from django.utils import translation

    with translation.override(say("zh-hans", "en")):
        yield


def _import(args: argparse.Namespace) -> int:
    from yingzhou.base.actors import Agent
    from yingzhou.base.staging import batches
    from yingzhou.base.staging.choices import State
    from yingzhou.base.staging.refusals import ColumnsMissing, FileRefused

    if not args.file.is_file():
        raise BadUsage(say(f"没有文件 {args.file}", f"no file {args.file}"))
    by = Agent("command")
    with args.file.open("rb") as source:
        batch = batches.upload(kind=args.step, source=source, name=args.file.name, by=by, by_name=say("命令行", "command line"))
    batch = batches.prepare(batch)
    if batch.state == State.REFUSED:
        raise FileRefused(batch.note.get("refused", ""))
    if batch.state == State.UNMAPPED:
        raise ColumnsMissing(columns="、".join(batch.note.get("missing", ())))
    if args.commit and batch.count("new") + batch.count("changed"):
        batch = batches.commit(batch)
    return _answer(batch, args)


def _answer(batch: Batch, args: argparse.Namespace) -> int:
    from yingzhou.base.staging.words import errors_of

    wrong = [{"row": said.row, "column": said.label, "value": said.value, "message": said.message} for said in errors_of(batch)]
    answer = {
        **_described(batch),
        "duplicates": batch.count("doubtful"),
        "errors": wrong,
    }
    if args.json:
        print_json(answer)
    else:
        print_lines(_told(answer))
    return 1 if wrong else 0


def _described(batch: Batch) -> dict[str, Any]:
    return {
        "id": str(batch.public_id),
        "number": batch.number,
        "file": batch.name,
        "state": batch.state,
        "rows": batch.count("rows"),
        "new": batch.count("new"),
        "changed": batch.count("changed"),
        "unchanged": batch.count("unchanged"),
    }


def _told(answer: dict[str, Any]) -> list[str]:
    lines = [
        say(
            f"批次 {answer['number']:04}（{answer['id']}）：{answer['rows']} 行，新增 {answer['new']}，变更 {answer['changed']}，"
            f"不变 {answer['unchanged']}，疑似重复 {answer['duplicates']}，有错 {len(answer['errors'])} 处",
            f"import {answer['number']:04} ({answer['id']}): {answer['rows']} rows, {answer['new']} new, {answer['changed']} changed, "
            f"{answer['unchanged']} unchanged, {answer['duplicates']} possible duplicates, {len(answer['errors'])} errors",
        )
    ]
    lines += [f"{one['row']}\t{one['column']}\t{one['value']}\t{one['message']}" for one in answer["errors"][:SHOWN]]
    if answer["state"] != "committed":
        lines.append(say("没有写入任何数据；加 --commit 写入", "nothing was written; add --commit to write"))
    return lines


def _list(args: argparse.Namespace) -> int:
    from yingzhou.base.staging.batches import latest

    found = [_described(batch) for batch in latest(args.kind)]
    if args.json:
        print_json(found)
    else:
        print_lines(
            f"{one['number']:04}  {one['id']}  {one['state']:<10}  {one['rows']:>7}  {one['new']:>7}  {one['changed']:>7}  {one['file']}"
            for one in found
        )
    return 0


def _undo(args: argparse.Namespace) -> int:
    from yingzhou.base.actors import Agent
    from yingzhou.base.staging import batches

    batch = batches.named(args.kind, _number_or_id(args.id))
    batch = batches.undo(batches.ask_undo(batch=batch, by=Agent("command")))
    answer = {
        "id": str(batch.public_id),
        "number": batch.number,
        **{name: batch.count(name) for name in ("removed", "restored", "left")},
    }
    if args.json:
        print_json(answer)
    else:
        print_lines(
            [
                say(
                    f"已撤销：拿走 {answer['removed']} 条，还原 {answer['restored']} 条，留下 {answer['left']} 条",
                    f"taken back: {answer['removed']} removed, {answer['restored']} restored, {answer['left']} left",
                )
            ]
        )
    return 0


def _number_or_id(text: str) -> int | UUID:
    plain = text.removeprefix("#")
    if plain.isdigit():
        return int(plain)
    try:
        return UUID(plain)
    except ValueError:
        raise BadUsage(say(f"“{text}”不是批次的 id 或号码", f"{text!r} is no id or number of an import")) from None
