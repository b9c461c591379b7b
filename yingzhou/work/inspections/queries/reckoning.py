"""What stands against one more inspection of a business: the cap and this year's days, higher authorities, the undisturbed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from yingzhou.base.figures.reading import book
from yingzhou.rulebook import NoValueOn, UnknownFigure
from yingzhou.work.inspections.choices import Origin, State
from yingzhou.work.inspections.models import Exemption, Grading, InspectedItem, Inspection, InspectionItem, SuperiorCheck
from yingzhou.work.inspections.rules.asking import Cap, SeenBefore, Spared
from yingzhou.work.inspections.rules.periods import months_after
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.models import Business

#: The bureau's own figures: a cap for everybody, for an industry (`_I62`), for a grade (`_food_d`, `_credit_a`).
CAP = "inspections.yearly_cap"
NO_REPEAT = "inspections.no_repeat_months"
LEAST = "inspections.officers_at_least"
GOING = (State.ASKED, State.APPROVED, State.INSPECTED)


@dataclass(frozen=True)
class LastLook:
    """When an item was last looked at here, by us or by a higher authority."""

    item: str
    on: date
    who: str


@dataclass(frozen=True)
class Year:
    """A business's year: on which days it is or was to be inspected (triggered ones apart), the cap, what was looked at last."""

    year: int
    days: tuple[date, ...]
    triggered: int
    cap: Cap | None
    last: tuple[LastLook, ...]

    @property
    def count(self) -> int:
        return len(self.days) + self.triggered


def cap_for(business: Business, *, on: date) -> Cap | None:
    """The most telling figure that has a value on the day: of the grade, of the industry, of everybody."""
    grades = Grading.objects.filter(in_force(on), business=business).order_by("kind")
    names = [f"{CAP}_{one.kind}_{one.grade}" for one in grades]
    code = business.industry_code.lstrip("ABCDEFGHIJKLMNOPQRST")
    names += [f"{CAP}_i{code[:length]}" for length in range(len(code), 1, -1)]
    law = book()
    for name in (*names, CAP):
        try:
            told = law.figure(name, on=on)
        except (NoValueOn, UnknownFigure):
            continue
        return Cap(label=told.label, times=int(told.value), source=told.source)
    return None


def going_in(business: Business, year: int) -> QuerySet[Inspection]:
    """Inspections of a year that took place or are to take place."""
    return Inspection.objects.filter(business=business, state__in=GOING, on__year=year)


def days_counted(business: Business, year: int, *, leave_out: int = 0) -> list[date]:
    """The days that count against the cap."""
    found = going_in(business, year).exclude(origin=Origin.TRIGGERED).exclude(pk=leave_out)
    return list(found.order_by("on").values_list("on", flat=True))


def seen_before(business: Business, items: Iterable[InspectionItem], *, on: date) -> list[SeenBefore]:
    """Which of these items a higher authority looked at within the period of the law, the latest first."""
    checks = SuperiorCheck.objects.filter(business=business, item__in=list(items), item__is_food=True, on__lte=on)
    months = int(book().figure(NO_REPEAT, on=on).value)
    return [
        SeenBefore(item=one.item.name, authority=one.authority, on=one.on, free_from=months_after(one.on, months))
        for one in checks.select_related("item").order_by("-on", "pk")
    ]


def spared_on(business: Business, on: date) -> Spared | None:
    """The list of the undisturbed that names this business on the day."""
    found = Exemption.objects.filter(in_force(on), business=business).order_by("-until").first()
    return Spared(str(found.get_kind_display()), found.reason, found.until) if found else None


def year_of(business: Business, *, on: date) -> Year:
    """This year, for the page of the business: three queries, whatever happened."""
    rows = list(going_in(business, on.year).order_by("on").values_list("on", "origin"))
    return Year(
        year=on.year,
        days=tuple(day for day, origin in rows if origin != Origin.TRIGGERED),
        triggered=sum(origin == Origin.TRIGGERED for _day, origin in rows),
        cap=cap_for(business, on=on),
        last=tuple(_last_looks(business)),
    )


def _last_looks(business: Business) -> list[LastLook]:
    ours = InspectedItem.objects.filter(inspection__business=business, inspection__inspected_on__isnull=False)
    rows = [(name, day, "") for name, day in ours.values_list("item__name", "inspection__inspected_on") if day is not None]
    rows += list(SuperiorCheck.objects.filter(business=business).values_list("item__name", "on", "authority"))
    latest: dict[str, LastLook] = {}
    for name, day, who in sorted(rows, key=lambda row: row[1]):
        latest[name] = LastLook(item=name, on=day, who=who)
    return sorted(latest.values(), key=lambda one: one.on, reverse=True)
