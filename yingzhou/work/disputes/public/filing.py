"""先行和解 over the portal: filed once, however often the browser sends it; and never as a statutory complaint."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from yingzhou.base.actors import Visitor
from yingzhou.base.clock import today
from yingzhou.base.receipts import once
from yingzhou.base.secrets import blind
from yingzhou.work.cases import public as cases
from yingzhou.work.cases.models import Case
from yingzhou.work.disputes import actions
from yingzhou.work.disputes.actions import Purchase
from yingzhou.work.disputes.rules import Promised
from yingzhou.work.disputes.rules import promised as promised_on

VISITOR = Visitor("portal")


def promised() -> Promised:
    """What we promise for a dispute filed today, as the rulebook has it."""
    return promised_on(on=today())


@transaction.atomic
def file_dispute(*, key: UUID, filing: cases.Filing, purchase: Purchase) -> cases.Filed:
    """Open the matter and take in the purchase; the same key again gives the same code and adds nothing.

    The mark of the purchase is keyed like that of the filing: from the database alone an amount cannot be guessed back.
    """
    filed = cases.file_matter(key=key, filing=filing)
    seen = UUID(bytes=hashlib.sha256(b"disputes.file" + key.bytes).digest()[:16])
    told = json.dumps(asdict(purchase), cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    with once(seen, blind(told, "disputes.purchase").encode(), scope="disputes.file", by=VISITOR) as receipt:
        if receipt.is_new:
            case = Case.objects.get(number=filed.number)
            receipt.keep(dispute=actions.take_in_dispute(case=case, purchase=purchase, by=VISITOR).public_id)
    return filed
