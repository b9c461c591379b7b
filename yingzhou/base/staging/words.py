"""What is wrong with a cell, in words: why, and what would work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from yingzhou.base.clock import today
from yingzhou.base.staging.choices import Severity
from yingzhou.base.staging.kinds import Kind, kind_of
from yingzhou.base.staging.models import Batch, Problem
from yingzhou.base.words import _

#: code → (why it cannot stay so, what would work); a kind adds its own in `Kind.words`.
PROBLEM_WORDS: dict[str, tuple[Any, Any]] = {
    "missing": (_("必填，这里是空的"), _("补上再传")),
    "too_long": (_("最长 {longest} 字，这里有 {length} 字"), _("删短")),
    "digits_lost": (_("这一格存成了数字，后面的位数已经丢了"), _("把这一列设为“文本”，重新填写完整号码")),
    "unknown_word": (_("不在可选的词里"), _("可以写：{allowed}")),
    "not_a_day": (_("认不出是哪一天"), _("写成 2026-03-15 这样")),
    "day_too_late": (_("在 {latest} 之后"), _("核对年份{maybe}")),
    "day_too_early": (_("早于 {earliest}"), _("核对年份")),
    "not_a_number": (_("不是数字"), _("只写数字，不带单位")),
    "not_whole": (_("不是整数"), _("写整数，如 12")),
    "out_of_range": (_("不在 {least} 到 {most} 之间"), _("核对单位和小数点")),
}
_MAYBE = _("；是不是 {maybe}？")


@dataclass(frozen=True)
class Said:
    """A problem in words."""

    row: int
    column: str
    label: str
    value: str
    severity: str
    why: str
    mend: str

    @property
    def message(self) -> str:
        return f"{self.why}；{self.mend}" if self.mend else self.why

    @property
    def is_error(self) -> bool:
        return self.severity == Severity.ERROR


def say(problem: Problem, kind: Kind) -> Said:
    """The problem in the language of the moment."""
    why, mend = {**PROBLEM_WORDS, **kind.words}.get(problem.code, (problem.code, ""))
    facts = dict(problem.facts)
    if "maybe" in facts:
        facts["maybe"] = str(_MAYBE).format(maybe=facts["maybe"]) if facts["maybe"] else ""
    column = kind.column(problem.column, today())
    return Said(
        row=problem.row,
        column=problem.column,
        label=str(column.label) if column else problem.column,
        value=problem.value,
        severity=problem.severity,
        why=str(why).format(**facts),
        mend=str(mend).format(**facts),
    )


def errors_of(batch: Batch, *, most: int = 20_000) -> list[Said]:
    """Errors for a list, in the order of the file."""
    kind = kind_of(batch)
    found = Problem.objects.filter(batch=batch, severity=Severity.ERROR).order_by("row", "id")[:most]
    return [say(problem, kind) for problem in found]
