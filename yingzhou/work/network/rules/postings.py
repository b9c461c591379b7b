"""Who may hold which role where, and who may say so."""

from __future__ import annotations

from collections.abc import Iterable

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _
from yingzhou.work.accounts.choices import SEPARATED, Role
from yingzhou.work.network.choices import Kind

#: At what kind of organization each role is held.  The scope of a posting follows from its organization.
HELD_AT: dict[Role, frozenset[Kind]] = {
    Role.LIAISON: frozenset({Kind.STATION}),
    Role.STATION_OFFICER: frozenset({Kind.STATION}),
    Role.STATION_HEAD: frozenset({Kind.STATION}),
    Role.VILLAGE_WORKER: frozenset({Kind.COMMUNITY}),
    Role.DEPARTMENT: frozenset({Kind.DEPARTMENT}),
    Role.BUREAU_LEADER: frozenset({Kind.BUREAU}),
    Role.MEDIATOR: frozenset({Kind.BUREAU, Kind.DEPARTMENT, Kind.STATION, Kind.COMMUNITY}),
    Role.ASSOCIATION: frozenset({Kind.ASSOCIATION}),
    Role.ASSESSMENT_OFFICE: frozenset({Kind.BUREAU, Kind.DEPARTMENT}),
    Role.AUDITOR: frozenset({Kind.BUREAU}),
    Role.SECURITY_OFFICER: frozenset({Kind.BUREAU}),
    Role.SYSTEM_OPERATOR: frozenset({Kind.BUREAU}),
}

#: Roles that see content in every station.
BUREAU_WIDE = frozenset({Role.BUREAU_LEADER, Role.DEPARTMENT, Role.ASSESSMENT_OFFICE})


class RoleNotHeldHere(Refusal):
    """The role does not exist at this kind of organization."""

    reason = _("{role}不设在{kind}")
    mend = _("可以设在：{allowed}")
    field = "organization"


class RolesNotCombined(Refusal):
    """Auditor, security officer and system operator stand alone."""

    reason = _("{asked}和{held}不能是同一个人")
    mend = _("审计员、安全管理员、系统管理员各由一人专任；先结束原岗位，或另开账号")
    field = "role"


class PostedAlready(Refusal):
    """The same posting already stands on some of these days."""

    reason = _("这段时间里已经有这个岗位")
    mend = _("改开始的日子，或先结束原来的")
    field = "since"


def check_held_at(role: Role, kind: Kind) -> None:
    """Refuse a role where it is not held."""
    allowed = HELD_AT[role]
    if kind not in allowed:
        names = "、".join(str(each.label) for each in Kind if each in allowed)
        raise RoleNotHeldHere(role=role.label, kind=kind.label, allowed=names)


def check_combination(asked: Role, held: Iterable[Role]) -> None:
    """Refuse a separated role beside any other, and any other beside a separated one."""
    for other in held:
        if other != asked and (asked in SEPARATED or other in SEPARATED):
            raise RolesNotCombined(asked=asked.label, held=other.label)


class NoBureauYet(Refusal):
    """A security officer is posted at the bureau, and there is none."""

    reason = _("还没有局")
    mend = _("先装入一个区的资料")


class SecurityOfficerThere(Refusal):
    """The first one is there; the others are added by them."""

    reason = _("已经有安全管理员")
    mend = _("请他在“人员与任职”里加人、任命、给链接")
