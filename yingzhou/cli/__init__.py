"""④ The commands: one file each, engines imported only when asked for.

A command is a module with `add(parser)`, which declares its arguments, and `run(args) -> int`, which answers with an exit
code: 0 yes, 1 the answer is no or faults were found, 2 bad usage.  It is offered as soon as its module exists.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import sys
from collections.abc import Sequence
from typing import NoReturn

from yingzhou.cli.speech import BadUsage, say

#: Every command of the contract: its name, its module here, and what it does.
COMMANDS: dict[str, tuple[str, str, str]] = {
    "up": ("up", "启动全部：数据库、网页、后台任务", "start everything: database, web, worker"),
    "doctor": ("doctor", "哪里不对、怎么办", "what is wrong and how to mend it"),
    "deadline": ("deadline", "法定期限及推算过程", "a statutory due date with its derivation"),
    "figures": ("figures", "规则库：数值、日期、出处", "the rulebook: values, dates, sources"),
    "check": ("check", "核对统一社会信用代码、专利号", "check credit codes and patent numbers"),
    "size": ("size", "按划型办法定大中小微", "large, medium, small or micro by the dated thresholds"),
    "eligible": ("eligible", "一户能享受哪些惠企政策", "support schemes for one business's facts"),
    "plan": ("plan", "一个站一周的走访计划", "one station's week of visits"),
    "labels": ("labels", "离线核验地理标志标签", "parse or verify a label offline"),
    "draw": ("draw", "可复核的随机抽取", "a reproducible random draw"),
    "effects": ("effects", "成效评估", "an effect with its interval, or that it cannot be told"),
    "trail": ("trail", "留痕：导出与验证", "export and verify the audit trail"),
    "invite": ("invite", "首位安全管理员的登录链接", "the sign-in link of the first security officer"),
    "keys": ("keys", "密钥：清点、更换、停用", "list, rotate and retire keys"),
    "import": ("imports", "批量导入与撤销", "staged import and its undo"),
    "export": ("export", "导出清单", "export a list"),
    "backup": ("backup", "备份", "back up database, evidence and keys"),
    "restore": ("restore", "恢复并验证", "restore a backup and verify it"),
    "bench": ("bench", "性能对比", "performance rows beside their peers"),
}

#: Started by `up`, not by people: not listed.
PARTS: dict[str, tuple[str, str, str]] = {
    "world": ("world", "装入演示辖区", "put the demo district in"),
    "prepare": ("prepare", "建表、授权、装入辖区", "bring the database up to date"),
    "worker": ("worker", "后台任务", "run the jobs"),
    "signer": ("signer", "给回执签名", "sign receipts"),
    "sealer": ("sealer", "给留痕封存", "seal the trail"),
}


class Parser(argparse.ArgumentParser):
    """argparse, with one clear sentence instead of a usage block when the command line is wrong."""

    def error(self, message: str) -> NoReturn:
        raise BadUsage(f"{self.prog}: {message}")


def offered() -> list[str]:
    """The commands whose module is there."""
    return [name for name, (module, _, _) in COMMANDS.items() if importlib.util.find_spec(f"yingzhou.cli.{module}")]


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """`yingzhou …`"""
    raise SystemExit(run(list(sys.argv[1:] if argv is None else argv)))


def run(argv: list[str]) -> int:
    """One command line; its exit code.  Imports the one command asked for and nothing else."""
    try:
        if not argv or argv[0] in ("-h", "--help", "help"):
            sys.stdout.write(overview())
            return 0 if argv else 2
        if argv[0] == "--version":
            from importlib.metadata import version

            sys.stdout.write(version("yingzhou") + "\n")
            return 0
        return _command(argv[0], argv[1:])
    except BadUsage as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def overview() -> str:
    """What `--help` prints."""
    lines = [say("用法：yingzhou 命令 [参数]（每个命令都有 --help）", "usage: yingzhou COMMAND … (every command has --help)"), ""]
    lines += [f"  {name:<10}{say(*COMMANDS[name][1:])}" for name in offered()]
    return "\n".join(lines) + "\n"


def _command(name: str, rest: list[str]) -> int:
    known = COMMANDS | PARTS
    if name not in PARTS and name not in offered():
        raise BadUsage(
            say(f"没有“{name}”这个命令；可用：{'、'.join(offered())}", f"no command {name!r}; there are: {', '.join(offered())}")
        )
    module_name, zh, en = known[name]
    module = importlib.import_module(f"yingzhou.cli.{module_name}")
    parser = Parser(prog=f"yingzhou {name}", description=say(zh, en), epilog=module.__doc__, allow_abbrev=False)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    module.add(parser)
    return int(module.run(parser.parse_args(rest)))
