"""建议: in writing, with a day.  A service to the owner; an order is something else."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import now, today
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.hazards import rules
from yingzhou.work.hazards.actions.moving import given, held, move, said
from yingzhou.work.hazards.choices import Grade
from yingzhou.work.hazards.models import Advice, Hazard
from yingzhou.work.hazards.queries.book import grades_on
from yingzhou.work.hazards.rules import Do


@transaction.atomic
def advise(*, hazard: Hazard, words: str, by_on: date | None, by: Actor) -> Hazard:
    """Advise the owner what to do and by when; again, with another day, as long as it is with them."""
    return start_advice(held(hazard), words=words, by_on=by_on, by=by)


def start_advice(hazard: Hazard, *, words: str, by_on: date | None, by: Actor) -> Hazard:
    """The advice for a held hazard; without words what the item needs, without a day the one of its grade."""
    default = rules.default_day(grades_on(today())[Grade(hazard.grade)], on=today())
    day = by_on or default
    rules.check_by_day(day, today=today())
    told = words.strip() or hazard.needed
    move(hazard, Do.ADVISE, by=by, needs=given(day=day), words=told, changes={"due_on": day})
    Advice.objects.create(
        hazard=hazard,
        words=told,
        given_on=today(),
        by_on=day,
        default_on=default,
        given_by_id=by.officer_id if isinstance(by, Viewer) else None,
        at=now(),
    )
    said(hazard, "advise", by=by, by_on=day, default_on=default)
    return hazard
