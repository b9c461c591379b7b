"""Complaints for tests, made by the room's own actions."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from tests.factories.cases import Town
from yingzhou.base.clock import today
from yingzhou.work.disputes import actions
from yingzhou.work.disputes.choices import ReceiptChannel
from yingzhou.work.disputes.models import Complaint

NAME, PHONE, ADDRESS = "顾晚晴", "13800005678", "望潮村东路3号"
WANG = actions.Person(name=NAME, phone=PHONE, address=ADDRESS, identity_checked_on=date(2026, 11, 1))


def intake(town: Town, **facts: Any) -> actions.Intake:
    """A complete complaint about the shop, received today at the published window."""
    told: dict[str, Any] = {
        "channel": ReceiptChannel.WINDOW,
        "received_on": today(),
        "respondent": town.shop.public_id,
        "respondent_name": town.shop.name,
        "respondent_address": "芦花村桂花路18号",
        "request": "退还床款2680元",
        "facts": "十月一日订做一张一米五的床，送来只有一米四，店里不肯换也不肯退。",
        "goods": "定制木床",
        "complainants": (WANG,),
        "held_by": town.net.north.public_id,
        **facts,
    }
    return actions.Intake(**told)


def registered(town: Town, **facts: Any) -> Complaint:
    by = facts.pop("by", town.song)
    return actions.register_complaint(intake=intake(town, **facts), by=by, key=facts.pop("key", uuid4()))
