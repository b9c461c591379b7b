"""The catalogue and the figures of a day, with what the bureau added."""

from __future__ import annotations

from datetime import date

from yingzhou.base.figures.reading import figure
from yingzhou.work.hazards import rules
from yingzhou.work.hazards.choices import Grade


def items_on(day: date) -> tuple[rules.Item, ...]:
    """The items of a day, in the order of the catalogue."""
    return rules.items_from(figure("hazards.items", on=day).value)


def grades_on(day: date) -> dict[Grade, rules.GradeRule]:
    """What each grade means on a day."""
    return rules.grades_from(figure("hazards.grades", on=day).value)


def steps_on(day: date) -> tuple[rules.Step, ...]:
    """The levels of escalation of a day."""
    return rules.steps_from(figure("hazards.escalation", on=day).value)
