"""先行和解: a quarrel about a purchase is taken in beside its case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import now
from yingzhou.base.trail.writing import record
from yingzhou.work.cases.models import Case
from yingzhou.work.disputes.models import Dispute


@dataclass(frozen=True)
class Purchase:
    """What was bought, as far as it was said; `label_code` is what a scanned label carried.

    Both consents are the consumer's own: 同意公示, and 同意委托调解.
    """

    goods: str = ""
    amount: Decimal | None = None
    bought_on: date | None = None
    label_code: str = ""
    consents_publication: bool = False
    consents_delegation: bool = False


@transaction.atomic
def take_in_dispute(*, case: Case, purchase: Purchase, by: Actor) -> Dispute:
    """The purchase beside the matter.  Called only after the page said that this is no statutory complaint."""
    dispute = Dispute.objects.create(
        case=case,
        goods=purchase.goods.strip(),
        amount=purchase.amount,
        bought_on=purchase.bought_on,
        label_code=purchase.label_code.strip(),
        told_not_statutory_at=now(),
        consents_publication=purchase.consents_publication,
        consents_delegation=purchase.consents_delegation,
    )
    record(
        "dispute.file",
        dispute,
        by=by,
        case=case.public_id,
        from_label=bool(dispute.label_code),
        consents_publication=dispute.consents_publication,
        consents_delegation=dispute.consents_delegation,
    )
    return dispute
