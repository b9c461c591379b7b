"""Every write of disputes, one module a noun."""

from yingzhou.work.disputes.actions.informants import Revealed, erase_informant, erase_informants, reveal_informant
from yingzhou.work.disputes.actions.registering import register_complaint, register_with_files
from yingzhou.work.disputes.actions.releases import release_words, write_release
from yingzhou.work.disputes.actions.taking_in import Purchase, take_in_dispute
from yingzhou.work.disputes.actions.tipoff_clocks import ask_check_extension, decide_check_extension, pause_check, resume_check
from yingzhou.work.disputes.actions.tipoff_decisions import decide_tipoff, repeat_tipoff, tell_informant
from yingzhou.work.disputes.actions.tipoffs import (
    Told,
    ToldBy,
    assign_tipoff,
    look_at_tipoff,
    note_findings,
    print_tipoff,
    register_tipoff,
)
from yingzhou.work.disputes.rules.intake import Attorney, Intake, Person

__all__ = [
    "Attorney",
    "Intake",
    "Person",
    "Purchase",
    "Revealed",
    "Told",
    "ToldBy",
    "ask_check_extension",
    "assign_tipoff",
    "decide_check_extension",
    "decide_tipoff",
    "erase_informant",
    "erase_informants",
    "look_at_tipoff",
    "note_findings",
    "pause_check",
    "print_tipoff",
    "register_complaint",
    "register_tipoff",
    "register_with_files",
    "release_words",
    "repeat_tipoff",
    "resume_check",
    "reveal_informant",
    "take_in_dispute",
    "tell_informant",
    "write_release",
]
