"""Who may: one mark for each kind of page of the room, and what its forms choose from."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from yingzhou.base.clock import today
from yingzhou.web.door.access import who
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.inspections.models import InspectionItem, InspectionPlan
from yingzhou.work.inspections.queries.lists import plans_in_force
from yingzhou.work.inspections.queries.scope import items_on, possible_inspectors
from yingzhou.work.inspections.rules.roles import APPROVERS, PLANNERS, READERS, STATION, WORKERS

reads = who(*READERS, act=_("看行政检查"), with_certificate=STATION)
works = who(*WORKERS, act=_("办行政检查"), with_certificate=STATION)
plans = who(*PLANNERS, act=_("管检查计划和名单"))
decides = who(*APPROVERS, act=_("批行政检查"))


def item_choices() -> list[tuple[str, str]]:
    """The published list of today."""
    return [(str(one.public_id), _item_words(one)) for one in items_on(today())]


def _item_words(item: InspectionItem) -> str:
    return f"{item.name}（{item.code}）"


def plan_choices() -> list[tuple[str, str]]:
    """Plans in force today."""
    return [(str(one.public_id), one.name) for one in plans_in_force(today())]


def officer_choices(viewer: Viewer) -> list[tuple[str, str]]:
    """Whom the viewer may send."""
    return people(possible_inspectors(viewer))


def people(officers: Iterable[Officer]) -> list[tuple[str, str]]:
    return [(str(one.public_id), one.name) for one in officers]


def ids(values: Iterable[str]) -> list[UUID]:
    """The ids a form let through."""
    return [UUID(one) for one in values]


def plan_of(viewer: Viewer, chosen: str) -> InspectionPlan | None:
    """The plan that was chosen, if one was."""
    return plans_in_force(today()).filter(public_id=chosen).first() if chosen else None
