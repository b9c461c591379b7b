"""What is said when something about a mediation will not be done."""

from __future__ import annotations

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _


class NotYoursToMediate(Refusal):
    """Only who handles it, the station that holds it, its mediators and the department."""

    reason = _("这件调解不归您办")
    mend = _("可以办的：承办人、承办站的干部和站长、这一场的调解员、业务科室")
    whom = _("请联系承办人")
    status = 403


class NotAcceptedYet(Refusal):
    """A complaint is accepted before it is mediated."""

    reason = _("这件投诉现在是“{state}”，还不能开始调解")
    mend = _("先决定受理，再征求双方同意")


class MatterNotHandled(Refusal):
    """Nobody handles it, or it is closed."""

    reason = _("这件事还没有人承办，或者已经办结")
    mend = _("先交办到人，再开始调解")


class AlreadyMediated(Refusal):
    """One runs."""

    reason = _("这件事已经有一个调解在进行")
    mend = _("打开那一个接着办")


class BothMustAgree(Refusal):
    """Article 18."""

    reason = _("双方都同意，才能调解；现在还差：{missing}")
    mend = _("先记下他们的答复：当面、电话，或者凭链接")


class MediationNotOpen(Refusal):
    """Not in a state for this step."""

    reason = _("这件调解现在是“{state}”，不能{act}")
    mend = _("刷新页面看最新情况")


class MediationRests(Refusal):
    """A recusal waits; article 21."""

    reason = _("有一个回避申请还没有决定，调解先停下")
    mend = _("先决定是否回避；六十天期限不停")


class AlreadyDelegated(Refusal):
    """Article 19: no delegation of a delegation."""

    reason = _("已经委托给“{name}”，受委托的不得再委托")
    mend = _("要换一家，先把这个调解终止，再重新开始")


class DelegationNeedsBoth(Refusal):
    """Article 19."""

    reason = _("委托调解要双方都同意")
    mend = _("向双方说明委托给谁、办到哪一步，同意了再记")
    field = "both_agree"
    status = 422


class SessionAlreadyPlanned(Refusal):
    """One at a time."""

    reason = _("已经排了一场：{when}")
    mend = _("先记下那一场开得怎样，或者改期，再排下一场")


class SessionInPast(Refusal):
    """Told beforehand; article 20."""

    reason = _("{when} 已经过了，双方没法事先知道")
    mend = _("选一个以后的时间")
    field = "starts_at"
    status = 422


class PlaceMissing(Refusal):
    """On site means somewhere."""

    reason = _("现场调解要写明在哪里")
    mend = _("写清楚地址和房间，会印在通知书上")
    field = "place"
    status = 422


class MediatorUnknown(Refusal):
    """A mediator works at this station or bureau today."""

    reason = _("没有选调解员，或者选的人今天不在岗")
    mend = _("从列表里选一位")
    field = "mediator"
    status = 422


class MediatorRecused(Refusal):
    """A recusal was granted."""

    reason = _("{name}在这件事上已经回避")
    mend = _("换一位调解员")
    field = "mediator"
    status = 422


class NoSession(Refusal):
    """Nothing planned."""

    reason = _("没有排好的场次可记")
    mend = _("先排一场，并告诉双方")


class TooEarlyToRecord(Refusal):
    """It has not been held."""

    reason = _("这一场定在 {when}，还没有开")
    mend = _("开完再记；不开了就记“改期”")
    field = "result"
    status = 422


class MinutesMissing(Refusal):
    """What was said."""

    reason = _("开了的场次要有笔录")
    mend = _("写几句：双方怎么说、差在哪里；不出调解书时，这就是备查的记录")
    field = "minutes"
    status = 422


class AbsentWho(Refusal):
    """Who did not come."""

    reason = _("没有来的是哪一方")
    mend = _("选消费者或者店家，并写明有没有说理由")
    field = "absent_side"
    status = 422


class RecusalAlreadyAsked(Refusal):
    """One waits."""

    reason = _("这位调解员的回避申请已经在等决定")
    mend = _("等站长或业务科室决定")


class NothingToDecide(Refusal):
    """Decided, or never asked."""

    reason = _("没有等着决定的回避申请")
    mend = _("刷新页面看最新情况")


class NotByTheMediator(Refusal):
    """Nobody decides on himself."""

    reason = _("申请回避的就是您，不能由您决定")
    mend = _("请站长或业务科室的另一位来决定")
    status = 403


class OnlyHeadDecides(Refusal):
    """The authority decides."""

    reason = _("是否回避，由站长或业务科室决定")
    mend = _("请他们尽快决定；六十天期限不停")
    whom = _("请联系站长")
    status = 403


class AppraisalRuns(Refusal):
    """One at a time."""

    reason = _("已经有一次鉴定检测没有出结果")
    mend = _("先记下它的结果")


class NoAppraisal(Refusal):
    """None runs."""

    reason = _("没有在做的鉴定检测")
    mend = _("刷新页面看最新情况")


class NothingAgreed(Refusal):
    """No terms."""

    reason = _("协议里还没有一条内容")
    mend = _("至少写一条：做什么、多少钱、哪天以前")
    field = "remedy"
    status = 422


class TermDayPast(Refusal):
    """What is promised lies ahead."""

    reason = _("第 {place} 条答应的日子 {day} 已经过了")
    mend = _("写一个今天或以后的日子；当场做到的，选“当场履行”")
    field = "by_on"
    status = 422


class AmountMissing(Refusal):
    """Money remedies say how much."""

    reason = _("第 {place} 条“{remedy}”要写明多少钱")
    mend = _("写到分，例如 168.00")
    field = "amount"
    status = 422


class LetterOnlyForComplaints(Refusal):
    """行政调解书 is the bureau's paper for a statutory complaint."""

    reason = _("行政调解书只用于已经受理的投诉")
    mend = _("先行和解的，用和解协议")
    field = "kind"
    status = 422


class PeoplesNeedsOrganization(Refusal):
    """人民调解协议 needs a people's mediation organization."""

    reason = _("人民调解协议要由人民调解组织主持，并盖它的章")
    mend = _("先委托给依法成立的调解组织；否则用行政调解书或和解协议")
    field = "kind"
    status = 422


class SpotNeedsMinutes(Refusal):
    """Performed on the spot: the minutes are the record; article 24."""

    reason = _("当场履行、不出调解书的，要有一场开过的笔录备查")
    mend = _("先记下这一场，再来写结果")
    field = "is_on_the_spot"
    status = 422


class SettlementStands(Refusal):
    """One at a time."""

    reason = _("已经有一份协议在等签字或者在履行")
    mend = _("先签完，或者作罢，再写新的")


class NoDraft(Refusal):
    """Nothing to sign."""

    reason = _("没有等签字的协议")
    mend = _("刷新页面看最新情况")


class SignatureMissing(Refusal):
    """Both sides and the mediator."""

    reason = _("还差{who}的签名")
    mend = _("写上姓名；签在纸上的，选“签在纸上”")
    field = "names"
    status = 422


class AlreadySaid(Refusal):
    """This installment is settled."""

    reason = _("这一期已经记过：{kept}")
    mend = _("说错了，请告诉承办人")


class NotInEffect(Refusal):
    """Nothing runs."""

    reason = _("这份协议不在履行中")
    mend = _("刷新页面看最新情况")


class ConfirmationNotForThis(Refusal):
    """Only people's mediation agreements."""

    reason = _("只有人民调解协议可以共同申请司法确认")
    mend = _("没有履行的，可以走仲裁或者起诉")


class ConfirmationTooLate(Refusal):
    """The window is over."""

    reason = _("共同申请司法确认到 {day} 为止，已经过了")
    mend = _("没有履行的，可以向法院起诉，协议是证据")


class ConfirmationNeedsBoth(Refusal):
    """Joint application."""

    reason = _("司法确认要双方共同申请")
    mend = _("两边都愿意，再准备材料")
    field = "both_want"
    status = 422


class LinkDead(Refusal):
    """Unknown, withdrawn, over, or tried too often: all alike."""

    reason = _("这个链接用不了：可能过期了、换了新的，或者验证码错得太多")
    mend = _("请给承办人打电话，再要一个")
    status = 404


class WrongCode(Refusal):
    """One of few tries."""

    reason = _("验证码不对，还可以试 {left} 次")
    mend = _("验证码是 6 位数字，承办人在电话里告诉您的")
    field = "code"
    status = 422


class AnswerWaits(Refusal):
    """The consumer is reading it."""

    reason = _("您已经提过一个办法，消费者还没有回")
    mend = _("等他回了再改；急的话给承办人打电话")


class ReasonMissing(Refusal):
    """A no says why."""

    reason = _("不同意，要写一句为什么")
    mend = _("例如：已经退过款，附上时间和方式")
    field = "what"
    status = 422


class NothingOffered(Refusal):
    """No offer waits."""

    reason = _("现在没有等您回的办法")
    mend = _("刷新页面看最新情况")
