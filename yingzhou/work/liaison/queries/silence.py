"""多久没联系: businesses nobody has been in touch with for too long, by class; only those overdue, the longest first.

What counts as being in touch, the rooms above say: they register the latest day of it for a business, in SQL.

    in_touch_by("visits", lambda: latest day of a visit to OuterRef("pk"))
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest

from yingzhou.base.documents.sheets import Column
from yingzhou.base.documents.sheets import Kind as Cell
from yingzhou.base.words import _
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.liaison.choices import SilentClass
from yingzhou.work.liaison.models import Contact
from yingzhou.work.liaison.queries.overview import overseen
from yingzhou.work.liaison.rules import days_of, last_days
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.choices import Kind, PermitKind, Status
from yingzhou.work.registry.models import Business, Permit
from yingzhou.work.registry.queries.scope import visible_to

PAGE = 50
COUNT_CAP = 1_001
NEVER = date(1900, 1, 1)
FOOD = (PermitKind.FOOD_TRADE, PermitKind.FOOD_PRODUCTION)

_sources: dict[str, Callable[[], Any]] = {}


def in_touch_by(name: str, latest: Callable[[], Any]) -> None:
    """Register the latest day of contact as an expression over a business (`OuterRef("pk")`).  Registering again replaces."""
    _sources[name] = latest


def last_contact() -> Any:
    """The latest day anybody was in touch with the business, as an expression; null where nobody ever was."""
    days = [Coalesce(source(), Value(None), output_field=DateField()) for source in _sources.values()]
    if not days:
        return Value(None, output_field=DateField())
    return Greatest(*days) if len(days) > 1 else days[0]


@dataclass(frozen=True)
class Asked:
    """What the list is narrowed to."""

    which: str = ""
    station: int | None = None
    officer: int | None = None


def asked_of(viewer: Viewer, which: str, station: str, *, on: date) -> Asked:
    """What the address of the list asks for; a station that is not the viewer's narrows to nothing less than all."""
    found = next((one for one in overseen(viewer, on=on) if str(one.public_id) == station), None)
    return Asked(which=which, station=found.pk if found else None)


def silent(viewer: Viewer, asked: Asked, *, on: date) -> QuerySet[Business]:
    """Trading businesses in scope whose last contact (where there was none, registration) is too long ago, and whose
    liaison has had them for as long: who took a business over lately is given the time to go there.

    Rows carry `last` (or null), `counted_from`, and `which`; the longest silent first.
    """
    food = Permit.objects.filter(business=OuterRef("pk"), kind__in=FOOD).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))
    found = visible_to(viewer, on=on).filter(status=Status.ACTIVE, merged_into__isnull=True).order_by()
    if asked.station is not None:
        found = found.filter(station_id=asked.station)
    if asked.officer is not None:
        found = found.filter(in_force(on, "contacts__"), contacts__officer_id=asked.officer)
    liaison = Contact.objects.filter(in_force(on), business=OuterRef("pk"))
    taken_over = Subquery(liaison.values("since")[:1])
    found = found.annotate(
        which=Case(
            When(Exists(food), then=Value(SilentClass.FOOD.value)),
            When(kind=Kind.ENTERPRISE, then=Value(SilentClass.ENTERPRISE.value)),
            default=Value(SilentClass.INDIVIDUAL.value),
        ),
        last=last_contact(),
        counted_from=Greatest(Coalesce(F("last"), F("registered_on"), Value(NEVER), output_field=DateField()), taken_over),
        liaison_name=Subquery(liaison.values("officer__name")[:1]),
    )
    overdue = Q(pk__in=())
    for which, day in last_days(on).items():
        if asked.which in ("", which):
            overdue |= Q(which=which, counted_from__lte=day)
    return found.filter(overdue).select_related("station", "community").order_by("counted_from", "pk")


@dataclass(frozen=True)
class SilentRow:
    """One business on the list: days since the last contact, or none ever, and after how many it is too long."""

    business: Business
    liaison: str
    which: str
    last: date | None
    days: int | None
    limit: int


@dataclass(frozen=True)
class SilentPage:
    """One page of the list, how many there are (capped), and the id to go on from."""

    rows: tuple[SilentRow, ...]
    total: int
    after: UUID | None


def silent_page(viewer: Viewer, asked: Asked, *, on: date, after: UUID | None = None) -> SilentPage:
    """A page of the silent list.  Three queries."""
    found = silent(viewer, asked, on=on)
    total = found.order_by()[:COUNT_CAP].count()
    if after is not None and (last := found.filter(public_id=after).first()) is not None:
        past: Any = last
        found = found.filter(Q(counted_from__gt=past.counted_from) | Q(counted_from=past.counted_from, pk__gt=last.pk))
    rows = list(found[: PAGE + 1])
    limits = {str(which): days_of(which, on) for which in SilentClass}
    shown = tuple(_row(one, limits, on) for one in rows[:PAGE])
    return SilentPage(shown, total, rows[PAGE - 1].public_id if len(rows) > PAGE else None)


def silent_rows(viewer: Viewer, asked: Asked, *, on: date) -> Iterator[SilentRow]:
    """Every row, to be taken away."""
    limits = {str(which): days_of(which, on) for which in SilentClass}
    return (_row(one, limits, on) for one in silent(viewer, asked, on=on).iterator(chunk_size=2_000))


def silent_count(viewer: Viewer, *, on: date, most: int = COUNT_CAP) -> int:
    """How many there are in scope, capped."""
    return silent(viewer, Asked(), on=on).order_by()[:most].count()


def _row(one: Any, limits: dict[str, int], on: date) -> SilentRow:
    days = None if one.last is None else (on - one.last).days
    return SilentRow(one, one.liaison_name or "", str(SilentClass(one.which).label), one.last, days, limits[one.which])


FILTERS = frozenset({"which", "station"})


def silent_columns(on: date) -> Sequence[Column]:
    """What the list says when it is taken away."""
    return [
        Column("name", _("主体"), width=30),
        Column("station", _("指导站"), width=14),
        Column("community", _("村居"), width=14),
        Column("liaison", _("联络员"), width=10),
        Column("which", _("哪一类"), width=16),
        Column("last", _("上次联系"), Cell.DATE),
        Column("days", _("多少天"), Cell.NUMBER),
        Column("limit", _("上限天数"), Cell.NUMBER),
    ]


def rows_to_export(viewer: Viewer, asked: Mapping[str, Sequence[str]], on: date) -> Iterator[dict[str, Any]]:
    """The rows of the list as narrowed, read as they are asked for."""
    narrowed = asked_of(viewer, *(next(iter(asked.get(name, ())), "") for name in ("which", "station")), on=on)
    for row in silent_rows(viewer, narrowed, on=on):
        yield {
            "name": row.business.name,
            "station": row.business.station.name if row.business.station else "",
            "community": row.business.community.name if row.business.community else "",
            "liaison": row.liaison,
            "which": row.which,
            "last": row.last,
            "days": row.days,
            "limit": row.limit,
        }
