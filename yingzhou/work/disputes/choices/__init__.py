"""The words of disputes, one module a noun."""

from yingzhou.work.disputes.choices.complaints import ComplaintState, Ground, ReceiptChannel

__all__ = ["ComplaintState", "Ground", "ReceiptChannel"]
