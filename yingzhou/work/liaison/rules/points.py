"""Who may keep a contact point, and what its hours may be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer

#: Who sets points up and keeps their facts, within the stations they answer for.
KEEPERS = (Role.STATION_OFFICER, Role.STATION_HEAD, Role.DEPARTMENT)
#: Who reads points: keepers, leaders, the village of the point, and mediators whose studio stands there.
READERS = (*KEEPERS, Role.BUREAU_LEADER, Role.VILLAGE_WORKER, Role.MEDIATOR)


class PointThere(Refusal):
    """The station has a point of that kind and name."""

    reason = _("这个站已经有一个叫“{name}”的{kind}")
    mend = _("换个名字，或打开原来那一个改")
    field = "name"


class PointIsOver(Refusal):
    """What is closed is not changed."""

    reason = _("这个点{until}已经撤了")
    mend = _("要再用，请另设一个")


class OneHost(Refusal):
    """A point stands at exactly one host."""

    reason = _("要写清设在哪一家：一户主体，或一个村居、协会")
    mend = _("两样选一样")
    field = "host"
    status = 422


class HostUnclear(Refusal):
    """The words lead to no shop, or to several."""

    reason = _("名录里没有正好一家这样的店")
    mend = _("写全店名；设在村居就空着")
    field = "host"
    status = 422


class NotYourStation(Refusal):
    """The point belongs to another station."""

    reason = _("{name}由{station}管")
    mend = _("请{station}或业务科室来改")
    status = 403


class HoursOverlap(Refusal):
    """Two spans of one day overlap, or one ends before it begins."""

    reason = _("{opens}–{closes} 这一段不对：结束要晚于开始，同一天的两段不能重叠")
    mend = _("例如上午 9:00–11:30，下午 13:30–17:00")
    field = "closes"
    status = 422


@dataclass(frozen=True)
class Span:
    """From–to within a day."""

    opens: time
    closes: time


def may_keep(viewer: Viewer, station_id: int) -> bool:
    """Whether a viewer keeps the points of a station."""
    return any(grant.everywhere or station_id in grant.station_ids for grant in viewer.grants_of(*KEEPERS))


def check_keeps(viewer: Viewer, *, station_id: int, station: str, name: str) -> None:
    """Refuse the station of another."""
    if not may_keep(viewer, station_id):
        raise NotYourStation(name=name, station=station)


def check_host(*, business: bool, organization: bool) -> None:
    """Exactly one of the two."""
    if business == organization:
        raise OneHost()


def check_spans(spans: Sequence[Span]) -> None:
    """Refuse spans of one day that overlap or run backwards."""
    last: time | None = None
    for span in sorted(spans, key=lambda one: one.opens):
        if span.closes <= span.opens or (last is not None and span.opens < last):
            raise HoursOverlap(opens=f"{span.opens:%H:%M}", closes=f"{span.closes:%H:%M}")
        last = span.closes


def told_hours(rows: Iterable[tuple[int, time, time]]) -> list[tuple[tuple[int, int], tuple[Span, ...]]]:
    """Days with the same hours next to one another told as one: `((1, 5), (9:00–11:30, 13:30–17:00))` for Monday to Friday."""
    by_day: dict[int, list[Span]] = {}
    for weekday, opens, closes in rows:
        by_day.setdefault(weekday, []).append(Span(opens, closes))
    told: list[tuple[tuple[int, int], tuple[Span, ...]]] = []
    for weekday in sorted(by_day):
        spans = tuple(sorted(by_day[weekday], key=lambda one: one.opens))
        if told and told[-1][0][1] == weekday - 1 and told[-1][1] == spans:
            told[-1] = ((told[-1][0][0], weekday), spans)
        else:
            told.append(((weekday, weekday), spans))
    return told
