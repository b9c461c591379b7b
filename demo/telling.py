"""The notifications of what is open, as they were told when it happened; most older ones have been read."""

from __future__ import annotations

import random
from datetime import date, timedelta

from demo.bulk import make_uuid
from demo.courses import Matter, Taken
from demo.people import People
from yingzhou.base.outbox.choices import Urgency
from yingzhou.base.outbox.models import Notification
from yingzhou.work.accounts.models import Officer
from yingzhou.work.cases.choices import Made as Step
from yingzhou.work.cases.choices import Stage
from yingzhou.work.cases.models import Case

TITLES = {
    Step.DISPATCH: "交给您承办：{number}",
    Step.SEND_BACK: "退回受理：{number}",
    Step.HAND_IN: "办好了，等您核查：{number}",
    Step.REOPEN: "重新打开：{number}，请换一个人看",
    Step.ASK_EXTENSION: "申请延期：{number}",
    Step.ESCALATE: "已经逾期，转督办：{number}",
}
UNASSIGNED = "交到您站：{number}，请定承办人"
URGENT = frozenset({Step.REOPEN, Step.ESCALATE})
#: Moves older than this are no longer told about.
LATELY = timedelta(days=14)


def write(matters: list[Matter], people: People, *, draw: random.Random, today: date) -> None:
    """One for each person a move of an open matter concerns."""
    rows = []
    for one in matters:
        for number, each in enumerate(one.moves, 1):
            if one.stage == Stage.CLOSED or each.name not in TITLES or each.at.date() < today - LATELY:
                continue
            rows += [_row(one, each, number, officer, draw, today) for officer in _told(one, each, people)]
    Notification.objects.bulk_create(sorted(rows, key=lambda row: row.at))


def _told(one: Matter, each: Taken, people: People) -> list[Officer]:
    if each.name == Step.DISPATCH:
        return [each.handler or one.head]
    if each.name == Step.SEND_BACK:
        return people.intake
    return [one.head, one.first] if each.name == Step.ESCALATE and one.head != one.first else [one.head]


def _row(one: Matter, each: Taken, number: int, to: Officer, draw: random.Random, today: date) -> Notification:
    title = UNASSIGNED if each.name == Step.DISPATCH and each.handler is None else TITLES[each.name]
    is_read = each.at.date() < today - timedelta(days=3) and draw.random() < 0.85
    return Notification(
        public_id=make_uuid(draw),
        to=to,
        title=title.format(number=one.number),
        body=f"答应的日子：{one.promise.due_on.isoformat()}" if each.name != Step.SEND_BACK else "",
        url=f"/desk/cases/{one.public_id}/",
        about_kind=Case._meta.label_lower,
        about_id=one.public_id,
        urgency=Urgency.URGENT if each.name in URGENT else Urgency.NORMAL,
        dedupe=f"case:{one.public_id}:{each.name}:{number}",
        at=each.at,
        read_at=each.at + timedelta(hours=3) if is_read else None,
    )
