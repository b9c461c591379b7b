"""What follows a business when two rows become one: tables of this room, and of the rooms above that say so.

A room above registers its own (in its `apps.py`, when the application starts), so that the registry need not know it:

    follow("cases.Case", "business_id")
    follow("liaison.Contact", "business_id", one_a_day=())
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models


@dataclass(frozen=True)
class Follower:
    """A table whose rows name a business in `field`.

    A row that would contradict one the kept business has is left where it is: `one_a_day` names the columns beside the
    business of which no two rows may hold on one day (the table's exclusion constraint), `once` those of which no two
    may be equal (its unique constraint).  `only_one` is a flag that one row of a business may carry: it is lowered on
    the rows that come.
    """

    name: str
    field: str
    one_a_day: tuple[str, ...] | None = None
    once: tuple[str, ...] | None = None
    only_one: str = ""

    @property
    def key(self) -> str:
        """What the rows are filed under in `Merge.moved`."""
        return f"{self.name}.{self.field}"

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.name)

    def move(self, *, keep_id: int, lose_id: int) -> tuple[list[dict[str, Any]], int]:
        """Move the rows; what each was before, and how many stayed."""
        objects = self.model._default_manager
        rows = list(objects.select_for_update().filter(**{self.field: lose_id}).order_by("pk"))
        going = [row for row in rows if not self._clashes(row, keep_id)]
        has_flag = bool(self.only_one) and objects.filter(**{self.field: keep_id, self.only_one: True}).exists()
        went = [{"id": row.pk, self.field: lose_id, **self._lowered(row, has_flag)} for row in going]
        if has_flag:
            objects.filter(pk__in=[row["id"] for row in went if self.only_one in row]).update(**{self.only_one: False})
        objects.filter(pk__in=[row.pk for row in going]).update(**{self.field: keep_id})
        return went, len(rows) - len(going)

    def back(self, went: list[dict[str, Any]], *, keep_id: int) -> int:
        """Put rows back that are still where they were moved to; how many were."""
        returned = 0
        for row in went:
            was = {name: value for name, value in row.items() if name != "id"}
            returned += self.model._default_manager.filter(pk=row["id"], **{self.field: keep_id}).update(**was)
        return returned

    def _lowered(self, row: models.Model, has_flag: bool) -> dict[str, bool]:
        return {self.only_one: True} if has_flag and getattr(row, self.only_one) else {}

    def _clashes(self, row: models.Model, keep_id: int) -> bool:
        """Whether the kept business has a row that this one would contradict."""
        there = self.model._default_manager.filter(**{self.field: keep_id})
        if self.once is not None:
            return there.filter(**{name: getattr(row, name) for name in self.once}).exists()
        if self.one_a_day is None:
            return False
        return there.filter(_days_of(row), **{name: getattr(row, name) for name in self.one_a_day}).exists()


def _days_of(row: models.Model) -> models.Q:
    """Rows with `since`–`until` that share a day with this one."""
    since: date = row.since  # type: ignore[attr-defined]
    until: date | None = row.until  # type: ignore[attr-defined]
    shared = models.Q(until__isnull=True) | models.Q(until__gt=since)
    return shared if until is None else shared & models.Q(since__lt=until)


_followers: dict[str, Follower] = {}


def follow(
    name: str,
    field: str,
    *,
    one_a_day: tuple[str, ...] | None = None,
    once: tuple[str, ...] | None = None,
    only_one: str = "",
) -> None:
    """Register a table whose rows go with the business.  Registering it again replaces what was said before."""
    follower = Follower(name=name, field=field, one_a_day=one_a_day, once=once, only_one=only_one)
    _followers[follower.key] = follower


def followers() -> list[Follower]:
    """All of them, in the order they were registered."""
    return list(_followers.values())


follow("registry.FormerName", "business_id")
follow("registry.Premises", "business_id")
follow("registry.Permit", "business_id")
follow("registry.ContactPerson", "business_id", only_one="is_main")
follow("registry.Seat", "business_id", one_a_day=())
follow("registry.Stall", "market_id", once=("number",))
follow("registry.Tenancy", "business_id")
follow("registry.Tagging", "business_id", one_a_day=("tag_id",))
