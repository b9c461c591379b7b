"""What a round may be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _
from yingzhou.rulebook import industries

LONGEST_DAYS = 120
#: How many days ahead a round can be called.
FURTHEST_DAYS = 400


class RoundDaysWrong(Refusal):
    """The days run backwards, are over, or are too many for one round."""

    reason = _("日子不对：从{since}到{until}")
    mend = _("结束不早于开始，也不早于今天；一轮最长{days}天，最多提前一年")
    field = "until"
    status = 422


class UnknownTrade(Refusal):
    """No class of the standard has this code."""

    reason = _("国民经济行业分类里没有 {code}")
    mend = _("写分类代码，如 62（餐饮）、61（住宿）、5226（超市）")
    field = "trades"
    status = 422


class RoundExists(Refusal):
    """Two rounds of one name that begin on one day could not be told apart."""

    reason = _("同一天开始的“{name}”已经有一轮")
    mend = _("换个名字，或改那一轮")
    field = "name"
    status = 422


def check_days(since: date, until: date, *, on: date) -> None:
    """Refuse days that hold no round."""
    if until < since or until < on or (until - since).days > LONGEST_DAYS or (since - on).days > FURTHEST_DAYS:
        raise RoundDaysWrong(since=since, until=until, days=LONGEST_DAYS)


def check_trades(trades: Sequence[str]) -> None:
    """Refuse codes that the standard does not have."""
    for code in trades or ("",):
        if industries.industry(code) is None:
            raise UnknownTrade(code=code or "—")


def year_later(day: date, *, on: date) -> date:
    """The same day of the first year in which it is not over; 29 February becomes the 28th."""
    year = day.year
    while True:
        year += 1
        try:
            later = day.replace(year=year)
        except ValueError:
            later = day.replace(year=year, day=28)
        if later >= on:
            return later
