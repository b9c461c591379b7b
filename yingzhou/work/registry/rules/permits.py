"""What a permit is worth on a day."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _

#: How long before its last day a permit is called expiring: a house reminder, no legal period.
EXPIRING_WITHIN = timedelta(days=30)


class PermitState(StrEnum):
    """Computed, never stored: it vanishes by itself when the permit is renewed or ended."""

    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    ENDED = "ended"


class EndsBeforeItBegins(Refusal):
    """The last day lies before the first."""

    reason = _("有效期止 {until} 早于起始日 {since}")
    mend = _("请对照证件核对两个日期")
    field = "expires_on"
    status = 422


class AlreadyEnded(Refusal):
    """A permit is ended once."""

    reason = _("这张许可证已于 {on} 终止")
    mend = _("重新取得的，请另加一张")


class OtherNeedsTitle(Refusal):
    """A permit outside the list says what it is."""

    reason = _("选了“其他许可”，还没写名称")
    mend = _("照证件上的名称填写")
    field = "title"
    status = 422


def permit_state(*, expires_on: date | None, ended_on: date | None, on: date) -> PermitState:
    """Valid through its last day; expiring in its last thirty."""
    if ended_on is not None and ended_on <= on:
        return PermitState.ENDED
    if expires_on is None or expires_on > on + EXPIRING_WITHIN:
        return PermitState.VALID
    return PermitState.EXPIRED if expires_on < on else PermitState.EXPIRING


def check_period(since: date | None, until: date | None) -> None:
    """Refuse a period that ends before it begins."""
    if since is not None and until is not None and until < since:
        raise EndsBeforeItBegins(since=since.isoformat(), until=until.isoformat())
