"""Days left are counted as the promise is: by working days, the day itself included, the day of asking not."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from yingzhou.work.cases.rules.promises import days_left, work_calendar

DAYS = st.dates(date(2023, 1, 1), date(2029, 12, 31))


@given(on=DAYS, span=st.integers(-900, 900))
def test_counted_over_years_as_counted_day_by_day(on: date, span: int):
    due_on = on + timedelta(days=span)
    first, last = min(on, due_on), max(on, due_on)
    walked = sum(work_calendar().is_working(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))

    assert days_left(due_on, on=on, working=True) == (walked if span >= 0 else -max(walked, 1))
