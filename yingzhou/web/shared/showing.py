"""How plain values are shown: days, moments, numbers.  Filters of every template; no decision is taken here."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils import translation
from markupsafe import Markup

from yingzhou.base.clock import SHANGHAI, today

NARROW_SPACE = "\u202f"
WEEKDAYS = {
    "zh": ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),  # data
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_ids = itertools.count(1)


def fresh_id(prefix: str = "x") -> str:
    """An element id no other element of the page has, fragments that arrive later included."""
    return f"{prefix}{os.getpid():x}-{next(_ids)}"


def local(value: date | datetime) -> date | datetime:
    """A moment in Shanghai; a day as it is."""
    return value.astimezone(SHANGHAI) if isinstance(value, datetime) and value.tzinfo else value


def is_moment(value: object) -> bool:
    return isinstance(value, datetime)


def _english() -> bool:
    return (translation.get_language() or "").startswith("en")


def day(value: date | datetime | None) -> str:
    """11月23日; another year than this one in full: 2027-01-01."""
    if value is None:
        return "—"
    value = local(value)
    if value.year != today().year:
        return f"{value:%Y-%m-%d}"
    return f"{value.day} {MONTHS[value.month - 1]}" if _english() else f"{value.month}月{value.day}日"  # data


def day_short(value: date | datetime) -> str:
    """11-23, with the year where it is not this one."""
    value = local(value)
    return f"{value:%m-%d}" if value.year == today().year else f"{value:%Y-%m-%d}"


def day_of_month(value: date | datetime) -> str:
    """23日, where month and year are said above."""
    value = local(value)
    return str(value.day) if _english() else f"{value.day}日"  # data


def day_full(value: date | datetime | None) -> str:
    """2026年11月23日."""
    if value is None:
        return "—"
    value = local(value)
    if _english():
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    return f"{value.year}年{value.month}月{value.day}日"  # data


def weekday(value: date | datetime) -> str:
    """星期一."""
    return WEEKDAYS["en" if _english() else "zh"][local(value).weekday()]


def clock_time(value: datetime) -> str:
    """14:02, Shanghai time."""
    return f"{local(value):%H:%M}"


def moment(value: datetime | None) -> str:
    """11月23日 14:02, Shanghai time."""
    return "—" if value is None else f"{day(value)} {clock_time(value)}"


def number(value: Any) -> str:
    """1 284: thousands apart by a narrow space; text and None pass through."""
    if value is None:
        return "—"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:,}".replace(",", NARROW_SPACE)
    return str(value)


def json_in_script(value: Any) -> Markup:
    """JSON that cannot leave the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    for char, escape in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        text = text.replace(char, escape)
    return Markup(text)  # noqa: S704  every character that could end the element is escaped above


FILTERS: dict[str, Callable[..., Any]] = {
    "day": day,
    "day_short": day_short,
    "day_of_month": day_of_month,
    "day_full": day_full,
    "weekday": weekday,
    "clock_time": clock_time,
    "moment": moment,
    "number": number,
    "json_in_script": json_in_script,
    "is_moment": is_moment,
}
