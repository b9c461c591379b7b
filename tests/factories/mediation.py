"""Mediations for tests, brought to each step by the room's own actions."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests.factories.cases import Town, dispatched
from yingzhou.base.clock import now, today
from yingzhou.work.cases.actions import start_case
from yingzhou.work.cases.choices import Kind
from yingzhou.work.disputes.actions import mediation as actions
from yingzhou.work.disputes.choices import (
    Means,
    MediationState,
    PaperKind,
    Remedy,
    SessionResult,
    Side,
    Signer,
    Way,
)
from yingzhou.work.disputes.models import Dispute, Installment, Mediation, Session, Settlement
from yingzhou.work.disputes.rules.mediation import TermGiven

NAMES = {Signer.CONSUMER: "顾清禾", Signer.MERCHANT: "云朵家具铺 白露", Signer.MEDIATOR: "许见山"}


def make_dispute(town: Town, **facts: Any) -> Dispute:
    """A dispute about the shop, handled by its liaison."""
    case = start_case(case=dispatched(town, Kind.DISPUTE, **facts), by=town.shen)
    return Dispute.objects.create(case=case, goods="藤沙发", amount="1680.00", told_not_statutory_at=now())


def row_of(town: Town, **facts: Any) -> Mediation:
    """A mediation as a bare row, for what the tables themselves refuse."""
    facts = {"dispute": make_dispute(town), "state": MediationState.OPEN, "asked_on": today(), "began_on": today(), **facts}
    return Mediation.objects.create(**facts)


def asked(town: Town, **facts: Any) -> Mediation:
    return actions.open_mediation(dispute=make_dispute(town, **facts), by=town.shen)


def opened(town: Town, **facts: Any) -> Mediation:
    """Both have agreed."""
    mediation = asked(town, **facts)
    for side in Side:
        mediation = actions.record_consent(mediation=mediation, side=side, agrees=True, means=Means.PHONE, by=town.shen)
    return mediation


def planned(town: Town, mediation: Mediation | None = None, **facts: Any) -> Session:
    facts = {
        "way": Way.PHONE,
        "starts_at": now() + timedelta(minutes=1),
        "mediator": town.chen.public_id,
        "by": town.shen,
        **facts,
    }
    return actions.plan_session(mediation=mediation or opened(town), **facts)


def held(town: Town, **facts: Any) -> Mediation:
    """A session was held on site."""
    session = planned(town, way=Way.ON_SITE, place="芦汀所调解室", **facts)
    actions.record_session(session=session, result=SessionResult.HELD, minutes="退货款，双方都认。", by=town.chen)
    return session.mediation


def refund(amount: str = "168.00", *, days: int = 7, parts: int = 1) -> TermGiven:
    return TermGiven(Remedy.REFUND, today() + timedelta(days=days), Decimal(amount), "原路退回", parts)


def drafted(town: Town, mediation: Mediation | None = None, **facts: Any) -> Settlement:
    facts = {"kind": PaperKind.RECONCILIATION, "terms": [refund()], "by": town.shen, **facts}
    return actions.settle(mediation=mediation or opened(town), **facts)


def names() -> list[actions.SignatureGiven]:
    return [actions.SignatureGiven(signer, name, Means.TYPED) for signer, name in NAMES.items()]


def signed(town: Town, mediation: Mediation | None = None, **facts: Any) -> Settlement:
    return actions.sign(settlement=drafted(town, mediation, **facts), names=names(), by=town.shen)


def first_part(settlement: Settlement) -> Installment:
    return Installment.objects.filter(term__settlement=settlement).order_by("place")[0]
