"""Every write of hazards: rules first, the case moved along, one line on the trail."""

from yingzhou.work.hazards.actions.advising import advise
from yingzhou.work.hazards.actions.escalating import escalate_unanswered, stop_escalation
from yingzhou.work.hazards.actions.handing_over import answer_clue, ask_handover, decide_handover
from yingzhou.work.hazards.actions.handling import add_note, take_on
from yingzhou.work.hazards.actions.ordering import ask_order, decide_order, print_advice, serve_order
from yingzhou.work.hazards.actions.proving import accept_proof, give_back, invite_owner, live_link, open_link, prove
from yingzhou.work.hazards.actions.raising import raise_hazard, take_up
from yingzhou.work.hazards.actions.rechecking import close_hazard, close_without_proof, recheck

__all__ = [
    "accept_proof",
    "add_note",
    "advise",
    "answer_clue",
    "ask_handover",
    "ask_order",
    "close_hazard",
    "close_without_proof",
    "decide_handover",
    "decide_order",
    "escalate_unanswered",
    "give_back",
    "invite_owner",
    "live_link",
    "open_link",
    "print_advice",
    "prove",
    "raise_hazard",
    "recheck",
    "serve_order",
    "stop_escalation",
    "take_on",
    "take_up",
]
