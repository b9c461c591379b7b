"""The words of hazards."""

from __future__ import annotations

from django.db.models import TextChoices

from yingzhou.base.words import _


class Grade(TextChoices):
    """How bad it is.  Which item has which grade is data (`hazards.items`); an officer may set another, saying why."""

    GENERAL = "general", _("一般")
    SERIOUS = "serious", _("较大")
    MAJOR = "major", _("重大")


class State(TextChoices):
    """Where a hazard stands.  The names are those of the loop in `rules.loop`."""

    FOUND = "found", _("已发现，待建议")
    FIXING = "fixing", _("店家在改")
    PROVED = "proved", _("凭据待看")
    RECHECK = "recheck", _("待复查")
    PASSED = "passed", _("改好了，待销号")
    HANDED = "handed", _("已移送线索")
    CLOSED = "closed", _("已销号")


class Side(TextChoices):
    """Which half of the pair a photo is."""

    BEFORE = "before", _("整改前")
    AFTER = "after", _("整改后")


class Ending(TextChoices):
    """How a hazard ended."""

    REMOVED = "removed", _("改好了")
    WITHOUT_PROOF = "without_proof", _("没有凭据，站长写明理由销号")
    HANDED = "handed", _("线索已被接收")


class OrderService(TextChoices):
    """How an order reached the owner (行政处罚法 on service: by hand, left, by post, electronically with consent)."""

    HAND = "hand", _("当面签收")
    LEFT = "left", _("留置送达，有见证人")
    POST = "post", _("邮寄")
    ELECTRONIC = "electronic", _("经同意电子送达")


class Receiver(TextChoices):
    """To whom a clue may be handed over.  Never a visit, never the liaison of the shop."""

    ENFORCEMENT = "enforcement", _("本局执法科室")
    OTHER_AUTHORITY = "other_authority", _("其他有权部门")


class ClueState(TextChoices):
    """Where a clue handed over stands."""

    ASKED = "asked", _("待批准")
    REFUSED = "refused", _("没有批准")
    SENT = "sent", _("已移送，待回复")
    TAKEN = "taken", _("已接收")
    RETURNED = "returned", _("已退回")


class Level(TextChoices):
    """To whom an unanswered hazard is put."""

    STATION_HEAD = "station_head", _("站长")
    DEPARTMENT = "department", _("业务科室")
    BUREAU_LEADER = "bureau_leader", _("局领导")
