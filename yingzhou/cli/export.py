"""`yingzhou export LIST [--filter K=V]… --to FILE`: a list as xlsx or csv, with its signed manifest beside it.

Whoever may run this has the database; the trail says `system:export`, and as whom, where `--as` was given.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any
from uuid import UUID

from yingzhou.cli.entering import enter
from yingzhou.cli.speech import BadUsage, print_json, print_lines, say, with_json


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("list", metavar="LIST", help=say("清单名，如 businesses", "the list, such as businesses"))
    parser.add_argument(
        "--filter",
        metavar="K=V",
        action="append",
        default=[],
        help=say("筛选条件，可多次", "narrow it; may be given several times"),
    )
    parser.add_argument("--to", metavar="FILE", type=Path, required=True, help=say(".xlsx 或 .csv", ".xlsx or .csv"))
    parser.add_argument(
        "--as", dest="username", default="", help=say("按谁的范围（默认全部）", "within whose scope (default: everything)")
    )
    with_json(parser)


def run(args: argparse.Namespace) -> int:
    form = args.to.suffix.removeprefix(".").lower()
    if form not in ("xlsx", "csv"):
        raise BadUsage(say("文件名应以 .xlsx 或 .csv 结尾", "the file name must end in .xlsx or .csv"))
    asked = _asked(args.filter)
    enter("app")
    from yingzhou.base.actors import Agent
    from yingzhou.base.documents.lists import export
    from yingzhou.base.refusals import Refusal

    part = args.to.with_name(args.to.name + ".part")
    try:
        viewer = _viewer(args.username)
        with part.open("w+b") as file:
            manifest = export(args.list, file, viewer=viewer, by=Agent("export"), asked=asked, form=form)
    except Refusal as refusal:
        part.unlink(missing_ok=True)
        raise BadUsage(str(refusal)) from None
    except OSError as wrong:
        raise BadUsage(say(f"写不了 {args.to}：{wrong}", f"cannot write {args.to}: {wrong}")) from None
    part.replace(args.to)
    args.to.with_name(args.to.name + ".manifest.json").write_text(manifest.as_json() + "\n", encoding="utf-8")
    if args.json:
        print_json({"rows": manifest.rows, "sha256": manifest.sha256})
    else:
        print_lines([f"{manifest.rows} {say('行', 'rows')}", manifest.sha256])
    return 0


def _asked(filters: list[str]) -> dict[str, list[str]]:
    asked: dict[str, list[str]] = {}
    for text in filters:
        name, parted, value = text.partition("=")
        if not parted or not name:
            raise BadUsage(say(f"“{text}”不是 名称=值", f"{text!r} is not NAME=VALUE"))
        asked.setdefault(name, []).append(value)
    return asked


def _viewer(username: str) -> Any:
    """The officer's own scope, or everything for whoever sits at the machine."""
    from yingzhou.base.clock import today
    from yingzhou.work.accounts.choices import Role
    from yingzhou.work.accounts.models import Officer
    from yingzhou.work.accounts.rules import Grant, Viewer
    from yingzhou.work.network.queries import viewer_for

    if not username:
        everything = Grant(Role.DEPARTMENT, organization_id=0, organization_name="", everywhere=True)
        return Viewer(officer_id=0, public_id=UUID(int=0), name="", grants=(everything,))
    officer = Officer.objects.filter(username=username).first()
    viewer = viewer_for(officer, on=today()) if officer else None
    if viewer is None:
        raise BadUsage(say(f"没有在岗的“{username}”", f"there is no {username!r} in office"))
    return viewer
