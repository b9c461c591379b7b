"""Lists of the room, by keyset; and what the desk's lists hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum

from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.base.words import _
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.inspections.choices import State
from yingzhou.work.inspections.models import (
    Exemption,
    Grading,
    Inspection,
    InspectionItem,
    InspectionPlan,
    InspectionWish,
    SuperiorCheck,
)
from yingzhou.work.inspections.queries.scope import check_inside, inspections_of
from yingzhou.work.inspections.rules import roles
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.models import Business
from yingzhou.work.registry.queries.scope import visible_to
from yingzhou.work.registry.rules.keys import name_key

PAGE = 50
#: What the tabs of the list hold.
VIEWS = {
    "waiting": Q(state=State.ASKED),
    "going": Q(state=State.APPROVED),
    "done": Q(state=State.INSPECTED),
    "off": Q(state__in=(State.DECLINED, State.CANCELED)),
}


class ShopUnclear(Refusal):
    """None or several businesses answer to what was typed."""

    reason = _("“{words}”{fault}")
    mend = _("写统一社会信用代码，或从主体页面上点“提出检查”")
    field = "shop"
    status = 422


@dataclass(frozen=True)
class Slice:
    """One page of inspections; `next` names its last row where there are older ones."""

    rows: list[Inspection]
    next: UUID | None = None


@dataclass(frozen=True)
class Together:
    """Wishes of several desks about one business, and the days they have in common (None where there are none)."""

    business: Business
    wishes: tuple[InspectionWish, ...]
    since: date
    until: date

    @property
    def fits(self) -> bool:
        return self.since < self.until

    @property
    def saved(self) -> int:
        """How often the business is not disturbed when they go together."""
        return len(self.wishes) - 1


@dataclass(frozen=True)
class Kept:
    """The four lists as one page shows them."""

    items: list[InspectionItem]
    exemptions: list[Exemption]
    superior: list[SuperiorCheck]
    gradings: list[Grading]


def inspection_list(viewer: Viewer, view: str, *, before: UUID | None = None) -> Slice:
    """Inspections the viewer may know of, the latest first."""
    check_inside(viewer)
    found = inspections_of(viewer).filter(VIEWS.get(view, VIEWS["waiting"])).order_by("-pk")
    last = inspections_of(viewer).filter(public_id=before).values_list("pk", flat=True).first() if before else None
    if last is not None:
        found = found.filter(pk__lt=last)
    rows = list(found.select_related("business__station", "plan").prefetch_related("items__item")[: PAGE + 1])
    return Slice(rows=rows[:PAGE], next=rows[PAGE - 1].public_id if len(rows) > PAGE else None)


def saved_this_year(viewer: Viewer) -> int:
    """How often businesses were not disturbed because wishes went together.  A sum for everybody, of nobody in particular."""
    done = inspections_of(viewer).filter(merged__gt=1, on__year=today().year).exclude(state__in=(State.DECLINED, State.CANCELED))
    return int(done.aggregate(saved=Sum(F("merged") - 1))["saved"] or 0)


def plan_list(viewer: Viewer) -> list[InspectionPlan]:
    """Plans, the latest first."""
    check_inside(viewer)
    return list(InspectionPlan.objects.select_related("drafted_by").order_by("-since", "-pk")[:PAGE])


def plans_in_force(on: date) -> QuerySet[InspectionPlan]:
    """Approved, and the day lies in them."""
    return InspectionPlan.objects.filter(approved_on__isnull=False, since__lte=on, until__gt=on).order_by("name", "pk")


def open_wishes(viewer: Viewer) -> list[Together]:
    """What desks wish for, business by business; those that spare most first."""
    check_inside(viewer)
    found = InspectionWish.objects.filter(inspection__isnull=True, dropped_why="", until__gt=today())
    found = found.filter(business__in=visible_to(viewer, on=today()))
    rows = found.select_related("business__station", "item__desk", "plan", "wished_by").order_by("business_id", "since", "pk")
    by_business: dict[int, list[InspectionWish]] = {}
    for row in rows[: PAGE * 4]:
        by_business.setdefault(row.business_id, []).append(row)
    groups = [_together(wishes) for wishes in by_business.values()]
    return sorted(groups, key=lambda one: (-one.saved, one.since))


def _together(wishes: Sequence[InspectionWish]) -> Together:
    first = max(max(one.since for one in wishes), today())
    return Together(wishes[0].business, tuple(wishes), first, min(one.until for one in wishes))


def wish_for(viewer: Viewer, pid: UUID) -> InspectionWish:
    """One wish about a business the viewer may see."""
    check_inside(viewer)
    found = InspectionWish.objects.filter(public_id=pid, business__in=visible_to(viewer, on=today())).first()
    if found is None:
        raise NotFound
    return found


def kept_lists(viewer: Viewer) -> Kept:
    """Items of today, who is left in peace, what higher authorities looked at, grades: of businesses in scope."""
    check_inside(viewer)
    on, seen = today(), visible_to(viewer, on=today())
    return Kept(
        items=list(InspectionItem.objects.filter(in_force(on)).select_related("desk").order_by("code", "pk")[: PAGE * 2]),
        exemptions=list(
            Exemption.objects.filter(in_force(on), business__in=seen).select_related("business").order_by("until", "pk")[:PAGE]
        ),
        superior=list(
            SuperiorCheck.objects.filter(business__in=seen).select_related("business", "item").order_by("-on", "-pk")[:PAGE]
        ),
        gradings=list(
            Grading.objects.filter(in_force(on), business__in=seen).select_related("business").order_by("-since", "-pk")[:PAGE]
        ),
    )


def exemption_for(viewer: Viewer, pid: UUID) -> Exemption:
    """One exemption of a business in scope."""
    check_inside(viewer)
    found = Exemption.objects.filter(public_id=pid, business__in=visible_to(viewer, on=today())).first()
    if found is None:
        raise NotFound
    return found


def shop_named(viewer: Viewer, words: str) -> Business:
    """The one business in scope of that credit code or name."""
    words = words.strip()
    seen = visible_to(viewer, on=today()).filter(merged_into__isnull=True)
    found = list(seen.filter(Q(uscc=words) | Q(name_key=name_key(words))).order_by("pk")[:2])
    if len(found) != 1:
        fault: Any = _("有不止一户") if found else _("在您的范围里没有找到")
        raise ShopUnclear(words=words, fault=fault)
    return found[0]


def may_keep(viewer: Viewer) -> bool:
    """Whether the viewer keeps plans, lists and draws."""
    return viewer.has(*roles.PLANNERS)
