"""The words of reports (举报)."""

from __future__ import annotations

from django.db.models import TextChoices

from yingzhou.base.words import _


class TipoffState(TextChoices):
    """Where a report stands."""

    RECEIVED = "received", _("待指派")
    CHECKING = "checking", _("核查中")
    FILED = "filed", _("立案")
    NOT_FILED = "not_filed", _("不予立案")
    NOT_OURS = "not_ours", _("没有处理权限，已告知")
    REPEATED = "repeated", _("重复举报，不另行处理")
    MERGED = "merged", _("补充了新事实，合并处理")


class Matter(TextChoices):
    """What it is about, as far as a law asks for an answer to whoever reported it."""

    FOOD = "food", _("食品安全")
    PUBLIC_INFORMATION = "public_information", _("企业公示信息虚假")
    OTHER = "other", _("其他")


class RevealPurpose(TextChoices):
    """Why the identity of an informant is opened.  A closed list: nothing is written out, so nothing can slip in."""

    CHECK = "check", _("联系举报人核实线索")
    REPLY = "reply", _("依法告知处理结果")
    REWARD = "reward", _("办理举报奖励")
    PROTECT = "protect", _("举报人可能受到打击报复")
    HANDOVER = "handover", _("依法移送公安等有权机关")


class TipoffStep(TextChoices):
    """What was done with a report."""

    REGISTER = "register", _("登记")
    ASSIGN = "assign", _("指派承办人")
    ADD = "add", _("附了材料")
    NOTE = "note", _("写了核查情况")
    EXTEND = "extend", _("局负责人批准延长")
    NOT_EXTEND = "not_extend", _("局负责人不批准延长")
    PAUSE = "pause", _("送检，期限中止")
    RESUME = "resume", _("检测结果收到，期限续算")
    FILE = "file", _("决定立案")
    NOT_FILE = "not_file", _("决定不予立案")
    NOT_OURS = "not_ours", _("告知没有处理权限")
    REPEAT = "repeat", _("认定重复举报")
    MERGE = "merge", _("并入前一件，期限重新计算")
    REPLY = "reply", _("告知了举报人")
    RELEASE = "release", _("核过可以给被举报人看的话")
    ERASE = "erase", _("删除举报人信息")


class ExtensionReason(TextChoices):
    """Why a check needs more time.  A closed list, because it is read by people who are not shown the report."""

    COMPLEX = "complex", _("案情复杂，需要继续核查")
    EVIDENCE = "evidence", _("需要补充收集证据")
    ELSEWHERE = "elsewhere", _("需要其他部门或者外地协助")
    ABSENT = "absent", _("当事人暂时找不到")
