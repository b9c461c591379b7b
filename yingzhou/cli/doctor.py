"""`yingzhou doctor`: what is wrong with this deployment, in plain words, and how to mend it."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from config.deployment import from_environment
from yingzhou.cli.speech import chinese, print_json, print_lines, say, with_json


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, help=say("数据目录", "the deployment's data folder"))
    with_json(parser)


def run(args: argparse.Namespace) -> int:
    deployment = from_environment(args.data)
    if not deployment.external_url and not (deployment.data / "pg" / "data").exists():
        message = say(f"{deployment.data} 里还没有部署", f"there is no deployment in {deployment.data}")
        mend = say("先运行 yingzhou up，或用 --data 指出目录", "run `yingzhou up` first, or name the folder with --data")
        return _answer([{"name": "deployment", "ok": False, "message": message, "mend": mend}], as_json=args.json)
    os.environ.update(deployment.environment("app"))

    import django

    django.setup()
    from django.utils import translation

    from yingzhou.base.health import examine

    with translation.override("zh-hans" if chinese() else "en"):
        checks = [{"name": one.name, "ok": one.ok, "message": one.message, "mend": one.mend} for one in examine()]
    return _answer(checks, as_json=args.json)


def _answer(checks: list[dict[str, object]], *, as_json: bool) -> int:
    if as_json:
        print_json({"checks": checks})
    else:
        print_lines(_line(check) for check in checks)
    return 0 if all(check["ok"] for check in checks) else 1


def _line(check: dict[str, object]) -> str:
    mend = f"\n      → {check['mend']}" if check["mend"] else ""
    return f"{'✓' if check['ok'] else '✗'} {check['name']:<12} {check['message']}{mend}"
