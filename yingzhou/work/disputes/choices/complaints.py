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


class Trade(TextChoices):
    """How the respondent sells: it decides whose matter the complaint is (Order 121, article 13)."""

    SHOP = "shop", _("实体店或上门")
    PLATFORM = "platform", _("平台经营者，或自建网站、其他网络服务")
    ON_PLATFORM = "on_platform", _("平台内经营者（网店）")


class Termination(TextChoices):
    """Why mediation ends without a settlement, in the order of the article (Order 121, article 23)."""

    WITHDRAWN = "withdrawn", _("投诉人撤回投诉，或者双方自行和解")
    ABSENT = "absent", _("投诉人或者被投诉人无正当理由不参加调解，或者明确拒绝调解")
    NO_AGREEMENT = "no_agreement", _("经组织调解，一方明确表示无法达成调解协议")
    TEST_COSTS = "test_costs", _("双方对鉴定、检测费用承担无法协商一致")
    TIME_UP = "time_up", _("自受理之日起六十日内未能达成调解协议")
    NOT_ADMISSIBLE = "not_admissible", _("受理后发现不应受理，或者涉嫌骗取赔偿、敲诈勒索")
    PARTY_GONE = "party_gone", _("一方死亡，或者主体资格灭失")
    OTHER = "other", _("法律、法规、规章规定的其他情形")


class JointAct(TextChoices):
    """What a representative may not do without those represented (Order 121, article 12)."""

    CHANGE = "change", _("变更代表人")
    WAIVE = "waive", _("放弃投诉请求或者撤回")
    SETTLE = "settle", _("与被投诉人达成调解协议")


class ServiceChannel(TextChoices):
    """How a paper reached its addressee (the forms of the State Administration allow each of them)."""

    INTERNET = "internet", _("互联网（平台、公众号）")
    PHONE = "phone", _("电话")
    SMS = "sms", _("短信")
    EMAIL = "email", _("电子邮件")
    LETTER = "letter", _("邮寄")
    IN_PERSON = "in_person", _("当面")


class Reopening(TextChoices):
    """Why an ended complaint is worked on again."""

    BROKEN = "broken", _("达成的协议没有履行")
    NEW_FACTS = "new_facts", _("投诉人补充了新的事实")
