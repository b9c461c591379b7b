"""What a plan says to people: why somebody waits and what would help, why this day and this officer."""

from __future__ import annotations

from yingzhou.base.words import _
from yingzhou.work.visits.choices import MatterKind, Why

#: The most pressing matter names the visit.
PRESSING = (
    MatterKind.URGENT,
    MatterKind.RECHECK,
    MatterKind.DEMAND,
    MatterKind.ROUND,
    MatterKind.RANDOM,
    MatterKind.ROUTINE,
)

WAITS = {
    Why.NO_PLACE: _("没有经营场所的坐标，路上的时间算不出来"),
    Why.NO_ROUTE: _("它能去的日子里没有人能去"),
    Why.CLOSED: _("店里方便的钟点和上班时间对不上"),
    Why.SPACING: _("不久前刚走访过，少打扰一次"),
    Why.PROMISED: _("答应过要去，但能去的人那几天都排满了答应过的"),
    Why.LOCKED: _("锁住的那天已经排不下"),
    Why.NOT_WORTH: _("单独跑这一趟太绕"),
    Why.OUTWEIGHED: _("人手排满了，别的户更要紧"),
    Why.TAKEN_OUT: _("站长移出了本周，或那天不开门"),
}

MENDS = {
    Why.NO_PLACE: _("在户上补坐标，再重算"),
    Why.NO_ROUTE: _("换有人的日子，或添一个人"),
    Why.CLOSED: _("和店家约个上班时间"),
    Why.SPACING: _("有要紧事就硬排进来"),
    Why.PROMISED: _("添一个人，或和店家改期"),
    Why.LOCKED: _("放开那天的一户，再重算"),
    Why.NOT_WORTH: _("等附近有别的户一起去，或硬排"),
    Why.OUTWEIGHED: _("添一个人，或移出一户换它"),
    Why.TAKEN_OUT: _("想去就硬排进来"),
}

OFF = {"leave": _("请假"), "not_posted": _("不在岗"), "away": _("来不了")}

WHYS = {
    "locked": _("人定在这一天"),
    "pair": _("这一行要两人同去"),
    "own": _("{name}是它现任的联络员"),
    "nobody": _("它还没有联络员，{name}那天顺路"),
    "other": _("它的联络员那天不在或排满了，{name}顺路"),
    "by": _("最晚 {told} 要去"),
    "near": _("和{told}同路，{far} km"),
    "first": _("那天第一户，离站 {told} km"),
}


def why(what: str, told: str, name: str) -> str:
    """One reason for the day or the officer, in words."""
    near, _bar, far = told.partition("|")
    return str(WHYS[what]).format(name=name, told=near, far=far)


def matter(kind: str, text: str) -> str:
    """One matter of a visit, in words."""
    label = str(MatterKind(kind).label)
    return label if not text or text == label else f"{label}：{text}"
