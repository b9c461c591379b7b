"""The words of star grading."""

from __future__ import annotations

from django.db.models import TextChoices

from yingzhou.base.words import _


class CheckKind(TextChoices):
    """Who looked at a point."""

    SELF = "self", _("自评")
    ASSESSOR = "assessor", _("评估员到场看")


class AppealState(TextChoices):
    """What became of an objection to a grade."""

    OPEN = "open", _("等另一人决定")
    UPHELD = "upheld", _("成立，重新评")
    REJECTED = "rejected", _("不成立，维持")
