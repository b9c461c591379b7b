"""The words of disputes, one module a noun."""

from yingzhou.work.disputes.choices.complaints import ComplaintState, Ground, ReceiptChannel
from yingzhou.work.disputes.choices.mediation import (
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

__all__ = [
    "Bearer",
    "ComplaintState",
    "DelegateKind",
    "Ground",
    "Means",
    "MediationState",
    "PaperKind",
    "Performance",
    "ReceiptChannel",
    "Remedy",
    "Reply",
    "SessionResult",
    "SettlementState",
    "Side",
    "Signer",
    "Way",
]
