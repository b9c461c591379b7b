"""What a benchmark says."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Row:
    """One figure: ours beside a peer's, their ratio, and the aim (for `ratio`, or for `ours` where there is no peer)."""

    name: str
    ours: float
    peer: float | None
    ratio: float | None
    target: str
    unit: str = ""
    note: str = ""

    def line(self) -> str:
        peer = "–" if self.peer is None else f"{self.peer:,.4g}"
        ratio = "–" if self.ratio is None else f"{self.ratio:.3g}×"
        return f"{self.name:<58} {self.ours:>12,.4g} {peer:>12} {ratio:>9}  {self.target:<22} {self.unit} {self.note}".rstrip()

    def plain(self) -> dict[str, object]:
        return asdict(self)


HEADER = f"{'what':<58} {'ours':>12} {'peer':>12} {'ratio':>9}  {'target':<22} unit"
