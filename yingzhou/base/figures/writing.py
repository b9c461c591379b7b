"""Adding a figure: entered by one person, approved by another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from django.db import connection, transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import now
from yingzhou.base.figures import reading
from yingzhou.base.figures.models import OwnFigure
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.base.trail.writing import record
from yingzhou.base.words import _
from yingzhou.rulebook import FigureFault, shipped

#: One at a time: two approvals must not each fit alone and not together.
_ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('yingzhou.figures'))"


class FigureRefused(Refusal):
    """The value does not fit the rulebook: it would change what is published, or lacks something."""

    reason = _("这个数值不能加：{fault}")
    mend = _("只能补缺的日期，或加更晚的值；已公布的值不能改")
    status = 422


class ApprovedByTheSame(Refusal):
    """Nobody approves what they entered."""

    reason = _("录入的人不能批准自己录入的数值")
    mend = _("请另一位有权的同事批准")
    status = 403


class Person(Actor, Protocol):
    """Somebody with an account."""

    @property
    def officer_id(self) -> int: ...


@transaction.atomic
def enter(
    *,
    name: str,
    since: date,
    value: Any,
    source: str,
    by: Person,
    until: date | None = None,
    label: str = "",
    label_en: str = "",
    unit: str = "",
) -> OwnFigure:
    """Enter a value; it holds once another person has approved it.  A new figure needs labels and a unit."""
    own = OwnFigure(
        name=name,
        label=label,
        label_en=label_en,
        unit=unit,
        since=since,
        until=until,
        value=value,
        source=source,
        entered_by_id=by.officer_id,
    )
    _check_fits([*reading.approved(), own])
    own.save()
    record("figure.enter", own, by=by, name=name, since=since, value=value, source=source)
    return own


@transaction.atomic
def approve(*, figure: UUID, by: Person) -> OwnFigure:
    """Put a waiting value in force.  It must still fit what was approved meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME)
    own = _waiting(figure)
    if own.entered_by_id == by.officer_id:
        raise ApprovedByTheSame
    _check_fits([*reading.approved(), own])
    own.approved_by_id, own.approved_at = by.officer_id, now()
    own.save(update_fields=["approved_by_id", "approved_at"])
    record("figure.approve", own, by=by, name=own.name, since=own.since, value=own.value)
    return own


@transaction.atomic
def withdraw(*, figure: UUID, by: Person) -> None:
    """Take back a value that nobody has approved yet."""
    own = _waiting(figure)
    record("figure.withdraw", own, by=by, name=own.name, since=own.since)
    own.delete()


def _waiting(figure: UUID) -> OwnFigure:
    found = OwnFigure.objects.select_for_update().filter(public_id=figure, approved_at__isnull=True).first()
    if found is None:
        raise NotFound
    return found


def _check_fits(figures: Iterable[OwnFigure]) -> None:
    try:
        shipped().with_added(reading.rows(sorted(figures, key=lambda own: own.since)))
    except FigureFault as fault:
        raise FigureRefused(fault=fault.what) from fault
