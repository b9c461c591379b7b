"""Every write of mediations: rules first, one line on the trail, the most specific verb."""

from yingzhou.work.disputes.actions.mediation.confirming import file_confirmation, prepare_confirmation
from yingzhou.work.disputes.actions.mediation.merchant import answer_link, invite_merchant, open_link, say_to_offer
from yingzhou.work.disputes.actions.mediation.opening import delegate, end_mediation, end_running, open_mediation, record_consent
from yingzhou.work.disputes.actions.mediation.performing import CLOCK, ask_overdue, confirm_performance, mark_broken, remind_due
from yingzhou.work.disputes.actions.mediation.resting import ask_recusal, decide_recusal, end_appraisal, start_appraisal
from yingzhou.work.disputes.actions.mediation.sessions import plan_session, record_session
from yingzhou.work.disputes.actions.mediation.settling import SignatureGiven, drop_settlement, settle, sign

__all__ = [
    "CLOCK",
    "SignatureGiven",
    "answer_link",
    "ask_overdue",
    "ask_recusal",
    "confirm_performance",
    "decide_recusal",
    "delegate",
    "drop_settlement",
    "end_appraisal",
    "end_mediation",
    "end_running",
    "file_confirmation",
    "invite_merchant",
    "mark_broken",
    "open_link",
    "open_mediation",
    "plan_session",
    "prepare_confirmation",
    "record_consent",
    "record_session",
    "remind_due",
    "say_to_offer",
    "settle",
    "sign",
    "start_appraisal",
]
