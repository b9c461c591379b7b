"""Every write of disputes, one module a noun."""

from yingzhou.work.disputes.actions.taking_in import Purchase, take_in_dispute

__all__ = ["Purchase", "take_in_dispute"]
