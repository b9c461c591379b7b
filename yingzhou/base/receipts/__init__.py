"""Idempotency: doing a client's request twice does it once and answers the same."""

from yingzhou.base.receipts.keeping import Receipt, once

__all__ = ["Receipt", "once"]
