"""The words of disputes, one module a noun."""

from yingzhou.work.disputes.choices.complaints import ComplaintState, Ground, JointAct, ReceiptChannel, Termination, Trade
from yingzhou.work.disputes.choices.mediation import (
    AppraisalKind,
    Bearer,
    DelegateKind,
    Means,
    MediationState,
    PaperKind,
    Performance,
    Remedy,
    Reply,
    SessionResult,
    SettlementState,
    Side,
    Signer,
    Way,
)
from yingzhou.work.disputes.choices.platform import RowOutcome, Topic
from yingzhou.work.disputes.choices.stars import AppealState, CheckKind
from yingzhou.work.disputes.choices.studios import BodyKind, BookingAbout, BookingState, BookingWay
from yingzhou.work.disputes.choices.tipoffs import ExtensionReason, Matter, RevealPurpose, TipoffState, TipoffStep

__all__ = [
    "AppealState",
    "AppraisalKind",
    "Bearer",
    "BodyKind",
    "BookingAbout",
    "BookingState",
    "BookingWay",
    "CheckKind",
    "ComplaintState",
    "DelegateKind",
    "ExtensionReason",
    "Ground",
    "JointAct",
    "Matter",
    "Means",
    "MediationState",
    "PaperKind",
    "Performance",
    "ReceiptChannel",
    "Remedy",
    "Reply",
    "RevealPurpose",
    "RowOutcome",
    "SessionResult",
    "SettlementState",
    "Side",
    "Signer",
    "Termination",
    "TipoffState",
    "TipoffStep",
    "Topic",
    "Trade",
    "Way",
]
