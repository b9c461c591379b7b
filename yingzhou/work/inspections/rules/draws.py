"""What the engine says of an urn, in our words."""

from __future__ import annotations

from typing import Any

from yingzhou.base.words import _
from yingzhou.engines.draw import DrawFault

WORDS: dict[str, Any] = {
    "too_many": _("名单上只有 {there} 户，抽不出 {select} 户"),
    "too_few_officers": _("有一户除去要回避的人只剩 {there} 名检查人员，要派 {wanted} 名"),
    "shape": _("抽几户、每户几人要写整数，至少抽一户"),
    "twice": _("名单里有重复的：{value}"),
}


def words_of(fault: DrawFault) -> str:
    """The fault for the person who asked."""
    return str(WORDS.get(fault.code, _("名单不能用来抽取"))).format(**fault.facts)
