"""A hazard with a photo, at one side of the matrix."""

from __future__ import annotations

from django.db.models import Model

from tests.factories.cases import photo
from yingzhou.base.clock import today
from yingzhou.base.evidence import storing
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.hazards.actions import raise_hazard
from yingzhou.work.registry.models import Business


def hazard_things(mark: str, shop: Business, head: Viewer) -> dict[str, Model]:
    """By the name of the thing."""
    hazard = raise_hazard(
        business=shop,
        item="other",
        grade=None,
        text=f"{mark}-hazard",
        found_on=today(),
        source="desk",
        source_id=None,
        pictures=[storing.put(photo(), by=head, kind="hazard")],
        by=head,
    )
    return {"hazard": hazard, "hazard_picture": hazard.pictures.get()}
