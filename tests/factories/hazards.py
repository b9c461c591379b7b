"""Hazards for tests, made by the room's own actions."""

from __future__ import annotations

from typing import Any

from tests.factories.cases import Town
from tests.factories.evidence import EvidenceFactory
from yingzhou.base.clock import today
from yingzhou.base.evidence.models import Evidence
from yingzhou.work.cases.choices import Source
from yingzhou.work.hazards import actions
from yingzhou.work.hazards.models import Hazard


def a_photo() -> Evidence:
    return EvidenceFactory(kind="hazard", media_type="image/jpeg", width=1200, height=900)


def raised(town: Town, item: str = "purchase_records", **facts: Any) -> Hazard:
    """A hazard at the shop, seen today by its liaison on a visit, with one photo, unless said otherwise."""
    facts = {
        "business": town.shop,
        "grade": None,
        "text": "三家供货商的票据没有留。",
        "found_on": today(),
        "source": Source.VISIT,
        "source_id": None,
        "pictures": [a_photo()],
        "by": town.shen,
        **facts,
    }
    return actions.raise_hazard(item=item, **facts)
