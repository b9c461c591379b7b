"""④ The commands: one file each, engines imported only when asked for."""

from __future__ import annotations


def main() -> None:
    """`yingzhou …`"""
    raise SystemExit(2)
