"""The words of visits."""

from __future__ import annotations

from django.db.models import TextChoices

from yingzhou.base.words import _


class Aim(TextChoices):
    """What a visit was made for.  None of these is an inspection."""

    ROUTINE = "routine", _("定期走访")
    RECHECK = "recheck", _("回头看")
    PROMISE = "promise", _("答应过的")
    CAMPAIGN = "campaign", _("专题走访")
    DEMAND = "demand", _("应约上门")


class PlanState(TextChoices):
    """Where a plan is; computed from what happened to it, never stored."""

    DRAFT = "draft", _("还没算")
    COMPUTING = "computing", _("正在算")
    READY = "ready", _("草案")
    ACCEPTED = "accepted", _("已定")


class MatterKind(TextChoices):
    """What one visit can be about; several matters of a business are seen to in one visit."""

    ROUTINE = "routine", _("该走访了")
    RECHECK = "recheck", _("隐患复查")
    DEMAND = "demand", _("答复诉求")
    ROUND = "round", _("专题走访")
    RANDOM = "random", _("随机抽样走访")
    URGENT = "urgent", _("临时急事")


class Why(TextChoices):
    """Why a business is not in a plan."""

    NO_PLACE = "no_place", _("没有坐标")
    NO_ROUTE = "no_route", _("没有人能去")
    CLOSED = "closed", _("钟点对不上")
    SPACING = "spacing", _("离上次太近")
    PROMISED = "promised", _("答应的排满了")
    LOCKED = "locked", _("锁住的排不下")
    NOT_WORTH = "not_worth", _("太绕")
    OUTWEIGHED = "outweighed", _("有更要紧的")
    TAKEN_OUT = "taken_out", _("移出本周")


class ChangeKind(TextChoices):
    """What can come between on the day."""

    AWAY = "away", _("有人来不了")
    SHUT = "shut", _("店今天不开")
    URGENT = "urgent", _("有急事要去")
    OUT = "out", _("移出本周")


class ClockKept(TextChoices):
    """Whose clock the times of a visit were taken from."""

    DEVICE = "device", _("手机的钟")
    SERVER = "server", _("服务器的钟")


class AnswerState(TextChoices):
    """What was seen of one item of a checklist."""

    FINE = "fine", _("没问题")
    FINDING = "finding", _("有问题")
    NOT_APPLICABLE = "not_applicable", _("不适用")
    NOT_SEEN = "not_seen", _("没看")


class HeardKind(TextChoices):
    """What the owner came out with while somebody was there; each opens a matter of its own."""

    DEMAND = "demand", _("诉求")
    DISPUTE = "dispute", _("先行和解")


class ConfirmedBy(TextChoices):
    """How the owner answered for what was found."""

    SIGNATURE = "signature", _("当场签字")
    CODE = "code", _("用验证码确认")
    REFUSED = "refused", _("不愿确认")
    ABSENT = "absent", _("店主不在")


class PhotoKind(TextChoices):
    """What a photo of a visit shows."""

    FINDING = "finding", _("问题")
    BEFORE = "before", _("整改前")
    AFTER = "after", _("整改后")
    SIGNATURE = "signature", _("签字")
    PLACE = "place", _("门店")


class OwnerSays(TextChoices):
    """What the owner says to a record of a visit, over the link left there."""

    CONFIRMED = "confirmed", _("确认属实")
    OBJECTED = "objected", _("有不同意见")
