"""A dispute in mediation at one station: agreed, signed, waiting to be kept."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from yingzhou.base.actors import Visitor
from yingzhou.base.clock import now, today
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.actions import dispatch_case, open_case
from yingzhou.work.cases.choices import Kind, Source
from yingzhou.work.disputes.actions import mediation as actions
from yingzhou.work.disputes.choices import Means, PaperKind, Remedy, Side, Signer
from yingzhou.work.disputes.models import Dispute, Installment
from yingzhou.work.disputes.rules.mediation import TermGiven
from yingzhou.work.network.models import Organization
from yingzhou.work.registry.models import Business


def mediation_things(
    mark: str, shop: Business, station: Organization, handler: Officer, *, clerk: Viewer, head: Viewer
) -> dict[str, Any]:
    """The mediation and its one installment, under the names of the matrix."""
    case = open_case(kind=Kind.DISPUTE, text=f"{mark}-matter 沙发短了", business=shop, source=Source.PORTAL, by=Visitor("portal"))
    case = dispatch_case(case=case, station=station.public_id, handler=handler.public_id, by=clerk)
    dispute = Dispute.objects.create(case=case, goods=f"{mark}-matter", told_not_statutory_at=now())
    mediation = actions.open_mediation(dispute=dispute, by=head)
    for side in Side:
        actions.record_consent(mediation=mediation, side=side, agrees=True, means=Means.PHONE, by=head)
    terms = [TermGiven(Remedy.REFUND, today() + timedelta(days=5), Decimal("80.00"), f"{mark}-matter")]
    settlement = actions.settle(mediation=mediation, kind=PaperKind.RECONCILIATION, terms=terms, by=head)
    names = [actions.SignatureGiven(signer, "蓝鲸记号", Means.TYPED) for signer in Signer]
    actions.sign(settlement=settlement, names=names, by=head)
    return {"mediation": mediation, "installment": Installment.objects.get(term__settlement=settlement)}
