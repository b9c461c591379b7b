"""The link by which the first security officer of a new deployment signs in.  Everyone after that is added on screen."""

from __future__ import annotations

import argparse

from yingzhou.cli.entering import enter
from yingzhou.cli.speech import print_json, print_lines, say, with_json


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("username", metavar="USERNAME", help=say("工号", "what the person signs in by"))
    parser.add_argument("--name", default="", help=say("姓名", "the person's name (the user name unless given)"))
    with_json(parser)


def run(args: argparse.Namespace) -> int:
    enter()
    from django.urls import reverse

    from yingzhou.base.actors import Agent
    from yingzhou.base.refusals import Refusal
    from yingzhou.work.network import actions

    try:
        token = actions.first_security_officer(username=args.username, name=args.name or args.username, by=Agent("setup"))
    except Refusal as refusal:
        told, lines, code = {"refused": refusal.code, "why": str(refusal)}, [str(refusal)], 1
    else:
        path = reverse("desk:invited", args=[token])
        once = say(
            "只显示这一次，三天内有效，接在网站地址后面打开：",
            "shown once, good for three days; open it after the address of the site:",
        )
        told, lines, code = {"path": path}, [once, path], 0
    if args.json:
        print_json(told)
    else:
        print_lines(lines)
    return code
