from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.factories.cases import make_town
from tests.factories.hazards import raised
from tests.factories.jobs import scene
from yingzhou.base.clock import today
from yingzhou.work.hazards.models import Hazard


@scene("hazards.escalate_unanswered")
def a_hazard_a_day_past_its_day() -> dict[str, Any]:
    hazard = raised(make_town())
    Hazard.objects.filter(pk=hazard.pk).update(due_on=today() - timedelta(days=2))
    return {}
