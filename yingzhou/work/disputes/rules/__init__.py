"""Decisions of disputes on plain values, one module a noun."""

from yingzhou.work.disputes.rules.promises import Promised, promised

__all__ = ["Promised", "promised"]
