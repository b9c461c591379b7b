"""重复和集中投诉: signals as facts in words (Order 121, article 17).  They decide nothing; a person does, and says why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _
from yingzhou.engines.matching import densest
from yingzhou.rulebook import figure

SOURCE = "市场监督管理投诉举报处理办法（总局令第121号）第十七条"  # data


class ReasonMissing(Refusal):
    reason = _("还没有写理由")
    mend = _("写一句凭什么这样认定，例如：同一小票、同一诉求")
    field = "reason"
    status = 422


class NoteMissing(Refusal):
    reason = _("还没有写核看意见")
    mend = _("写一句看了什么、怎么看的")
    field = "words"
    status = 422


class LinkedAlready(Refusal):
    reason = _("这两件已经认作重复")
    mend = _("刷新页面，看下面的“已认作重复”")


class NotTheEarlier(Refusal):
    reason = _("只能把后收到的认作先收到的那一件的重复")
    mend = _("到先收到的 {number} 那一页看，或者换一件")
    status = 422


@dataclass(frozen=True)
class Thresholds:
    """Ours, dated; they only say when something is pointed out."""

    days: int
    count: int
    percent: int


def thresholds(on: date) -> Thresholds:
    return Thresholds(
        int(figure("complaints.alike_window_days", on=on).value),
        int(figure("complaints.alike_signal_count", on=on).value),
        int(figure("complaints.alike_text_percent", on=on).value),
    )


@dataclass(frozen=True)
class Met:
    """One complaint that shares something: the day, the respondent, and how alike its words are."""

    received_on: date
    respondent: str
    likeness: int = 0


@dataclass(frozen=True)
class Signal:
    """One fact, and the item of article 17 it belongs to."""

    code: str
    item: str
    words: Any
    facts: dict[str, int]

    @property
    def text(self) -> str:
        return str(self.words) % self.facts


_SAME_PHONE = _("同一电话 %(days)s 天内 %(count)s 件，涉及 %(traders)s 家")
_SAME_ADDRESS = _("同一通讯地址 %(days)s 天内 %(count)s 件，涉及 %(traders)s 家")
_NAMES_PHONE = _("同一电话下有 %(names)s 个不同的姓名")
_NAMES_ADDRESS = _("同一通讯地址下有 %(names)s 个不同的姓名")
_TRADER = _("对这一家 %(days)s 天内有 %(count)s 件，来自 %(people)s 个电话")
_WORDS = _("与 %(count)s 件的文字相似达到 %(percent)s%%")


def signals(
    *, by_phone: Sequence[Met], by_address: Sequence[Met], of_trader: Sequence[Met], phones: int, names: tuple[int, int], on: date
) -> tuple[Signal, ...]:
    """What stands out, each with its count; nothing below the thresholds of the day.

    The sequences hold the complaint itself too.  `names` are how many different names use its telephone and its address.
    """
    limits = thresholds(on)
    found = [
        _dense("phone", _("第二项"), _SAME_PHONE, by_phone, limits),
        _dense("address", _("第二项"), _SAME_ADDRESS, by_address, limits),
        _dense("trader", _("第二项"), _TRADER, of_trader, limits, people=phones),
        _shared("phone_names", _NAMES_PHONE, names[0]),
        _shared("address_names", _NAMES_ADDRESS, names[1]),
        _worded([*by_phone, *by_address, *of_trader], limits),
    ]
    return tuple(signal for signal in found if signal is not None)


def _dense(code: str, item: Any, words: Any, met: Sequence[Met], limits: Thresholds, **more: int) -> Signal | None:
    best = densest((one.received_on for one in met), length=limits.days)
    if best is None or best.count < limits.count:
        return None
    inside = {one.respondent for one in met if best.since <= one.received_on <= best.until}
    return Signal(code, str(item), words, {"days": limits.days, "count": best.count, "traders": len(inside), **more})


def _shared(code: str, words: Any, names: int) -> Signal | None:
    return Signal(code, str(_("第四项")), words, {"names": names}) if names > 1 else None


def _worded(met: Sequence[Met], limits: Thresholds) -> Signal | None:
    count = sum(1 for one in set(met) if limits.percent <= one.likeness)
    if count < limits.count:
        return None
    return Signal("words", str(_("第二项")), _WORDS, {"count": count, "percent": limits.percent})


def check_reason(reason: str) -> str:
    if not reason.strip():
        raise ReasonMissing()
    return reason.strip()


def check_note(words: str) -> str:
    if not words.strip():
        raise NoteMissing()
    return words.strip()


def check_order(received_on: date, earlier_on: date, number: str) -> None:
    """The later one is the duplicate of the earlier one."""
    if received_on < earlier_on:
        raise NotTheEarlier(number=number)
