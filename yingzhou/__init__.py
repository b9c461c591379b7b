"""Yingzhou (瀛洲): the working system of a district market-regulation bureau for its small businesses (小个专)."""

__version__ = "0.1.0"
