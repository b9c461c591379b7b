"""Past visits as they could have been seen beforehand, and the latest model card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from yingzhou.work.cases.choices import Kind, Source
from yingzhou.work.cases.models import Case
from yingzhou.work.registry.models import Business
from yingzhou.work.visits.choices import Aim
from yingzhou.work.visits.models import ModelCard, Visit
from yingzhou.work.visits.queries.priorities import figures_on, known_of
from yingzhou.work.visits.queries.seasons import season_on
from yingzhou.work.visits.rules.facts import facts_of
from yingzhou.work.visits.rules.learned import Past
from yingzhou.work.visits.rules.priorities import priority


def past_visits(*, since: date, until: date) -> Iterator[Past]:
    """Routine visits with what was known the evening before their week began.  One set of queries a week."""
    raised = Case.objects.filter(kind=Kind.HAZARD, source=Source.VISIT, source_id=OuterRef("public_id"))
    visits = Visit.objects.filter(aim=Aim.ROUTINE, visited_on__range=(since, until)).annotate(found=Exists(raised))
    weeks: dict[date, list[tuple[int, date, bool]]] = defaultdict(list)
    for business, on, found in visits.order_by("visited_on", "pk").values_list("business_id", "visited_on", "found"):
        weeks[on - timedelta(days=on.weekday())].append((business, on, found))
    for monday, made in weeks.items():
        eve = monday - timedelta(days=1)
        figures, season = figures_on(eve), season_on(eve)
        chosen = Business.objects.filter(pk__in={business for business, _on, _found in made})
        known = {one.business_id: one for one in known_of(chosen, figures, eve)}
        for business, on, found in made:
            one = known[business]
            yield Past(on, facts_of(one, figures, season, eve), priority(one, figures, season, eve).points, found)


def latest_card() -> ModelCard | None:
    """The latest training, if there was one."""
    return ModelCard.objects.order_by("-trained_at", "-pk").first()
