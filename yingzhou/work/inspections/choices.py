"""The words of inspections."""

from __future__ import annotations

from django.db.models import TextChoices

from yingzhou.base.words import _


class PlanKind(TextChoices):
    """What a plan covers."""

    YEARLY = "yearly", _("年度检查计划")
    SPECIAL = "special", _("专项检查计划")


class Origin(TextChoices):
    """Why anybody goes.  Only the first two count against the yearly cap."""

    PLANNED = "planned", _("计划内")
    DRAWN = "drawn", _("双随机抽中")
    TRIGGERED = "triggered", _("触发式：有线索或投诉")


class State(TextChoices):
    """How far an inspection has come; what was told and published are days of their own."""

    ASKED = "asked", _("待审批")
    APPROVED = "approved", _("已批准")
    INSPECTED = "inspected", _("查过了")
    DECLINED = "declined", _("没有批准")
    CANCELED = "canceled", _("不查了")


class Finding(TextChoices):
    """What was found of one item."""

    FINE = "fine", _("未发现问题")
    FIXED = "fixed", _("当场改正")
    DEADLINE = "deadline", _("限期改正")
    GRAVE = "grave", _("重点项不符合，另行立案")
    SKIPPED = "skipped", _("这次没有查")


class RepeatGround(TextChoices):
    """Why an item may be looked at again although a higher authority did so lately (Order 49, article 42)."""

    SUSPECTED = "suspected", _("涉嫌违法")
    EVIDENT = "evident", _("有明显隐患")


class NoticeWay(TextChoices):
    """How the business was told."""

    HANDED = "handed", _("当面交给")
    SENT = "sent", _("送达、邮寄")
    AT_DOOR = "at_door", _("到场时出示")


class ExemptionKind(TextChoices):
    """Why a business is left in peace."""

    NO_DISTURBANCE = "no_disturbance", _("无事不扰")
    LOW_RISK = "low_risk", _("低风险")
    GOOD_CREDIT = "good_credit", _("信用好")


class GradeKind(TextChoices):
    """Whose grade it is.  Internal reference only."""

    FOOD = "food", _("食品风险等级")
    CREDIT = "credit", _("信用风险分类")


class Grade(TextChoices):
    """From the lowest risk to the highest."""

    A = "a", "A"
    B = "b", "B"
    C = "c", "C"
    D = "d", "D"


class DrawEnd(TextChoices):
    """What became of a draw that was committed to."""

    DRAWN = "drawn", _("抽了")
    ABANDONED = "abandoned", _("作废")
