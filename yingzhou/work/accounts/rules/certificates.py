"""Whose certificate may be entered by whom, and for which days."""

from __future__ import annotations

from datetime import date

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _

SHORTEST = 6


class OwnCertificate(Refusal):
    """Nobody puts their own certificate on file."""

    reason = _("自己的执法证不能自己登记")
    mend = _("请另一位安全管理员或科室同事登记")
    status = 403


class CertificateDays(Refusal):
    """A certificate that ends before it begins."""

    reason = _("有效期止 {until} 不在起日 {since} 之后")
    mend = _("照证件上的日期填")
    field = "until"
    status = 422


class CertificateNumber(Refusal):
    """Too short to be one."""

    reason = _("证号太短")
    mend = _("照证件上的号码填全，至少 {shortest} 位")
    field = "number"
    status = 422


class NoSuchHolder(Refusal):
    """No account of that work number."""

    reason = _("没有工号 {username} 的在用账号")
    mend = _("核对工号；新来的先在“人员与任职”里加上")
    field = "username"
    status = 422


class CertificateThere(Refusal):
    """Entered already for that day."""

    reason = _("这个人从 {since} 起的执法证已经登记过")
    mend = _("填错了就先注销那一条，再登记")
    field = "since"
    status = 422


class CertificateGone(Refusal):
    """Withdrawn already."""

    reason = _("这张证已经注销")
    mend = _("刷新页面看看")


class WithdrawalNeedsReason(Refusal):
    """A withdrawal says why."""

    reason = _("没有写注销的原因")
    mend = _("例如：调离执法岗、证件遗失")
    field = "reason"
    status = 422


def check_entry(*, officer_id: int, by_id: int, number: str, since: date, until: date) -> None:
    """Refuse one's own, a number too short and days in the wrong order."""
    if officer_id == by_id:
        raise OwnCertificate()
    if len(number) < SHORTEST:
        raise CertificateNumber(shortest=SHORTEST)
    if until <= since:
        raise CertificateDays(since=since.isoformat(), until=until.isoformat())
