"""The words of accounts."""

from __future__ import annotations

from django.db.models import TextChoices

from yingzhou.base.words import _


class Role(TextChoices):
    """What a posting lets a person do.  Scope comes from the organization the posting is at."""

    LIAISON = "liaison", _("联络员")
    STATION_OFFICER = "station_officer", _("所干部")
    STATION_HEAD = "station_head", _("站长")
    VILLAGE_WORKER = "village_worker", _("村居工作人员")
    DEPARTMENT = "department", _("业务科室")
    BUREAU_LEADER = "bureau_leader", _("局领导")
    MEDIATOR = "mediator", _("调解员")
    ASSOCIATION = "association", _("协会")
    ASSESSMENT_OFFICE = "assessment_office", _("考核办")
    AUDITOR = "auditor", _("审计员")
    SECURITY_OFFICER = "security_officer", _("安全管理员")
    SYSTEM_OPERATOR = "system_operator", _("系统管理员")


#: Three roles that no one person may combine, nor hold beside any working role (MLPS 2.0 level 3, 8.1.4.2 d).
SEPARATED = frozenset({Role.AUDITOR, Role.SECURITY_OFFICER, Role.SYSTEM_OPERATOR})

#: Every other role: the ones the work of the bureau is done in.
WORKING = frozenset(Role) - SEPARATED


class InvitationKind(TextChoices):
    """What a one-time link lets its holder set."""

    FIRST = "first", _("首次登录")
    PASSWORD = "password", _("重设口令")
    FACTOR = "factor", _("重设第二道验证")


class LockReason(TextChoices):
    """Why an account was switched off."""

    LEFT = "left", _("离任")
    LOST = "lost", _("设备或口令丢失")
    MISUSE = "misuse", _("疑似冒用")
