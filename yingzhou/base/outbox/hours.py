"""When a notification may leave: not in quiet hours, unless it is urgent."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from yingzhou.base.clock import SHANGHAI

#: When the daily digest leaves (Shanghai time).
DIGEST_AT = time(8, 30)


def after_quiet_hours(moment: datetime, quiet_from: time, quiet_until: time) -> datetime:
    """The moment itself, or the end of the quiet hours it falls into.  They may span midnight; equal ends mean none."""
    local = moment.astimezone(SHANGHAI)
    if not _is_within(local.time(), quiet_from, quiet_until):
        return moment
    return _next(local, quiet_until)


def next_digest(moment: datetime) -> datetime:
    """The next time at which a digest leaves."""
    return _next(moment.astimezone(SHANGHAI), DIGEST_AT)


def _is_within(at: time, start: time, end: time) -> bool:
    if start <= end:
        return start <= at < end
    return at >= start or at < end


def _next(local: datetime, at: time) -> datetime:
    """The next moment after `local` at which the clock shows `at`."""
    today = datetime.combine(local.date(), at, SHANGHAI)
    return today if today > local else today + timedelta(days=1)
