"""Decisions of hazards on plain values."""

from yingzhou.work.hazards.rules.items import (
    OTHER,
    GradeRule,
    Item,
    Step,
    check_by_day,
    check_days,
    check_grade,
    default_day,
    grades_from,
    item_of,
    items_from,
    level_due,
    recheck_window,
    steps_from,
)
from yingzhou.work.hazards.rules.loop import DO_WORDS, HAZARDS, STAGES, Do, check, open_to

__all__ = [
    "DO_WORDS",
    "HAZARDS",
    "OTHER",
    "STAGES",
    "Do",
    "GradeRule",
    "Item",
    "Step",
    "check",
    "check_by_day",
    "check_days",
    "check_grade",
    "default_day",
    "grades_from",
    "item_of",
    "items_from",
    "level_due",
    "open_to",
    "recheck_window",
    "steps_from",
]
