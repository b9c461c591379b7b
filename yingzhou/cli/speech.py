"""How the commands speak: Chinese where the terminal is Chinese, English otherwise; JSON the same everywhere."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any


class BadUsage(Exception):
    """The command line cannot be followed: one sentence for standard error, exit code 2."""


def chinese() -> bool:
    """Whether the terminal asks for Chinese (`YINGZHOU_LANG`, then the usual variables)."""
    for name in ("YINGZHOU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value.lower().startswith("zh")
    return False


def say(zh: str, en: str) -> str:
    """The sentence in the terminal's language."""
    return zh if chinese() else en


def with_json(parser: argparse.ArgumentParser) -> None:
    """The flag every command has."""
    parser.add_argument("--json", action="store_true", help=say("输出一个 JSON 文档", "print one JSON document"))


def print_json(answer: Any) -> None:
    """One document on standard output; dates as ISO text, Chinese unescaped."""
    json.dump(answer, sys.stdout, ensure_ascii=False, indent=2, default=_plain)
    sys.stdout.write("\n")


def print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")


def day_of(text: str) -> date:
    """An ISO date, or a sentence saying so."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadUsage(say(f"“{text}”不是日期；写成 2026-04-30", f"{text!r} is not a date; write it as 2026-04-30")) from None


def read_text(name: str) -> str:
    """A file, or standard input for `-`."""
    if name == "-":
        return sys.stdin.read()
    try:
        return Path(name).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BadUsage(say(f"没有文件 {name}", f"no file {name}")) from None
    except (OSError, UnicodeDecodeError) as wrong:
        raise BadUsage(say(f"读不了 {name}：{wrong}", f"cannot read {name}: {wrong}")) from None


def read_json(name: str) -> Any:
    """A JSON document from a file or standard input."""
    try:
        return json.loads(read_text(name))
    except json.JSONDecodeError as wrong:
        raise BadUsage(
            say(f"{name} 不是 JSON：第 {wrong.lineno} 行", f"{name} is not JSON: line {wrong.lineno}, {wrong.msg}")
        ) from None


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value)
