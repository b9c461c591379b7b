"""What is said when something about a statutory clock will not be done."""

from __future__ import annotations

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _


class NoPeriod(Refusal):
    """The figure is no period: a window of the year, a day an officer sets, a word like "promptly"."""

    reason = _("“{label}”不是天数、月数或年数，不能起算（{source}）")
    mend = _("在“期限与依据”里看这一条怎么规定")
    status = 422


class NoSuchFigure(Refusal):
    """The rulebook has no such name."""

    reason = _("规则库里没有“{name}”")
    mend = _("从列表里选一项")
    field = "figure"
    status = 422


class DayNotPossible(Refusal):
    """Before what it follows, or in the future."""

    reason = _("{day} 不行：要在 {after} 到今天（{today}）之间")
    mend = _("填实际发生的那一天")
    field = "began_on"
    status = 422


class PauseNotAllowed(Refusal):
    """The article does not know this reason."""

    reason = _("这种情形不能让“{label}”停下（{source}）")
    mend = _("能停下的只有：{allowed}；其他情形期限照常计算")
    field = "why"
    status = 422


class AlreadyPaused(Refusal):
    """One pause at a time."""

    reason = _("这个期限已经在暂停")
    mend = _("先登记恢复的日子，再登记下一次暂停")


class NotPaused(Refusal):
    """Nothing to resume."""

    reason = _("这个期限没有在暂停")
    mend = _("刷新页面看最新情况")


class ClockStopped(Refusal):
    """It has ended; nothing happens to it any more."""

    reason = _("这个期限已经停止，不能再改")
    mend = _("刷新页面看最新情况")


class AlreadyRunning(Refusal):
    """The same period already runs about the same thing."""

    reason = _("“{label}”已经在计算")
    mend = _("要重新计算，请用“重新计算”并写明新事实")


class NoExtension(Refusal):
    """The article has no extension."""

    reason = _("“{label}”没有规定可以延长（{source}）")
    mend = _("请在期限内办完")


class ExtendedAlready(Refusal):
    """Once is all the article gives."""

    reason = _("已经延长过一次，条文只许一次（{source}）")
    mend = _("请在延长后的期限内办完")


class TermOver(Refusal):
    """What is over cannot be lengthened."""

    reason = _("期限 {due} 已经届满，不能再延长")
    mend = _("写明逾期原因，尽快办完")


class NotApprover(Refusal):
    """Somebody whom the article does not name."""

    reason = _("这项延长只能由{who}批准（{source}）")
    mend = _("把申请交给局领导批")
    whom = _("请联系局领导")
    status = 403


class NotWhoAsked(Refusal):
    """Nobody grants what they asked for."""

    reason = _("申请延长的人不能自己批准")
    mend = _("请另一位局领导批")
    status = 403


class NobodyAsked(Refusal):
    """No extension waits."""

    reason = _("没有待批的延长申请")
    mend = _("先由承办人写明理由申请延长")


class ExtensionWaits(Refusal):
    """One waits at a time."""

    reason = _("已经有一次延长申请在等批复")
    mend = _("等批复后再说")


class ReasonMissing(Refusal):
    """A reason has to be written."""

    reason = _("要写明理由")
    mend = _("写一句话：为什么、依据是什么")
    field = "reason"
    status = 422
