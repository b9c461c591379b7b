"""What people call a village, as against what its committee is called."""

from __future__ import annotations

VILLAGE_COMMITTEE = "村村委会"  # data


def everyday_name(official: str) -> str:
    """菱角村村委会 is 菱角村 to everyone; a residents' committee keeps its name."""
    return official.removesuffix("村委会") if official.endswith(VILLAGE_COMMITTEE) else official  # data
