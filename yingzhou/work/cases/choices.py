"""The words of cases."""

from __future__ import annotations

from django.db.models import TextChoices

from yingzhou.base.words import _


class Kind(TextChoices):
    """What somebody came with.  A statutory complaint (投诉) is moved by the verbs of its own room; a report (举报) is no case."""

    DEMAND = "demand", _("诉求")
    HAZARD = "hazard", _("隐患")
    SIGNAL = "signal", _("线索")
    DISPUTE = "dispute", _("先行和解")
    COMPLAINT = "complaint", _("投诉")


class Stage(TextChoices):
    """Where a matter is on its way round the loop."""

    INTAKE = "intake", _("受理")
    DISPATCHED = "dispatched", _("交办")
    HANDLING = "handling", _("办理")
    VERIFYING = "verifying", _("核查")
    CLOSED = "closed", _("办结")


class Outcome(TextChoices):
    """How it ended."""

    DONE = "done", _("办成")
    EXPLAINED = "explained", _("办不成，已说明")
    REFERRED = "referred", _("转有权部门或法定渠道")
    WITHDRAWN = "withdrawn", _("提出人撤回")
    MERGED = "merged", _("并入另一件")


class Answer(TextChoices):
    """What whoever raised it says to 真的解决了吗."""

    SOLVED = "solved", _("解决了")
    PARTLY = "partly", _("解决了一部分")
    UNSOLVED = "unsolved", _("没有解决")


class Reach(TextChoices):
    """How whoever raised it wants to hear about it."""

    CODE = "code", _("不留姓名，凭编码查")
    PHONE = "phone", _("发短信给我")
    MEDIATION = "mediation", _("愿意坐下来调解")


class Purpose(TextChoices):
    """Why an identity is looked at."""

    CONTACT = "contact", _("联系提出人核实情况")
    RESULT = "result", _("告知办理结果")
    MEETING = "meeting", _("约双方见面")
    OTHER = "other", _("其他，写明")


class Paper(TextChoices):
    """What an attached file is for."""

    RAISED = "raised", _("提出时附的")
    PROOF = "proof", _("办理凭据")
    ADDED = "added", _("后来补充的")


class Source(TextChoices):
    """Where a matter came in.  A word and an id, never a foreign key upward."""

    PORTAL = "portal", _("公众网页")
    DESK = "desk", _("工作人员代记")
    VISIT = "visit", _("走访")
    LABEL = "label", _("扫码")
    IMPORT = "import", _("文件导入")


class Made(TextChoices):
    """A move that was made, in the past tense of the case page.  The names are those of `engines.lifecycle`."""

    OPEN = "open", _("收到")
    DISPATCH = "dispatch", _("交办")
    ASSIGN = "assign", _("定承办人")
    START = "start", _("开始办理")
    SEND_BACK = "send_back", _("退回受理")
    HAND_IN = "hand_in", _("办好，交核查")
    REDO = "redo", _("核查没过，退回再办")
    CLOSE = "close", _("办结")
    REOPEN = "reopen", _("重新打开")
    WITHDRAW = "withdraw", _("提出人撤回")
    MERGE = "merge", _("并入另一件")
    ASK_EXTENSION = "ask_extension", _("申请延期")
    EXTEND = "extend", _("延期批复")
    ESCALATE = "escalate", _("督办")
    NOTE = "note", _("记一笔")


class Pause(TextChoices):
    """What may stop a statutory clock.  Which of them a figure knows, its article says; recusal is none of them."""

    TESTING = "testing", _("检测")
    APPRAISAL = "appraisal", _("鉴定")
    INSPECTION = "inspection", _("检验")
    QUARANTINE = "quarantine", _("检疫")
    RECOGNITION = "recognition", _("权利人辨认、鉴别")
    HEARING = "hearing", _("听证")
    NOTICE = "notice", _("公告")
    THIRD_PARTY = "third_party", _("征求第三方意见")


class ClockMade(TextChoices):
    """What happened to a statutory clock."""

    START = "start", _("起算")
    PAUSE = "pause", _("暂停")
    RESUME = "resume", _("恢复计算")
    ASK_EXTENSION = "ask_extension", _("申请延长")
    EXTEND = "extend", _("批准延长")
    REFUSE_EXTENSION = "refuse_extension", _("不批准延长")
    RESTART = "restart", _("重新计算")
    STOP = "stop", _("停止")
    RECOMPUTE = "recompute", _("按新的放假安排重算")
