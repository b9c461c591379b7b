"""Every write of disputes, one module a noun."""

from yingzhou.work.disputes.actions.asides import check_clue, dispute_authority, note_clue, settle_authority
from yingzhou.work.disputes.actions.becoming import become_complaint
from yingzhou.work.disputes.actions.completing import complete_complaint
from yingzhou.work.disputes.actions.deciding import accept, ask_identity, decline, forward, return_to_intake, withdraw
from yingzhou.work.disputes.actions.ending import note_outcome, reopen_complaint, terminate
from yingzhou.work.disputes.actions.identity import Seen, read_complainants
from yingzhou.work.disputes.actions.informants import REVEALED, Revealed, erase_informant, erase_informants, reveal_informant
from yingzhou.work.disputes.actions.joint import change_representatives, check_consents, note_consent
from yingzhou.work.disputes.actions.registering import register_complaint, register_with_files
from yingzhou.work.disputes.actions.releases import release_words, write_release
from yingzhou.work.disputes.actions.serving import serve
from yingzhou.work.disputes.actions.splitting import split_report
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
    "REVEALED",
    "Attorney",
    "Intake",
    "Person",
    "Purchase",
    "Revealed",
    "Seen",
    "Told",
    "ToldBy",
    "accept",
    "ask_check_extension",
    "ask_identity",
    "assign_tipoff",
    "become_complaint",
    "change_representatives",
    "check_clue",
    "check_consents",
    "complete_complaint",
    "decide_check_extension",
    "decide_tipoff",
    "decline",
    "dispute_authority",
    "erase_informant",
    "erase_informants",
    "forward",
    "look_at_tipoff",
    "note_clue",
    "note_consent",
    "note_findings",
    "note_outcome",
    "pause_check",
    "print_tipoff",
    "read_complainants",
    "register_complaint",
    "register_tipoff",
    "register_with_files",
    "release_words",
    "reopen_complaint",
    "repeat_tipoff",
    "resume_check",
    "return_to_intake",
    "reveal_informant",
    "serve",
    "settle_authority",
    "split_report",
    "take_in_dispute",
    "tell_informant",
    "terminate",
    "withdraw",
    "write_release",
]
