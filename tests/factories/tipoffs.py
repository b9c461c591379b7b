"""Reports for tests, made by the room's own actions."""

from __future__ import annotations

from typing import Any

from tests.factories.cases import Town
from yingzhou.base.clock import today
from yingzhou.work.disputes.actions import Told, ToldBy, assign_tipoff, register_tipoff
from yingzhou.work.disputes.choices import Matter, ReceiptChannel
from yingzhou.work.disputes.models import Tipoff

NAME, PHONE, ADDRESS, ID_NUMBER = "季望舒", "13712348765", "芦花村东首三号院", "310230198801011234"
FACTS = "后院冷库里压着去年过期的带鱼，换了标签再卖。我亲眼看见的。"


def told(**facts: Any) -> Told:
    """A report by telephone about relabeled fish."""
    facts = {
        "channel": ReceiptChannel.HOTLINE,
        "received_on": today(),
        "facts": FACTS,
        "target_name": "云朵家具铺",
        "target_address": "芦花村桂花路18号",
        "matter": Matter.FOOD,
        **facts,
    }
    return Told(**facts)


def told_by(**who: str) -> ToldBy:
    return ToldBy(**{"name": NAME, "phone": PHONE, "address": ADDRESS, "id_number": ID_NUMBER, **who})


def reported(town: Town, *, by_name: bool = True, **facts: Any) -> Tipoff:
    """A report about the town's shop, registered at the department."""
    return register_tipoff(told=told(**facts), told_by=told_by() if by_name else None, business=town.shop, by=town.song)


def being_checked(town: Town, **facts: Any) -> Tipoff:
    """The same, given to the officer who is not the shop's liaison."""
    return assign_tipoff(tipoff=reported(town, **facts), handler=town.chen.public_id, by=town.song)
