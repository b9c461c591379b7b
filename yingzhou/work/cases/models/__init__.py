"""The tables of cases, one file a noun."""

from yingzhou.work.cases.models.case import Case
from yingzhou.work.cases.models.clock import Clock, ClockChange, ClockExtension, ClockPause
from yingzhou.work.cases.models.move import Extension, Move
from yingzhou.work.cases.models.outcome import OutcomeAnswer
from yingzhou.work.cases.models.paper import Attachment
from yingzhou.work.cases.models.raiser import Raiser, TrackingCode

__all__ = [
    "Attachment",
    "Case",
    "Clock",
    "ClockChange",
    "ClockExtension",
    "ClockPause",
    "Extension",
    "Move",
    "OutcomeAnswer",
    "Raiser",
    "TrackingCode",
]
