"""A proposal with a line, a hand-over and a promise, at one side of the matrix."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Model

from tests.factories.registry import make_business, seat
from yingzhou.base.clock import now, today
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.liaison.choices import ProposalState
from yingzhou.work.liaison.models import (
    AssignmentProposal,
    ContactPoint,
    HandedOver,
    HandOver,
    PointLiaison,
    PointPromise,
    ProposalLine,
    ProposalLoad,
)
from yingzhou.work.network.models import Organization


def liaison_things(mark: str, station: Organization, friend: Officer, head: Viewer, point: ContactPoint) -> dict[str, Model]:
    """By the name of the thing."""
    shop = make_business(f"{mark}-parcel")
    seat(shop, station)
    proposal = AssignmentProposal.objects.create(
        station=station, since=today(), state=ProposalState.READY, asked_by_id=head.officer_id, asked_at=now()
    )
    line = ProposalLine.objects.create(
        proposal=proposal, business=shop, officer=friend, reasons=[{"why": "nobody", "meters": 0, "has": 0, "fits": 0}]
    )
    ProposalLoad.objects.create(proposal=proposal, officer=friend, before=0, after=1, cap=250)
    act = HandOver.objects.create(
        leaver=friend, station=station, since=today(), made_by_id=head.officer_id, made_at=now(), words=f"{mark}-leaving"
    )
    HandedOver.objects.create(
        hand_over=act, kind="contacts", subject_id=shop.public_id, title=f"{mark}-parcel", why_not="已经另有安排"
    )
    PointLiaison.objects.create(point=point, officer=friend, since=today() - timedelta(days=30))
    promise = PointPromise.objects.create(
        point=point,
        text=f"{mark}-lamp",
        to_whom="店主",
        promised_on=today(),
        due_on=today() + timedelta(days=9),
        officer=friend,
    )
    return {"proposal": proposal, "proposal_line": line, "hand_over": act, "promise": promise, "leaver": friend}
