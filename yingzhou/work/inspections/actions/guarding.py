"""What every act of this room begins with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from yingzhou.base.figures.reading import figure
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.queries.certificates import certified
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.inspections.choices import State
from yingzhou.work.inspections.models import Inspection, Inspector
from yingzhou.work.inspections.queries.reckoning import LEAST
from yingzhou.work.inspections.queries.scope import check_inside, inspection_for
from yingzhou.work.inspections.rules import asking, roles, steps


def check_may(by: Viewer, allowed: tuple[Role, ...], act: object) -> None:
    """Refuse anybody outside the room, and roles that do not do this."""
    check_inside(by)
    roles.check_role(by, allowed, act)


def held(inspection: Inspection, *, by: Viewer, wanted: State, act: object) -> Inspection:
    """The inspection, locked, once the viewer may know of it and it stands where the act needs it."""
    inspection_for(by, inspection.public_id)
    locked = Inspection.objects.select_for_update(of=("self",)).select_related("business", "plan").get(pk=inspection.pk)
    steps.check_state(State(locked.state), wanted, act)
    return locked


def going(inspection: Inspection) -> QuerySet[Inspector]:
    """The inspectors who were not recused."""
    return inspection.inspectors.filter(recused_on__isnull=True).select_related("officer").order_by("officer__name", "pk")


def check_people(people: Iterable[Officer], *, on: date) -> None:
    """Enough of them, each with a certificate on the day."""
    team = list(people)
    has = certified([one.pk for one in team], on)
    least = figure(LEAST, on=on)
    asking.check_team([(one.name, one.pk in has) for one in team], least=int(least.value), source=least.source, day=on)


def check_team(inspection: Inspection, *, on: date) -> None:
    """The same for those who are on the team."""
    check_people([one.officer for one in going(inspection)], on=on)
