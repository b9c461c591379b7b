"""The words of complaints."""

from __future__ import annotations

from django.db.models import TextChoices

from yingzhou.base.words import _


class ReceiptChannel(TextChoices):
    """Where a statutory receipt happened (Order 121, article 8).  A filing on our own portal is none of these."""

    PLATFORM = "platform", _("全国12315平台")
    HOTLINE = "hotline", _("12315热线")
    WINDOW = "window", _("公布的受理窗口")
    POST = "post", _("公布的邮寄地址")


class ComplaintState(TextChoices):
    """Where a complaint stands in law, whatever stage its case is at."""

    RECEIVED = "received", _("已收到，待决定")
    RETURNED = "returned", _("退回统一接收机构")
    DECLINED = "declined", _("不予受理")
    ACCEPTED = "accepted", _("已受理")
    MEDIATING = "mediating", _("调解中")
    SETTLED = "settled", _("已达成协议，履行中")
    PERFORMED = "performed", _("已履行")
    TERMINATED = "terminated", _("终止调解")
    WITHDRAWN = "withdrawn", _("投诉人撤回")


class Ground(TextChoices):
    """Why a complaint is not accepted, in the order of the article in force (Order 121, article 16)."""

    NOT_OURS = "not_ours", _("不属于市场监督管理部门职责，或者本部门没有处理权限")
    ELSEWHERE = "elsewhere", _("同一争议已由法院、仲裁机构、行政机关或者消费者协会等受理或者处理")
    NOT_CONSUMER = "not_consumer", _("不是为生活消费需要，或者不能证明与被投诉人存在消费者权益争议")
    TOO_LATE = "too_late", _("超过投诉时效")
    INCOMPLETE = "incomplete", _("未按规定提供材料，或者材料虚假")
    IMPERSONATED = "impersonated", _("冒用他人名义，或者拒绝核验身份")
    OTHER = "other", _("法律、法规、规章规定的其他情形")
