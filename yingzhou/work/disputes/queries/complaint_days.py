"""Statutory complaints by business, as days and nothing more.  Reports (举报) are never counted beside them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import QuerySet

from yingzhou.work.disputes.choices import ComplaintState
from yingzhou.work.disputes.models import Complaint

#: Not ours, not to be handled, or taken back: nothing that says something about the business.
NOT_COUNTED = (ComplaintState.RETURNED, ComplaintState.DECLINED, ComplaintState.WITHDRAWN)


def complaint_days(
    businesses: Collection[int] | QuerySet[Any, Any], *, since: date, until: date
) -> dict[int, tuple[date, ...]] | None:
    """The days on which complaints about a business were received, `since` and `until` included, the oldest first.

    None where the ledger has no complaint of that time at all: then nothing is known about any business.  Two queries at most.
    """
    ledger = Complaint.objects.filter(received_on__range=(since, until)).exclude(state__in=NOT_COUNTED)
    days: dict[int, list[date]] = {}
    rows = ledger.filter(respondent__in=businesses).order_by("received_on", "pk").values_list("respondent_id", "received_on")
    for business, day in rows:
        if business is not None:
            days.setdefault(business, []).append(day)
    if not days and not Complaint.objects.filter(received_on__range=(since, until)).exists():
        return None
    return {business: tuple(found) for business, found in days.items()}
