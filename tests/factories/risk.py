"""Facts a priority is made of."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from tests.factories.cases import Town, open_matter
from yingzhou.base.clock import SHANGHAI
from yingzhou.work.cases.choices import Kind, Source
from yingzhou.work.cases.models import Case
from yingzhou.work.registry.models import Business
from yingzhou.work.visits.models import Visit


def visited(business: Business, on: date, officer: Any, **facts: Any) -> Visit:
    """A visit of ten minutes on a morning; the business has a station."""
    began = datetime.combine(on, time(9), tzinfo=SHANGHAI)
    facts = {
        "began_at": began,
        "ended_at": began + timedelta(minutes=10),
        "received_at": began,
        "station": business.station,
        **facts,
    }
    return Visit.objects.create(business=business, officer=officer, visited_on=on, **facts)


def raised_on(visit: Visit, town: Town) -> Case:
    """A hazard that was raised on a visit."""
    return open_matter(town, Kind.HAZARD, business=visit.business, source=Source.VISIT, source_id=visit.public_id)
