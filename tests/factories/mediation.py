"""Mediations for tests."""

from __future__ import annotations

from typing import Any

from tests.factories.cases import Town, dispatched
from yingzhou.base.clock import now, today
from yingzhou.work.cases.actions import start_case
from yingzhou.work.cases.choices import Kind
from yingzhou.work.disputes.choices import MediationState
from yingzhou.work.disputes.models import Dispute, Mediation


def make_dispute(town: Town, **facts: Any) -> Dispute:
    """A dispute about the shop, handled by its liaison."""
    case = start_case(case=dispatched(town, Kind.DISPUTE, **facts), by=town.shen)
    return Dispute.objects.create(case=case, goods="藤沙发", amount="1680.00", told_not_statutory_at=now())


def row_of(town: Town, **facts: Any) -> Mediation:
    """A mediation as a bare row, for what the tables themselves refuse."""
    facts = {"dispute": make_dispute(town), "state": MediationState.OPEN, "asked_on": today(), "began_on": today(), **facts}
    return Mediation.objects.create(**facts)
