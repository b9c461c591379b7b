"""What is said when something about a complaint will not be done."""

from __future__ import annotations

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _


class NoStatutoryReceipt(Refusal):
    """Without a statutory channel there is no complaint (article 8)."""

    reason = _("没有法定的收到方式，不能登记为投诉")
    mend = _("选全国12315平台、12315热线、公布的窗口或邮寄地址；公众网页上的只能先行和解")
    field = "channel"
    status = 422


class PlatformNumberMissing(Refusal):
    """What came over the national platform has its number."""

    reason = _("从全国12315平台来的，要有平台编号")
    mend = _("把平台上的编号抄进来；没有编号的，选它真正的来路")
    field = "platform_number"
    status = 422


class PlatformNumberTaken(Refusal):
    """The number stands with another complaint."""

    reason = _("这个平台编号已经登记过")
    mend = _("先找到那一件看看；抄错了就改过来")
    field = "platform_number"


class ReceivedLater(Refusal):
    """A receipt cannot lie ahead."""

    reason = _("收到的日子不能晚于今天")
    mend = _("填实际收到的那一天；期限从那一天起算")
    field = "received_on"
    status = 422


class NothingAsked(Refusal):
    """Neither a request nor facts, or nobody complained about."""

    reason = _("还没有写{what}")
    mend = _("至少写一句；别的可以以后补")
    status = 422


class TooManyRepresentatives(Refusal):
    """A joint complaint has at most two representatives (article 12)."""

    reason = _("共同投诉最多推选两名代表人，现在有 {n} 名")
    mend = _("留下两名，其他人仍是共同投诉人")
    field = "complainants"
    status = 422


class HolderUnknown(Refusal):
    """No such station or department today."""

    reason = _("没有这个承办单位，或它今天不在用")
    mend = _("从列表里选一个")
    field = "held_by"
    status = 422


class StepNotOpen(Refusal):
    """The complaint does not stand where this step begins."""

    reason = _("这件投诉现在是“{state}”，不能“{step}”")
    mend = _("看看这一页“现在该做”写的步骤")


class NotYourComplaint(Refusal):
    """The step belongs to whoever holds the complaint, or to intake."""

    reason = _("这一步不归您：“{step}”由{who}来做")
    mend = _("可以记一笔，提醒他们")
    whom = _("请联系{who}")
    status = 403


class GroundMissing(Refusal):
    """A complaint is declined on one of the seven grounds and with a reason of its own."""

    reason = _("不予受理要选一条法定情形，并写明本案的理由")
    mend = _("理由要让投诉人看得懂：哪一条、凭什么")
    field = "ground"
    status = 422


class TerminationMissing(Refusal):
    """Mediation ends on one of the eight grounds."""

    reason = _("终止调解要选一条法定情形，并写明本案的理由")
    mend = _("从第二十三条的八种情形里选一条")
    field = "termination"
    status = 422


class TimeNotUp(Refusal):
    """ "Time is up" before it is."""

    reason = _("调解期限到 {due_on} 才满，现在不能以期满终止")
    mend = _("还没有谈成的，继续调解；一方明确不谈了，选第二项或第三项")
    field = "termination"
    status = 422


class ConsentMissing(Refusal):
    """Representatives need those they represent (article 12)."""

    reason = _("共同投诉的代表人“{act}”，要经被代表的投诉人同意，还差 {n} 人")
    mend = _("逐个问过，把同意记下来再办")


class IdentityDayTooLate(Refusal):
    """The day for the proof of identity lies within the days for deciding."""

    reason = _("提供身份证明的日子要在 {first} 到 {last} 之间：等材料不停表，七个工作日内仍要作出决定")
    mend = _("选早一点的日子，留出决定和告知的时间")
    field = "due_on"
    status = 422


class NoDispute(Refusal):
    """The dispute became a complaint already, or is closed."""

    reason = _("这件先行和解已经了结，或者已经登记为投诉")
    mend = _("看看它的编号指向哪一件")


class ReasonMissing(Refusal):
    """The step wants a sentence."""

    reason = _("还没有写明")
    mend = _("写一句，让后来看的人明白")
    field = "reason"
    status = 422


class NothingBroken(Refusal):
    """A settlement that was never made cannot be broken."""

    reason = _("这件投诉没有达成过协议，谈不上没有履行")
    mend = _("有新的事实，选“补充了新的事实”")
    field = "why"
    status = 422


class NothingCompleted(Refusal):
    """Completing adds something."""

    reason = _("还没有补任何一样")
    mend = _("补上拿到的；没有拿到的先空着")
    status = 422


class AlreadyThere(Refusal):
    """Somebody filled it in the meantime."""

    reason = _("这一样已经有了，没有改动")
    mend = _("回到投诉页看看别人补了什么")


class NoNameToReport(Refusal):
    """A report by real name needs a name."""

    reason = _("这位投诉人没有留姓名，不能作实名举报")
    mend = _("先补全投诉人的姓名，或者按匿名登记")
    field = "informant"
    status = 422


class NotOfComplaint(Refusal):
    """The paper belongs to something else."""

    reason = _("这份文书不是投诉的文书")
    mend = _("从投诉页面的“文书和送达”里选")
    status = 404


class ReceiptMissing(Refusal):
    """A service without anything that shows it."""

    reason = _("还没有写送达的凭据")
    mend = _("写上谁接的电话、短信回执、快递单号，或者签收人")
    field = "receipt"
    status = 422


class ServedWhen(Refusal):
    """Before the paper was made, or ahead."""

    reason = _("送达的时间要在 {since} 制作文书之后，并且不晚于现在")
    mend = _("填实际送达的时间")
    field = "at"
    status = 422


class ClueWaits(Refusal):
    """One clue waits to be checked."""

    reason = _("已经有一条线索在核查")
    mend = _("把新的情况并到那一条里，核查完了再记下一条")


class NoClue(Refusal):
    """Nothing waits to be checked."""

    reason = _("没有等着核查的线索")
    mend = _("先把线索记下来")


class AuthorityOpen(Refusal):
    """One dispute over authority is open."""

    reason = _("处理权限已经在争议中")
    mend = _("先把那一次的结果记下来")


class NoAuthorityDispute(Refusal):
    """No dispute over authority is open."""

    reason = _("没有正在争议的处理权限")
    mend = _("有争议先记下是和哪个部门")
