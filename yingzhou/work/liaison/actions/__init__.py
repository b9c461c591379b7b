"""Every write of liaison."""

from yingzhou.work.liaison.actions.contacts import assign_contact, end_contact
from yingzhou.work.liaison.actions.handover import hand_over
from yingzhou.work.liaison.actions.points import PointFacts, close_point, correct_point, open_point, set_point_hours
from yingzhou.work.liaison.actions.promises import keep_promise, promise_at_point, set_point_liaison
from yingzhou.work.liaison.actions.proposals import (
    JOB,
    accept_proposal,
    ask_proposal,
    compute_proposal,
    drop_proposal,
    take_line_out,
)

__all__ = [
    "JOB",
    "PointFacts",
    "accept_proposal",
    "ask_proposal",
    "assign_contact",
    "close_point",
    "compute_proposal",
    "correct_point",
    "drop_proposal",
    "end_contact",
    "hand_over",
    "keep_promise",
    "open_point",
    "promise_at_point",
    "set_point_hours",
    "set_point_liaison",
    "take_line_out",
]
