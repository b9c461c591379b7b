"""Who stands how to a report, what may be done with it, and whether a law asks for an answer to whoever made it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _
from yingzhou.rulebook import figure
from yingzhou.work.disputes.choices import Matter, TipoffState

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: The clock of a report, and what its rows of the clock table are about.
CHECK_DAYS = "reports.check_days"
ABOUT = "disputes.tipoff"
#: How many bits of the keyed hash of a telephone number are kept: some ten thousand people share each mark.
MARK_HEX = 5


class TipoffNotYours(Refusal):
    """The step belongs to the unit that has the report, or to its handler."""

    reason = _("这一步由{who}来做")
    mend = _("可以把情况写进核查记录")
    status = 403


class CannotHandle(Refusal):
    """Somebody who may not handle the report: why is not said, because why would tell about whom it is."""

    reason = _("这个人不能承办这一件")
    mend = _("换一个人；为什么不能，页面不说")
    field = "handler"
    status = 422


class AlreadyDecided(Refusal):
    """It has its decision."""

    reason = _("这一件已经作出决定")
    mend = _("刷新页面看最新情况")


class NotDecidedYet(Refusal):
    """The step comes after the decision."""

    reason = _("还没有作出决定")
    mend = _("先决定立案或者不予立案")


class WordsMissing(Refusal):
    """A decision without what was found, or without its reason."""

    reason = _("还没有写清楚")
    mend = _("写几句：查了什么、查到什么、凭什么这样决定")
    status = 422


class NoSuchTarget(Refusal):
    """Nobody is named."""

    reason = _("还不知道举报的是谁")
    mend = _("选一户经营主体，或者写下名称")
    field = "target_name"
    status = 422


class NoFacts(Refusal):
    """A report needs a concrete clue (Order 121, article 28)."""

    reason = _("还没有写举报的事")
    mend = _("写下具体线索：谁、什么时候、在哪里、做了什么")
    field = "facts"
    status = 422


class NoInformant(Refusal):
    """Reported anonymously, or erased."""

    reason = _("没有举报人信息：匿名举报，或者已经删除")
    mend = _("凭举报材料核查")
    status = 404


class NoReplyAsked(Refusal):
    """No law asks for an answer."""

    reason = _("没有法律、法规、规章要求告知这一件的处理结果")
    mend = _("确有规定的，先在登记里改举报事项")


class NotEarlier(Refusal):
    """The two reports are not of one person about one target."""

    reason = _("前后两件不是同一举报人举报同一被举报人")
    mend = _("匿名举报不能认定重复，分别核查")
    field = "into"
    status = 422


class NotOnPhones(Refusal):
    """Reports are read at a desk."""

    reason = _("举报不在手机上看")
    mend = _("请用办公室的电脑打开")
    status = 403


@dataclass(frozen=True)
class TipoffStanding:
    """What the rules need to know of a report and of whoever asks: is it of the own unit, is it the handler."""

    state: TipoffState
    is_unit: bool
    is_handler: bool


@dataclass(frozen=True)
class ReplyDuty:
    """Whether a law asks that the informant is told, which one, and within how many working days (None: at once)."""

    is_due: bool
    text: str
    source: str
    confidence: str
    working_days: int | None = None
    clock: str = ""


def drawn_number() -> str:
    """举7K3M92QD：forty bits drawn by lot.  It counts nothing and dates nothing."""
    return "举" + "".join(secrets.choice(ALPHABET) for _place in range(8))  # data


def reply_duty(matter: Matter, *, received_on: date) -> ReplyDuty:
    """The duty to tell the informant, by the rules of the day of receipt (article 36: only where a law says so)."""
    found = figure(f"replies.{matter}", on=received_on)
    days = int(found.value) if found.unit == "working_day" else None
    text = str(found.label if days else found.value)
    # Under the older rules the five days ran from the decision, not from the receipt: no clock to start with.
    clock = found.name if days and matter != Matter.OTHER else ""
    return ReplyDuty(days is not None or found.kind == "promptly", text, found.source, found.confidence, days, clock)


def erase_informant_on(decided_on: date) -> date:
    """The day the informant's key is destroyed."""
    return decided_on + timedelta(days=int(figure("retention.informant_days", on=decided_on).value))


def check_unit(standing: TipoffStanding) -> None:
    """Only the department that has the report."""
    if not standing.is_unit:
        raise TipoffNotYours(who=_("举报所在的科室"))


def check_works_on(standing: TipoffStanding) -> None:
    """The handler or the department, while it is open."""
    if not (standing.is_handler or standing.is_unit):
        raise TipoffNotYours(who=_("承办人"))
    check_open(standing)


def check_open(standing: TipoffStanding) -> None:
    if standing.state not in (TipoffState.RECEIVED, TipoffState.CHECKING):
        raise AlreadyDecided()


def check_decided(standing: TipoffStanding) -> None:
    if standing.state in (TipoffState.RECEIVED, TipoffState.CHECKING):
        raise NotDecidedYet()


def check_words(field: str, words: str) -> None:
    """Something has to be written."""
    if not words.strip():
        raise WordsMissing(field=field)


def reward_duty(*, on: date) -> ReplyDuty:
    """What is said about rewards."""
    found = figure("replies.reward", on=on)
    return ReplyDuty(False, str(found.value), found.source, found.confidence)
