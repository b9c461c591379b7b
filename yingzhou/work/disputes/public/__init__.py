"""The counter window: what the public may see and do."""

from yingzhou.work.disputes.public.filing import Promised, Purchase, file_dispute, promised

__all__ = ["Promised", "Purchase", "file_dispute", "promised"]
