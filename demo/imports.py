"""A file of newly registered businesses that intake has sent in: checked, with a few faults in it, waiting to be written."""

from __future__ import annotations

import csv
import io
import random
from datetime import date, timedelta

from demo import businesses
from demo.net import Net
from demo.people import People
from yingzhou.base.staging import batches
from yingzhou.work.registry.queries.imports import KIND

ROWS = 26
#: Which lines are wrong: a code cut short, a kind nobody knows, a day that has not come.
CUT, UNKNOWN, TOMORROW = 4, 11, 19


def stage(net: Net, people: People, *, draw: random.Random, today: date) -> None:
    """Sent in and checked by the very steps a person presses; nothing of it is written."""
    sender = people.intake[0]
    batch = batches.upload(kind=KIND, source=_file(net, draw, today), name="新登记主体.csv", by=sender, by_name=sender.name)
    batches.prepare(batch)


def _file(net: Net, draw: random.Random, today: date) -> bytes:
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow(("统一社会信用代码", "名称", "类型", "成立日期", "注册地址", "经营场所"))
    for number, one in enumerate(businesses.make(net, ROWS, draw=draw, today=today)):
        code = one.uscc[:-2] if number == CUT else one.uscc
        kind = "摊贩（待定）" if number == UNKNOWN else one.kind.label
        day = today + timedelta(days=365) if number == TOMORROW else one.registered_on
        sheet.writerow((code, one.name, kind, day.isoformat(), one.address, one.premises))
    return out.getvalue().encode("utf-8-sig")
