"""整改: what an owner is shown by link and code, and the one thing they may do: say it is done, and show it."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO
from uuid import UUID

from yingzhou.base.clock import today
from yingzhou.base.evidence import serving, storing
from yingzhou.work.hazards import actions
from yingzhou.work.hazards.actions.proving import OWNER
from yingzhou.work.hazards.choices import Side, State
from yingzhou.work.hazards.models import FixLink, Hazard
from yingzhou.work.hazards.rules.links import PHOTOS_MOST

__all__ = ["PHOTOS_MOST", "ToFix", "look_at_link", "open_fix", "prove_fix"]


@dataclass(frozen=True)
class ToFix:
    """What an owner sees: what was found, what to do and by when, the pair of photos, and what became of their answer.

    Photos are `data:` addresses of clean copies: pixels and nothing else, and no second address to guess.
    """

    business: str
    number: str
    found: str
    text: str
    needed: str
    found_on: date
    due_on: date | None
    is_late: bool
    is_ordered: bool
    station: str
    contact: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    state: str
    may_prove: bool
    returned: str
    proved_at: datetime | None


def look_at_link(token: str) -> None:
    """Refuse a link that does not work, before any code is asked for."""
    actions.live_link(token)


def open_fix(token: str, code: str) -> ToFix:
    """What is to be put right; wrong codes are counted."""
    return _to_fix(actions.open_link(token=token, code=code))


def prove_fix(token: str, code: str, *, key: UUID, words: str, photos: Sequence[BinaryIO]) -> ToFix:
    """It is done: photos (kept by their pixels alone) and a word."""
    link = actions.open_link(token=token, code=code)
    pictures = [storing.put_picture(photo, by=OWNER, kind="hazard") for photo in photos[:PHOTOS_MOST]]
    actions.prove(hazard=link.hazard, words=words, pictures=pictures, by=OWNER, key=key, link=link)
    return _to_fix(actions.live_link(token))


def _to_fix(link: FixLink) -> ToFix:
    hazard = Hazard.objects.select_related("business", "case__station", "case__handler").get(pk=link.hazard_id)
    last_advice = hazard.advice_given.order_by("-pk").first()
    order = hazard.orders.filter(is_approved=True).order_by("-pk").first()
    last = hazard.rectifications.order_by("-pk").first()
    needed = order.words if order else last_advice.words if last_advice else hazard.needed
    return ToFix(
        business=hazard.business.name,
        number=hazard.case.number,
        found=hazard.item_words,
        text=hazard.text,
        needed=needed,
        found_on=hazard.found_on,
        due_on=hazard.due_on,
        is_late=hazard.state == State.FIXING and hazard.due_on is not None and hazard.due_on < today(),
        is_ordered=order is not None,
        station=hazard.case.station.name if hazard.case.station else "",
        contact=hazard.case.handler.name if hazard.case.handler else "",
        before=_pictures(hazard, Side.BEFORE),
        after=_pictures(hazard, Side.AFTER),
        state=hazard.state,
        may_prove=hazard.state == State.FIXING,
        returned=last.answer if last and last.is_accepted is False and hazard.state == State.FIXING else "",
        proved_at=last.at if last else None,
    )


def _pictures(hazard: Hazard, side: Side) -> tuple[str, ...]:
    found = hazard.pictures.filter(side=side).select_related("evidence").order_by("-pk")[:PHOTOS_MOST]
    return tuple(_data(serving.clean_copy(one.evidence, "thumb")) for one in reversed(found) if one.evidence.is_image)


def _data(served: serving.Served) -> str:
    return f"data:{served.media_type};base64,{base64.b64encode(served.path.read_bytes()).decode()}"
