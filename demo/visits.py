"""A few visits of the year: clean ones, some with findings, one amended, one of which two copies came."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from demo import clock
from demo.trail import Line
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.liaison.models import Contact
from yingzhou.work.network.queries import viewer_for
from yingzhou.work.visits import actions, rules
from yingzhou.work.visits.actions.phrases import keep_phrase
from yingzhou.work.visits.models import Visit

#: days ago → what was found there: items of the general checklist, in the words people use
SEEN: tuple[tuple[int, tuple[tuple[str, str], ...]], ...] = (
    (301, ()),
    (254, ()),
    (196, ()),
    (143, ()),
    (97, ()),
    (61, ()),
    (33, (("electric.wires", "插线板破损，放在地上"),)),
    (12, (("licence.shown", "营业执照没有挂出来"),)),
    (6, (("fire.exit", "安全出口被货物堵住"),)),
    (2, (("scale.right", "秤的检定标签已过期"), ("price.shown", "部分商品没有标价"))),
)
NOTES = ("生意不错，想再雇一个人", "", "问了创业贷款怎么办", "", "门口修路，这个月客人少")


def write(*, draw: random.Random, today: date) -> list[Line]:
    """The visits, each on its day by the liaison of the shop; the lines of the trail they leave."""
    lines: list[Line] = []
    for number, ((ago, seen), (contact, viewer)) in enumerate(zip(SEEN, _contacts(today), strict=False)):
        day = today - timedelta(days=ago)
        with clock.on(day, lines, minute=90 + number) as moment:
            told = _told(contact, moment, seen, NOTES[number % len(NOTES)], draw)
            key = UUID(int=draw.getrandbits(128), version=4)
            actions.record_visit(told=rules.told_from(told), key=key, by=viewer, is_demo=True)
            if ago == SEEN[-1][0]:
                other = {**told, "note": "生意不错，想再雇两个人", "aim": "demand"}
                actions.keep_conflict(key=key, told=rules.told_from(other), by=viewer)
            if ago == SEEN[1][0]:
                visit = Visit.objects.get(public_id=key)
                actions.amend_visit(visit=visit, why="当天漏记了一句", fields={"note": "店主说想学怎么贴价签"}, by=viewer)
            if number < 3 and contact.business.station:
                keep_phrase(station=contact.business.station, text="门口台阶松动", item="", by=viewer, is_demo=True)
    return lines


def _contacts(today: date) -> Iterator[tuple[Contact, Viewer]]:
    """Shops with a liaison who still works here, one a liaison as far as they go."""
    rows = Contact.objects.filter(business__is_demo=True, business__status="active", until=None, business__station__isnull=False)
    rows = rows.filter(since__lt=today - timedelta(days=320)).select_related("officer", "business__station")
    for contact in rows.order_by("officer", "pk").distinct("officer"):
        viewer = viewer_for(contact.officer, on=today)
        if viewer is not None and viewer.grants:
            yield contact, viewer


def _told(
    contact: Contact, moment: datetime, seen: tuple[tuple[str, str], ...], note: str, draw: random.Random
) -> dict[str, Any]:
    ended = moment - timedelta(minutes=2)
    return {
        "format": rules.FORMAT,
        "business": str(contact.business.public_id),
        "aim": "routine",
        "began_at": (ended - timedelta(minutes=draw.randint(8, 25))).isoformat(),
        "ended_at": ended.isoformat(),
        "device_now": moment.isoformat(),
        "point": None,
        "checklist": {"code": "general", "version": "2026-1"},
        "rest_fine": True,
        "answers": [],
        "findings": [
            {"key": str(UUID(int=draw.getrandbits(128), version=4)), "item": item, "text": text, "photos": []}
            for item, text in seen
        ],
        "matters": [],
        "promises": [{"text": "下次带一份用电安全的小册子", "by": None}] if seen else [],
        "note": note,
        "confirmation": {"kind": "absent", "reason": "店主外出，店员在场"},
        "base": "",
    }
