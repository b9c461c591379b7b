"""Who works here.  No role of a visit does: a liaison, a village worker, and an officer without a certificate stay outside."""

from __future__ import annotations

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer

#: At a station only with a certificate on file; at the bureau's desks for planning, on site with a certificate as well.
STATION = (Role.STATION_OFFICER, Role.STATION_HEAD)
WORKERS = (*STATION, Role.DEPARTMENT)
PLANNERS = (Role.DEPARTMENT,)
APPROVERS = (Role.BUREAU_LEADER,)
READERS = (*WORKERS, *APPROVERS)


class NoCertificate(Refusal):
    """No enforcement certificate on file in force."""

    reason = _("没有在有效期内的行政执法证，不能看、不能办行政检查")
    mend = _("走访请记在走访里；有执法证的，先把证件登记进来")
    whom = _("请联系站长或安全管理员")
    status = 403


class NotYourWork(Refusal):
    """The role does not include this act."""

    reason = _("您的岗位不能{act}")
    mend = _("可以的岗位：{roles}")
    whom = _("请联系站长或安全管理员")
    status = 403


class AskedByTheSame(Refusal):
    """Nobody approves what they asked for."""

    reason = _("提出的人不能自己批准")
    mend = _("请另一位局领导审批")
    status = 403


def is_inside(viewer: Viewer, *, is_certified: bool) -> bool:
    """Whether inspections exist for this viewer at all."""
    if viewer.has(*PLANNERS, *APPROVERS):
        return True
    return is_certified and viewer.has(*STATION)


def check_inside(viewer: Viewer, *, is_certified: bool) -> None:
    """Refuse whoever has no business here."""
    if not is_inside(viewer, is_certified=is_certified):
        raise NoCertificate()


def check_role(viewer: Viewer, roles: tuple[Role, ...], act: object) -> None:
    """Refuse a role that does not do this."""
    if not viewer.has(*roles):
        raise NotYourWork(act=act, roles="、".join(str(role.label) for role in roles))


def check_another(viewer: Viewer, *, asked_by_id: int) -> None:
    """Refuse the one who asked."""
    if viewer.officer_id == asked_by_id:
        raise AskedByTheSame()
