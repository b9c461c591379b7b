"""Idempotency: doing a client's request twice does it once and answers the same."""
