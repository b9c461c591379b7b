"""The words of mediation."""

from __future__ import annotations

from django.db.models import TextChoices

from yingzhou.base.words import _


class MediationState(TextChoices):
    """Where a mediation stands.  Whether it rests (a recusal, a test) is seen from what waits, not from here."""

    ASKED = "asked", _("等双方同意")
    OPEN = "open", _("调解中")
    SETTLED = "settled", _("已达成，履行中")
    PERFORMED = "performed", _("已履行")
    ENDED = "ended", _("没有调成")


class Side(TextChoices):
    """One of the two who quarrel."""

    CONSUMER = "consumer", _("消费者")
    MERCHANT = "merchant", _("店家")


class Means(TextChoices):
    """How somebody told us, or put a name to something."""

    DRAWN = "drawn", _("当面手写签名")
    TYPED = "typed", _("输入姓名确认")
    CODE = "code", _("凭编码确认")
    LINK = "link", _("凭链接和验证码确认")
    PHONE = "phone", _("电话里确认")
    PAPER = "paper", _("签在纸上")


class Way(TextChoices):
    """How a session is held (Order 121, article 20)."""

    ON_SITE = "on_site", _("现场")
    PHONE = "phone", _("电话")
    VIDEO = "video", _("视频")


class SessionResult(TextChoices):
    """What came of a session."""

    PLANNED = "planned", _("还没开")
    HELD = "held", _("开了")
    ABSENT = "absent", _("有一方没有来")
    ADJOURNED = "adjourned", _("改期")


class DelegateKind(TextChoices):
    """To whom a complaint may be delegated (Order 121, article 19)."""

    ASSOCIATION = "association", _("消费者协会")
    ORGANIZATION = "organization", _("依法成立的其他调解组织")


class PaperKind(TextChoices):
    """Three different papers, never one template."""

    RECONCILIATION = "reconciliation", _("和解协议")
    PEOPLES = "peoples", _("人民调解协议")
    ADMINISTRATIVE = "administrative", _("行政调解书")


class SettlementState(TextChoices):
    """What became of what was agreed."""

    DRAFT = "draft", _("等签字")
    SIGNED = "signed", _("生效，履行中")
    PERFORMED = "performed", _("已履行")
    BROKEN = "broken", _("没有履行")
    DROPPED = "dropped", _("没有签，作罢")


class Remedy(TextChoices):
    """What a merchant does to put it right."""

    REFUND = "refund", _("退款")
    REPLACE = "replace", _("换货")
    REPAIR = "repair", _("修理")
    DELIVER = "deliver", _("补送、补交")
    APOLOGIZE = "apologize", _("道歉")
    COMPENSATE = "compensate", _("赔偿")
    DISCOUNT = "discount", _("减价")
    TERMINATE = "terminate", _("解除合同")
    OTHER = "other", _("其他")


class Signer(TextChoices):
    """Whose name stands under a settlement."""

    CONSUMER = "consumer", _("消费者")
    MERCHANT = "merchant", _("店家")
    MEDIATOR = "mediator", _("调解员")


class Performance(TextChoices):
    """Whether one part of what was promised was done."""

    DUE = "due", _("还没到")
    KEPT = "kept", _("做到了")
    PARTLY = "partly", _("做到一部分")
    BROKEN = "broken", _("没有做到")


class Reply(TextChoices):
    """What a merchant answers."""

    OFFER = "offer", _("提出一个办法")
    DISAGREE = "disagree", _("不同意，写明理由")
    MEET = "meet", _("约个时间谈")


class Bearer(TextChoices):
    """Who pays for a test; only as both agree (Order 121, article 22)."""

    CONSUMER = "consumer", _("消费者出")
    MERCHANT = "merchant", _("店家出")
    SHARED = "shared", _("双方分担")


class AppraisalKind(TextChoices):
    """What is done to goods or services whose quality is in question; the words of the law's pauses."""

    TESTING = "testing", _("检测")
    APPRAISAL = "appraisal", _("鉴定")
