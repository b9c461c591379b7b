"""What is said when something about a matter will not be done."""

from __future__ import annotations

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _


class MoveNotAllowed(Refusal):
    """The loop has no such step from here."""

    reason = _("“{current}”阶段不能“{move}”")
    mend = _("现在可以：{allowed}")


class HasItsOwnPage(Refusal):
    """A general step was asked of a complaint."""

    reason = _("这是投诉，不能在事项里“{move}”：投诉有法定的步骤、期限和告知")
    mend = _("请打开这件投诉的页面，用那里的步骤办")


class NotYours(Refusal):
    """The step belongs to somebody else."""

    reason = _("这一步不归您：“{move}”由{who}来做")
    mend = _("可以记一笔，提醒他们")
    whom = _("请联系{who}")
    status = 403


class NotByYourself(Refusal):
    """Nobody checks, extends or overrides himself."""

    reason = _("这件事是您承办的，“{move}”要换一个人")
    mend = _("请站长、代理站长或受理科室来做")
    status = 403


class SomethingMissing(Refusal):
    """The step needs more than was given."""

    reason = _("还差一样，才能“{move}”")
    mend = _("请{needs}")
    status = 422


class NoEvidence(Refusal):
    """A closing without proof, and without a reason to do without."""

    reason = _("没有凭据，不能办结")
    mend = _("附一张照片或一份文书；确实没有的，写明理由，由不承办这件事的人办结")
    field = "override"
    status = 422


class NotAtStation(Refusal):
    """The handler has no posting at the station."""

    reason = _("{name}不在{station}任职")
    mend = _("换一名本站的人，或先不指定，由站长定")
    field = "handler"
    status = 422


class HandlerInConflict(Refusal):
    """A signal may not be handled by the target's own liaison."""

    reason = _("{name}是这一户的联络员，线索不能交给本户联络员")
    mend = _("换一名与这一户没有联络关系的人")
    field = "handler"
    status = 422


class StationUnknown(Refusal):
    """No station of that name is in force."""

    reason = _("没有这个指导站，或它今天不在用")
    mend = _("从列表里选一个")
    field = "station"
    status = 422


class ExtensionTooLong(Refusal):
    """Longer than one extension may be, or not later than today's promise."""

    reason = _("延期只能到 {latest} 以前，并且晚于现在的 {due_on}")
    mend = _("选一个在这之间的日子；再不够，到时再申请")
    field = "to_day"
    status = 422


class AlreadyWaiting(Refusal):
    """An extension is waiting for its answer."""

    reason = _("已经有一次延期申请在等批复")
    mend = _("等站长批复后再申请")


class NothingToDecide(Refusal):
    """No extension waits."""

    reason = _("没有待批的延期申请")
    mend = _("刷新页面看最新情况")


class TooLateToReopen(Refusal):
    """The window for re-opening is over."""

    reason = _("办结已超过 {days} 天，不能再重新打开")
    mend = _("请作为新的一件重新说，并写上原来的编号")


class AlreadyAnswered(Refusal):
    """One answer a round."""

    reason = _("这一次办结您已经答过了")
    mend = _("还有话要说，请用“补充一句”")


class NotAsked(Refusal):
    """The question is asked once it is closed."""

    reason = _("还没有办结，还不到答这一问的时候")
    mend = _("等办结后再答；现在可以补充一句")


class NoIdentity(Refusal):
    """Nothing was left, or it has been erased."""

    reason = _("提出人没有留姓名电话，或已按期删除")
    mend = _("可以在“办了什么”里写下要告诉提出人的话，凭编码能看到")
    status = 404


class IdentityNotForYou(Refusal):
    """Only the handler and the head of the station, and intake while nobody handles it."""

    reason = _("提出人是谁，只有承办人和所在站的站长可以看")
    mend = _("请承办人代为联系")
    status = 403


class PurposeMissing(Refusal):
    """Other purposes are written out."""

    reason = _("选了“其他”，要写明用途")
    mend = _("写一句话：为什么要看、看了做什么")
    field = "words"
    status = 422


class NoSuchPlace(Refusal):
    """Neither a business nor a community nor a place."""

    reason = _("还不知道是哪一家、在哪里")
    mend = _("选一家店，或选村居，或写个大概位置")
    field = "place"
    status = 422
