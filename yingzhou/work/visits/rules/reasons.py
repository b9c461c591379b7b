"""The words of a priority: each reason with its fact and its day, what is missing, and what would change the place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yingzhou.base.words import _, either
from yingzhou.engines.risk import Fact, Weight, after
from yingzhou.work.visits.rules.facts import FOOD_CLASSES, Figures, Known, limit_of, next_expiry, silent_days
from yingzhou.work.visits.rules.seasons import Season


@dataclass(frozen=True)
class Reason:
    """One reason: the words, the points it adds, the bare fact behind it and its day."""

    text: str
    points: int
    fact: str
    on: date | None = None
    factor: str = ""


@dataclass(frozen=True)
class Told:
    """One business as it was weighed."""

    known: Known
    figures: Figures
    season: Season
    on: date
    facts: Mapping[str, Fact]
    weight: Weight


Words = Callable[[Told], tuple[Any, str]]


def reasons(told: Told) -> tuple[Reason, ...]:
    """Why, the heaviest reason first.  Their points sum to what is proved."""
    found = []
    for line in told.weight.lines:
        if line.low:
            text, fact = WORDS[line.factor](told)
            found.append(Reason(str(text), line.low, fact, line.fact.on, line.factor))
    return tuple(found)


def missing(told: Told) -> tuple[str, ...]:
    """What the records do not say, and how many points it might add."""
    return tuple(
        str(MISSING_MORE if line.fact.at_least else MISSING[line.factor]).format(most=line.high - line.low)
        for line in told.weight.unknown
    )


def would_change(told: Told) -> tuple[str, ...]:
    """What would bring the place down, the most first; each sentence says by how much, exactly."""
    drops = []
    for words, change in _changes(told):
        drop = told.weight.points - after(told.figures.scale, told.facts, change).points
        if drop > 0:
            drops.append((drop, str(words).format(drop=drop)))
    return tuple(words for _drop, words in sorted(drops, key=lambda one: -one[0]))


def _changes(told: Told) -> Iterator[tuple[str, dict[str, Fact]]]:
    known, on = told.known, told.on
    nothing = Fact(0, on)
    if known.hazards and known.hazards.open:
        closed = {"open": nothing, "overdue": nothing, "serious": nothing}
        yield _said(_("这 {n} 处隐患销号后降 {drop} 分"), n=known.hazards.open), closed
    if told.facts["silence"].value is not None:
        yield _said(_("走访一次后降 {drop} 分")), {"silence": nothing}
    if known.demands:
        yield _said(_("这 {n} 件诉求办结后降 {drop} 分"), n=known.demands), {"demand": nothing}
    if known.permits and next_expiry(known.permits) is not None:
        yield _said(_("换好证、登记新的有效期后降 {drop} 分")), {"permit": Fact(FAR, on)}
    if known.food_class and known.food_class != FOOD_CLASSES[0]:
        better = FOOD_CLASSES[FOOD_CLASSES.index(known.food_class) - 1]
        words = _said(_("食品风险等级由 {now} 降到 {better} 后降 {drop} 分"), now=known.food_class, better=better)
        yield words, {"food": Fact(FOOD_CLASSES.index(better) + 1, on)}


#: Days that no step of a falling factor reaches.
FAR = 100_000


def _said(words: Any, **values: Any) -> str:
    """The sentence with everything but the drop, which is known only after weighing."""
    return str(words).format(drop="{drop}", **values)


def _silence(told: Told) -> tuple[Any, str]:
    days, more = silent_days(told.known, told.on) or (0, False)
    limit = limit_of(told.known, told.figures)
    words = _("至少 {days} 天没有人去过（这一类该隔 {limit} 天）") if more else _("{days} 天没有人去过（这一类该隔 {limit} 天）")
    last = told.known.last_contact_on
    fact = str(_("上次走访 {on}")).format(on=last) if last else str(_("没有走访记录"))
    return words.format(days=days, limit=limit), fact


def _hazards(words: Any, name: str) -> Words:
    def said(told: Told) -> tuple[Any, str]:
        return words.format(n=getattr(told.known.hazards, name)), str(_("隐患台账"))

    return said


def _complaints(told: Told) -> tuple[Any, str]:
    days = told.known.complaints or ()
    words = _("{months} 个月里有 {n} 件投诉").format(n=len(days), months=told.figures.complaint_months)
    return words, str(_("最近一件 {on} 收到")).format(on=max(days))


def _permit(told: Told) -> tuple[Any, str]:
    ends = next_expiry(told.known.permits or {})
    left = (ends - told.on).days if ends else 0
    words = _("许可证过期 {days} 天了").format(days=-left) if left < 0 else _("许可证还有 {days} 天到期").format(days=left)
    return words, str(_("有效期到 {on}")).format(on=ends)


def _season(told: Told) -> tuple[Any, str]:
    coming = told.season.coming(told.known.industry_code)
    if coming is None:
        return "", ""
    name = str(either(coming.name, coming.name_en))
    words = _("再过 {days} 天是{name}").format(days=coming.days, name=name) if coming.days else _("正逢{name}").format(name=name)
    return words, str(_("{name}从 {on} 起")).format(name=name, on=coming.on)


def _food(told: Told) -> tuple[Any, str]:
    return _("食品风险 {klass} 级").format(klass=told.known.food_class), str(_("{on} 评的")).format(on=told.known.food_on)


def _new(told: Told) -> tuple[Any, str]:
    since = told.known.registered_on
    days = (told.on - since).days if since else 0
    return _("新开业 {days} 天").format(days=days), str(_("{on} 登记")).format(on=since)


def _demand(told: Told) -> tuple[Any, str]:
    words = _("有 {n} 件诉求还没办结").format(n=told.known.demands)
    return words, str(_("最早一件 {on} 提出")).format(on=told.known.demand_on)


WORDS: dict[str, Words] = {
    "silence": _silence,
    "open": _hazards(_("有 {n} 处隐患没销号"), "open"),
    "overdue": _hazards(_("其中 {n} 处过了整改期限"), "overdue"),
    "serious": _hazards(_("其中 {n} 处是严重隐患"), "serious"),
    "repeat": _hazards(_("有 {n} 项一年里又出现"), "repeat"),
    "complaints": _complaints,
    "permit": _permit,
    "season": _season,
    "food": _food,
    "new": _new,
    "demand": _demand,
}

MISSING_MORE = _("走访记录开始以前去没去过不知道：最多再加 {most} 分")
MISSING: dict[str, Any] = {
    "silence": _("不知道上次哪天有人去过：最多再加 {most} 分"),
    "open": _("隐患台账没有它的记录：最多再加 {most} 分"),
    "overdue": _("隐患有没有过期不知道：最多再加 {most} 分"),
    "serious": _("隐患有没有严重的不知道：最多再加 {most} 分"),
    "repeat": _("隐患有没有反复不知道：最多再加 {most} 分"),
    "complaints": _("投诉台账还没导入：最多再加 {most} 分"),
    "permit": _("没有许可证记录：最多再加 {most} 分"),
    "season": _("行业没填，或明年放假通知还没出，节前要不要先看不知道：最多再加 {most} 分"),
    "food": _("没有食品风险评分：最多再加 {most} 分"),
    "new": _("没有登记日期，是不是新开业不知道：最多再加 {most} 分"),
    "demand": _("诉求没有记录：最多再加 {most} 分"),
}
