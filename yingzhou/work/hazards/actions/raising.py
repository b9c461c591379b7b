"""发现: something wrong at a business, seen on a visit, from the desk or told by a village."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import now, today
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.figures.reading import figure
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases import actions as cases
from yingzhou.work.cases.choices import Kind, Made, Source, Stage
from yingzhou.work.cases.models import Case
from yingzhou.work.hazards import rules
from yingzhou.work.hazards.actions import telling
from yingzhou.work.hazards.actions.advising import start_advice
from yingzhou.work.hazards.actions.moving import said
from yingzhou.work.hazards.choices import Grade, Side, State
from yingzhou.work.hazards.models import Hazard, HazardPicture
from yingzhou.work.hazards.queries.book import items_on
from yingzhou.work.hazards.queries.contracts import DAYS_A_MONTH
from yingzhou.work.hazards.queries.scope import STATION_ROLES
from yingzhou.work.hazards.rules.refusals import AlreadyHazard, NoStation
from yingzhou.work.liaison.models import Contact
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.models import Business


@transaction.atomic
def raise_hazard(
    *,
    business: Business,
    item: str,
    grade: Grade | None,
    text: str,
    found_on: date,
    source: str,
    source_id: UUID | None,
    pictures: Sequence[Evidence],
    by: Actor,
    grade_reason: str = "",
    first_signal_on: date | None = None,
    by_on: date | None = None,
    advice: str = "",
    is_demo: bool = False,
) -> Hazard:
    """A hazard with its case.  Found by somebody of the station, it is theirs and the advice is given at once.

    `by_on` is the day by which the owner should mend it; without one, the day of the grade.  Found by anybody else, it
    goes to the liaison of the business, who gives the advice.
    """
    if business.station is None:
        raise NoStation()
    case = cases.open_case(
        kind=Kind.HAZARD,
        title=str(_row(item, text).words),
        text=text.strip() or str(_row(item, text).words),
        source=Source(source),
        source_id=source_id,
        business=business,
        began_on=first_signal_on,
        by=by,
        is_demo=is_demo,
    )
    return _made(
        case,
        item,
        grade,
        text,
        found_on,
        pictures,
        by,
        grade_reason=grade_reason,
        first_signal_on=first_signal_on,
        by_on=by_on,
        advice=advice,
    )


@transaction.atomic
def take_up(
    *,
    case: Case,
    item: str,
    grade: Grade | None,
    text: str,
    found_on: date,
    pictures: Sequence[Evidence],
    by: Actor,
    grade_reason: str = "",
    by_on: date | None = None,
    advice: str = "",
) -> Hazard:
    """A hazard somebody told us of, seen with our own eyes: the case it came as goes on here.

    The day it was told is the first signal, so that the time to find it is measured and not typed.
    """
    case = cases.locked(case)
    if case.kind != Kind.HAZARD or case.has_own_page or not case.is_open or case.business is None:
        raise AlreadyHazard()
    if case.business.station is None:
        raise NoStation()
    told_on = min(case.began_on or found_on, telling.day_received(case), found_on)
    return _made(
        case,
        item,
        grade,
        text,
        found_on,
        pictures,
        by,
        grade_reason=grade_reason,
        first_signal_on=told_on,
        by_on=by_on,
        advice=advice,
    )


def _made(
    case: Case,
    item: str,
    grade: Grade | None,
    text: str,
    found_on: date,
    pictures: Sequence[Evidence],
    by: Actor,
    *,
    grade_reason: str,
    first_signal_on: date | None,
    by_on: date | None,
    advice: str,
) -> Hazard:
    business = case.business
    assert business is not None  # both doors have checked
    row = _row(item, text)
    final = grade or row.grade
    rules.check_grade(row, final, reason=grade_reason or text)
    rules.check_days(found_on=found_on, today=today(), first_signal_on=first_signal_on)
    case.has_own_page = True
    handler = _handler(business, by)
    cases.advance(
        case=case,
        name=Made.DISPATCH,
        to=Stage.DISPATCHED,
        by=by,
        come_with=cases.With(station=business.station, handler=handler),
        changes={"station": business.station, "handler": handler},
    )
    hazard = Hazard.objects.create(
        case=case,
        business=business,
        item=row.id,
        item_words=text.strip()[:120] if row.id == rules.OTHER else row.words,
        needed=row.needed,
        grade=final,
        grade_reason=grade_reason.strip()[:200],
        text=text.strip(),
        source=case.source,
        source_id=case.source_id,
        first_signal_on=first_signal_on,
        found_on=found_on,
        found_by_id=by.officer_id if isinstance(by, Viewer) else None,
        is_repeat=_is_repeat(business, row.id, found_on),
        state=State.FOUND,
        is_demo=case.is_demo,
    )
    keep_pictures(hazard, pictures, Side.BEFORE)
    said(hazard, "raise", by=by, item=row.id, grade=final, source=case.source, pictures=len(pictures))
    if handler is not None and isinstance(by, Viewer) and handler.pk == by.officer_id:
        return start_advice(hazard, words=advice, by_on=by_on, by=by)
    telling.found(hazard)
    return hazard


def keep_pictures(hazard: Hazard, pictures: Sequence[Evidence], side: Side, **of: object) -> None:
    """The photos of one side; the same one twice is one."""
    there = set(hazard.pictures.values_list("evidence_id", flat=True))
    new = {picture.pk: picture for picture in pictures if picture.pk not in there}
    HazardPicture.objects.bulk_create(
        [HazardPicture(hazard=hazard, evidence=picture, side=side, at=now(), **of) for picture in new.values()]
    )


def _row(item: str, text: str) -> rules.Item:
    return rules.item_of(items_on(today()), item, text=text)


def _handler(business: Business, by: Actor) -> Officer | None:
    """Whoever found it, if they work at the station; else the liaison of the business; else nobody, and the head names one."""
    if isinstance(by, Viewer) and any(business.station_id in grant.station_ids for grant in by.grants_of(*STATION_ROLES)):
        return Officer.objects.get(pk=by.officer_id)
    contact = Contact.objects.filter(in_force(today()), business=business, officer__is_active=True).select_related("officer")
    found = contact.order_by("pk").first()
    return found.officer if found else None


def _is_repeat(business: Business, item: str, found_on: date) -> bool:
    months = int(figure("hazards.repeat_months", on=found_on).value)
    since = found_on - timedelta(days=round(months * DAYS_A_MONTH))
    earlier = Hazard.objects.filter(business=business, item=item, found_on__range=(since, found_on))
    return item != rules.OTHER and earlier.exists()
