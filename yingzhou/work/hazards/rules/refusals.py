"""What is said when something about a hazard will not be done."""

from __future__ import annotations

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _


class NotNow(Refusal):
    """The loop has no such step from here."""

    reason = _("“{state}”的隐患不能“{do}”")
    mend = _("现在可以：{allowed}")


class NotYours(Refusal):
    """The step belongs to somebody else."""

    reason = _("这一步不归您：“{do}”由{who}来做")
    mend = _("可以记一笔，提醒他们")
    whom = _("请联系{who}")
    status = 403


class NotByYourself(Refusal):
    """Nobody approves or overrides himself."""

    reason = _("这件隐患是您经手的，“{do}”要换一个人")
    mend = _("请站长、代理站长或业务科室来做")
    status = 403


class SomethingMissing(Refusal):
    """The step needs more than was given."""

    reason = _("还差一样，才能“{do}”")
    mend = _("请{needs}")
    status = 422


class NoPicture(Refusal):
    """Closing, or saying it is done, without anything to see."""

    reason = _("没有整改后的照片，不能“{do}”")
    mend = _("附一张整改后的照片；确实没有的，由站长写明理由销号")
    field = "photos"
    status = 422


class NoSuchItem(Refusal):
    """The catalogue of that day has no such item."""

    reason = _("隐患目录里没有这一项：{item}")
    mend = _("从目录里选一项；都不像就选“其他”，写明是什么")
    field = "item"
    status = 422


class OtherNeedsWords(Refusal):
    """ "Other" says nothing by itself."""

    reason = _("选了“其他”，没有写是什么")
    mend = _("用一句话写明看到了什么")
    field = "text"
    status = 422


class LowerNeedsReason(Refusal):
    """A grade below the catalogue's without a why."""

    reason = _("目录里这一项是“{usual}”，您定的是“{grade}”")
    mend = _("写明为什么低于目录")
    field = "grade_reason"
    status = 422


class FoundInFuture(Refusal):
    """Found on a day that has not come."""

    reason = _("发现的日子 {day} 还没到")
    mend = _("填今天或更早的日子")
    field = "found_on"
    status = 422


class SignalAfterFound(Refusal):
    """First heard of after it was found."""

    reason = _("第一次听说的日子 {signal} 在发现的日子 {found} 之后")
    mend = _("填发现那天或更早的日子；没有人先说过就空着")
    field = "first_signal_on"
    status = 422


class DayPast(Refusal):
    """A day by which to mend that is over already."""

    reason = _("整改日 {day} 已经过了")
    mend = _("选今天或以后的日子")
    field = "by_on"
    status = 422


class ShopMissing(Refusal):
    """A hazard at no business."""

    reason = _("还没有选是哪一家")
    mend = _("按店名或地址找一找，选一家再记")
    field = "shop_words"
    status = 422


class NoStation(Refusal):
    """A business no station is in charge of."""

    reason = _("这户还没有定到指导站，隐患没有人接")
    mend = _("先把这户定到指导站，再记隐患")


class SecondPerson(Refusal):
    """This grade is closed by somebody else than whoever handled it."""

    reason = _("“{grade}”隐患由站长或业务科室销号")
    mend = _("复查已经记下；请站长看过后销号")
    whom = _("请联系站长")
    status = 403


class NotCertified(Refusal):
    """An order asked for by somebody whose certificate is not on file that day."""

    reason = _("责令限期改正要有执法证：{day}没有您的有效执法证登记")
    mend = _("可以先给整改建议；要责令的，请有执法证的同事来办，或者移送线索")
    whom = _("证件登记请找安全管理员或业务科室")
    status = 403


class OrderWaits(Refusal):
    """One order at a time."""

    reason = _("已有一份责令改正在等审核")
    mend = _("等审核完再办")


class OrderDecided(Refusal):
    """An order that was decided already, or not yet."""

    reason = _("这份责令改正现在不能“{do}”")
    mend = _("刷新页面看看它到哪一步了")


class ClueWaits(Refusal):
    """One clue at a time."""

    reason = _("已经有一次线索移送在办")
    mend = _("等批准或回复后再移送")


class NoClueWaits(Refusal):
    """Nothing to decide or answer."""

    reason = _("没有等这一步的线索移送")
    mend = _("刷新页面看看它到哪一步了")


class NotTheApprover(Refusal):
    """Who approves a clue depends on the grade."""

    reason = _("“{grade}”隐患的线索移送由{who}批准")
    mend = _("请{who}打开这件隐患批准")
    whom = _("请联系{who}")
    status = 403


class LinkDead(Refusal):
    """Unknown, withdrawn, over or tried too often: all the same to whoever holds it."""

    reason = _("这个链接不能用了：可能过期了、换过新的，或者输错太多次")
    mend = _("请给您的联络员或指导站打电话，要一个新链接")
    status = 410


class WrongCode(Refusal):
    """The code does not go with the link."""

    reason = _("编码不对，还可以试 {left} 次")
    mend = _("编码是联络员当面或电话告诉您的 6 位数字")
    field = "code"
    status = 422


class NothingToProve(Refusal):
    """The owner's answer is not waited for now."""

    reason = _("现在不用交照片：{state}")
    mend = _("有问题请给指导站打电话")


class NotThere(Refusal):
    """No posting at the station of the hazard."""

    reason = _("{name}不在{station}任职")
    mend = _("选本站的人")
    field = "handler"
    status = 422


class AlreadyHazard(Refusal):
    """A case that is taken up already, is over, or was never one."""

    reason = _("这一件不能登记成隐患：它已经登记过，或者不是办理中的隐患事项")
    mend = _("打开它的页面看看现在到哪一步")


#: Words the steps share.
REVIEW = _("审核责令限期改正")
SERVE = _("送达责令改正")
SAY_WHY = _("写明原因")
NAME_THE_ARTICLE = _("写明涉嫌违反的条款")
DEPARTMENT = _("业务科室")
HEAD_OR_DEPARTMENT = _("站长或业务科室")
HANDLER_OR_HEAD = _("承办人或站长")
