"""Statutory clocks: started, paused, lengthened, restarted and stopped by the room that owns the thing; never by hand."""

from yingzhou.work.cases.actions.clocks.extending import ask_clock_extension, extend_clock, refuse_clock_extension
from yingzhou.work.cases.actions.clocks.pausing import pause_clock, resume_clock
from yingzhou.work.cases.actions.clocks.recomputing import CALENDAR, recompute_clocks
from yingzhou.work.cases.actions.clocks.running import restart_clock, start_clock, stop_clock

__all__ = [
    "CALENDAR",
    "ask_clock_extension",
    "extend_clock",
    "pause_clock",
    "recompute_clocks",
    "refuse_clock_extension",
    "restart_clock",
    "resume_clock",
    "start_clock",
    "stop_clock",
]
