"""双随机: the list to draw from, and draws as they are shown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.inspections.models import Exemption, Inspection, RandomDraw
from yingzhou.work.inspections.queries.scope import check_inside
from yingzhou.work.liaison.models import Contact
from yingzhou.work.network.models import Organization
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.choices import LIVING
from yingzhou.work.registry.models import Business


@dataclass(frozen=True)
class DrawFilter:
    """Which businesses lie in the urn; `industry` is the beginning of a code.  Those left in peace are left out."""

    stations: tuple[Organization, ...] = ()
    industry: str = ""

    @property
    def words(self) -> str:
        """As it is published beside the hash."""
        where = "、".join(one.name for one in self.stations) or "全区"  # data
        return f"{where}；行业代码 {self.industry or '不限'}；在营；不含免打扰名单"  # data


@dataclass(frozen=True)
class Urn:
    """Objects and officers by the ids the record uses, and pairs that do not go together."""

    population: tuple[str, ...]
    officers: tuple[str, ...]
    conflicts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Drawn:
    """One business the lot fell on, who goes, and the inspection made of it."""

    business: Business
    officers: tuple[Officer, ...]
    inspection: Inspection | None


def population_of(asked: DrawFilter, *, on: date) -> QuerySet[Business]:
    """Living businesses that fit, without those left in peace."""
    found = Business.objects.filter(merged_into__isnull=True, status__in=LIVING)
    if asked.stations:
        found = found.filter(station__in=asked.stations)
    if asked.industry:
        found = found.filter(industry_code__startswith=asked.industry)
    return found.exclude(pk__in=Exemption.objects.filter(in_force(on)).values("business"))


def id_of(business: Business) -> str:
    """The credit code, so that anybody can find a shop in the record; the public id where there is none of its own."""
    return business.uscc if business.uscc and not business.uscc_override else str(business.public_id)


def urn_of(asked: DrawFilter, officers: Sequence[Officer], *, on: date) -> Urn:
    """The list as it stands on a day; a liaison does not inspect the shops he looks after."""
    found = list(population_of(asked, on=on).only("pk", "uscc", "uscc_override", "public_id"))
    ids = {one.pk: id_of(one) for one in found}
    people = {one.pk: str(one.public_id) for one in officers}
    contacts = Contact.objects.filter(in_force(on), officer__in=people, business__in=ids)
    pairs = contacts.values_list("officer_id", "business_id")
    return Urn(
        population=tuple(ids.values()),
        officers=tuple(people.values()),
        conflicts=tuple((people[officer], ids[business]) for officer, business in pairs),
    )


def draws_of(viewer: Viewer) -> QuerySet[RandomDraw]:
    """Every draw, the latest first; abandoned ones too."""
    check_inside(viewer)
    return RandomDraw.objects.select_related("plan", "item", "committed_by", "result").defer("urn", "seed").order_by("-pk")


def draw_for(viewer: Viewer, pid: UUID) -> RandomDraw:
    """One draw."""
    check_inside(viewer)
    found = RandomDraw.objects.select_related("plan", "item", "committed_by", "result__by").filter(public_id=pid).first()
    if found is None:
        raise NotFound
    return found


def selected_of(draw: RandomDraw) -> list[dict[str, Any]]:
    """What the record says was drawn; nothing before the draw."""
    result = getattr(draw, "result", None)
    return json.loads(result.record)["selected"] if result is not None and result.record else []


def drawn_of(draw: RandomDraw) -> list[Drawn]:
    """The businesses and people of a record, in the order drawn, in four queries."""
    selected = selected_of(draw)
    businesses = _by_id(one["id"] for one in selected)
    people = {str(one.public_id): one for one in Officer.objects.filter(public_id__in=_people(selected))}
    made = {one.business_id: one for one in Inspection.objects.filter(draw=draw).order_by("pk")}
    return [
        Drawn(
            business=businesses[one["id"]],
            officers=tuple(people[pid] for pid in one["officers"]),
            inspection=made.get(businesses[one["id"]].pk),
        )
        for one in selected
        if one["id"] in businesses
    ]


def _by_id(ids: Iterable[str]) -> dict[str, Business]:
    wanted = list(ids)
    pids = [one for one in wanted if len(one) == len(str(UUID(int=0)))]
    found = Business.objects.filter(Q(uscc__in=wanted, merged_into__isnull=True) | Q(public_id__in=pids)).select_related(
        "station"
    )
    return {id_of(one): one for one in found}


def _people(selected: list[dict[str, Any]]) -> set[str]:
    return {pid for one in selected for pid in one["officers"]}


def waiting_draws() -> QuerySet[RandomDraw]:
    """Committed to and not drawn yet, whose days have begun."""
    return RandomDraw.objects.filter(result__isnull=True, until__gt=today()).defer("urn", "seed").order_by("since", "pk")
