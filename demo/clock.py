"""A year in a minute: the actions of the rooms, done on the day they would have been done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from demo.trail import Line
from yingzhou.base.clock import SHANGHAI
from yingzhou.base.trail.models import Event


@contextmanager
def on(day: date, lines: list[Line], *, minute: int = 0) -> Iterator[datetime]:
    """It is nine in the morning of that day, and `minute` minutes, for whatever is done inside.

    Lines of the trail are put to `lines`, to be written in the order of time with all the others; receipts are for people
    who handed something in, and are not made up.
    """
    moment = datetime.combine(day, time(9), SHANGHAI) + timedelta(minutes=minute)

    def create(**line: Any) -> Event:
        lines.append((moment, line["verb"], line["actor"], line["subject_kind"], line["subject_id"], line["facts"]))
        return Event(at=moment, **line)

    trail = SimpleNamespace(objects=SimpleNamespace(create=create))
    with (
        patch("django.utils.timezone.now", lambda: moment),
        patch("yingzhou.base.trail.writing.Event", trail),
        patch("yingzhou.base.trail.receipts.promise"),
    ):
        yield moment
