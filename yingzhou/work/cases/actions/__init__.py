"""Every write of cases: rules first, one line on the trail, the most specific verb."""

from yingzhou.work.cases.actions.clocks import (
    ask_clock_extension,
    extend_clock,
    pause_clock,
    recompute_clocks,
    refuse_clock_extension,
    restart_clock,
    resume_clock,
    start_clock,
    stop_clock,
)
from yingzhou.work.cases.actions.closing import close_case, redo_case, reopen_case, withdraw_case
from yingzhou.work.cases.actions.dispatching import assign_handler, dispatch_case, send_back_case, start_case
from yingzhou.work.cases.actions.extending import ask_extension, decide_extension
from yingzhou.work.cases.actions.handling import add_note, attach, attach_files, escalate_case, hand_in, merge_case
from yingzhou.work.cases.actions.identity import Identity, erase_raisers, look_at, read_identity
from yingzhou.work.cases.actions.ledger import FOLLOWED, enter_cases, follow_cases, forget_entered
from yingzhou.work.cases.actions.moving import With, advance, ended, locked, set_erasure
from yingzhou.work.cases.actions.opening import RaisedBy, open_case
from yingzhou.work.cases.actions.outcome import answer_outcome, note_answer
from yingzhou.work.cases.actions.watching import CLOCK, escalate_overdue, remind_due

__all__ = [
    "CLOCK",
    "FOLLOWED",
    "Identity",
    "RaisedBy",
    "With",
    "add_note",
    "advance",
    "answer_outcome",
    "ask_clock_extension",
    "ask_extension",
    "assign_handler",
    "attach",
    "attach_files",
    "close_case",
    "decide_extension",
    "dispatch_case",
    "ended",
    "enter_cases",
    "erase_raisers",
    "escalate_case",
    "escalate_overdue",
    "extend_clock",
    "follow_cases",
    "forget_entered",
    "hand_in",
    "locked",
    "look_at",
    "merge_case",
    "note_answer",
    "open_case",
    "pause_clock",
    "read_identity",
    "recompute_clocks",
    "redo_case",
    "refuse_clock_extension",
    "remind_due",
    "reopen_case",
    "restart_clock",
    "resume_clock",
    "send_back_case",
    "set_erasure",
    "start_case",
    "start_clock",
    "stop_clock",
    "withdraw_case",
]
