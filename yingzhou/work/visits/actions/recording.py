"""Keeping a visit a phone hands over: once, sealed, with what follows from it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from yingzhou.base.clock import now, today
from yingzhou.base.numbering.counting import next_number
from yingzhou.base.receipts import once
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail import receipts
from yingzhou.base.trail.canonical import canonical, moment
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.actions import open_case
from yingzhou.work.cases.choices import Kind, Source
from yingzhou.work.cases.models import Case
from yingzhou.work.registry.models import Business
from yingzhou.work.visits import rules
from yingzhou.work.visits.actions.findings import Found, follow_up
from yingzhou.work.visits.models import (
    Confirmation,
    Finding,
    FindingPhoto,
    Photo,
    Visit,
    VisitAnswer,
    VisitMatter,
    VisitPromise,
)
from yingzhou.work.visits.queries.receipts import receipt_says
from yingzhou.work.visits.queries.scope import businesses_to_visit

SCOPE = "visit.record"
SEAL_FORMAT = "yingzhou-visit-seal/1"


@dataclass(frozen=True)
class Recorded:
    """What the phone hears: the visit and its seal, whose clock was kept, the hazards and matters that follow from it."""

    visit: UUID
    number: str
    seal: str
    skew_seconds: int
    clock: str
    hazards: tuple[UUID, ...]
    cases: tuple[UUID, ...]
    is_new: bool


@transaction.atomic
def record_visit(*, told: rules.VisitTold, key: UUID, by: Viewer, is_demo: bool = False) -> Recorded:
    """Keep a visit under the key its phone made; the same record again answers the same and keeps nothing twice.

    NotFound for a business that is neither theirs today nor was on the day of the visit, PhotosMissing while photos are still
    on their way, PhotoUsed for one that stands elsewhere; AlreadyUsed when the key belongs to another record (see
    `keep_conflict`).  A wrong clock is corrected, never a reason to refuse.
    """
    with once(key, rules.content_of(told.raw), scope=SCOPE, by=by) as receipt:
        if receipt.is_new:
            receipt.keep(**_record(told, key, by, is_demo=is_demo))
    answer = receipt.answer
    return Recorded(
        visit=UUID(answer["visit"]),
        number=answer["number"],
        seal=answer["seal"],
        skew_seconds=answer["skew_seconds"],
        clock=answer["clock"],
        hazards=tuple(UUID(pid) for pid in answer["hazards"]),
        cases=tuple(UUID(pid) for pid in answer["cases"]),
        is_new=receipt.is_new,
    )


def _record(told: rules.VisitTold, key: UUID, by: Viewer, *, is_demo: bool) -> dict[str, Any]:
    at = now()
    times = rules.placed(began_at=told.began_at, ended_at=told.ended_at, device_now=told.device_now, received_at=at)
    business = _business(told.business, times.visited_on, by)
    photos = _photos(told.photos, by)
    found = follow_up(told.findings, business=business, visit=key, on=times.visited_on, photos=photos, by=by, is_demo=is_demo)
    cases = [_heard(matter, business, key, by, is_demo=is_demo) for matter in told.matters]
    visit = _sealed(_visit(told, key, business, times, at, by), told, photos)
    visit.is_demo = is_demo
    visit.save(force_insert=True)
    _write_parts(visit, told, found, photos, cases)
    line = record(
        "visit.record",
        visit,
        by=by,
        aim=visit.aim,
        business=business.public_id,
        visited_on=visit.visited_on,
        findings=len(told.findings),
        skew=visit.skew_seconds,
        seal=visit.seal,
    )
    receipts.promise(line, says=receipt_says(visit))
    return {
        "visit": visit.public_id,
        "number": visit.number,
        "seal": visit.seal,
        "skew_seconds": visit.skew_seconds,
        "clock": visit.clock,
        "hazards": [one.hazard for one in found if one.hazard is not None],
        "cases": [case.public_id for case in cases],
    }


def _business(pid: UUID, visited_on: date, by: Viewer) -> Business:
    """Theirs today, or theirs when they were there: a hand-over on the way home loses no record."""
    for day in dict.fromkeys((today(), visited_on)):
        found = businesses_to_visit(by, on=day).filter(public_id=pid).select_related("merged_into").first()
        if found is not None:
            return found.merged_into or found
    raise NotFound


def _photos(keys: Sequence[UUID], by: Viewer) -> dict[UUID, Photo]:
    """The photos a record speaks of, whole and one's own, none of them in another record."""
    rows = Photo.objects.select_for_update(of=("self",)).select_related("evidence", "shown_in", "signs")
    here = {photo.public_id: photo for photo in rows.filter(public_id__in=keys, officer=by.officer_id, evidence__isnull=False)}
    if missing := tuple(dict.fromkeys(key for key in keys if key not in here)):
        raise rules.PhotosMissing(missing)
    used = [photo for photo in here.values() if hasattr(photo, "shown_in") or hasattr(photo, "signs")]
    if twice := len(used) + len(keys) - len(here):
        raise rules.PhotoUsed(count=twice)
    return here


def _heard(matter: rules.MatterTold, business: Business, visit: UUID, by: Viewer, *, is_demo: bool) -> Case:
    """A matter of its own: it does not wait for the visit to be worked off."""
    return open_case(
        kind=Kind(matter.kind), text=matter.text, source=Source.VISIT, source_id=visit, business=business, by=by, is_demo=is_demo
    )


def _visit(told: rules.VisitTold, key: UUID, business: Business, times: rules.Placed, at: datetime, by: Viewer) -> Visit:
    lon, lat = told.point or (None, None)
    return Visit(
        public_id=key,
        business=business,
        station_id=_station_id(business, by),
        officer_id=by.officer_id,
        companion=_companion(told.companion, by),
        aim=told.aim,
        visited_on=times.visited_on,
        began_at=times.began_at,
        ended_at=times.ended_at,
        received_at=at,
        skew_seconds=times.skew_seconds,
        clock=times.clock,
        longitude=lon,
        latitude=lat,
        accuracy=told.accuracy,
        checklist=told.checklist,
        checklist_version=told.checklist_version,
        rest_fine=told.rest_fine,
        note=told.note,
        base=told.base,
        number=f"访〔{times.visited_on.year}〕{next_number('visits.visit', year=times.visited_on.year)}号",  # data
    )


def _station_id(business: Business, by: Viewer) -> int:
    if business.station_id is not None:
        return business.station_id
    stations = sorted(by.station_ids) or sorted(grant.organization_id for grant in by.grants)
    return stations[0]


def _companion(pid: UUID | None, by: Viewer) -> Officer | None:
    """The other one who was there; somebody unknown, or oneself, is left out: the record itself still says who was named."""
    if pid is None:
        return None
    return Officer.objects.filter(public_id=pid, is_active=True).exclude(pk=by.officer_id).first()


def _sealed(visit: Visit, told: rules.VisitTold, photos: Mapping[UUID, Photo]) -> Visit:
    """Writes down the whole record one way only, with the hash of every photo, and the hash of that over it."""
    content = canonical(
        {
            "format": SEAL_FORMAT,
            "key": str(visit.public_id),
            "number": visit.number,
            "business": str(visit.business.public_id),
            "visited_on": visit.visited_on.isoformat(),
            "received_at": moment(visit.received_at),
            "skew_seconds": visit.skew_seconds,
            "clock": str(visit.clock),
            "told": as_text(rules.content_of(told.raw)),
            "photos": {str(key): photo.sha256 for key, photo in photos.items()},
        }
    )
    visit.content = content.decode()
    visit.seal = hashlib.sha256(content).hexdigest()
    return visit


def as_text(value: Any) -> Any:
    """The same with every fraction as text: what is sealed holds whole numbers only."""
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, Mapping):
        return {name: as_text(held) for name, held in value.items()}
    if isinstance(value, list):
        return [as_text(held) for held in value]
    return value


def _write_parts(
    visit: Visit,
    told: rules.VisitTold,
    found: Sequence[Found],
    photos: Mapping[UUID, Photo],
    cases: Sequence[Case],
) -> None:
    VisitAnswer.objects.bulk_create([VisitAnswer(visit=visit, item=item, state=state) for item, state in told.answers.items()])
    findings = Finding.objects.bulk_create([_finding(visit, place, one) for place, one in enumerate(found)])
    FindingPhoto.objects.bulk_create(
        [
            FindingPhoto(finding=finding, photo=photos[key], position=place)
            for finding, one in zip(findings, found, strict=True)
            for place, key in enumerate(one.told.photos)
        ]
    )
    VisitMatter.objects.bulk_create(
        [
            VisitMatter(public_id=matter.key, visit=visit, kind=matter.kind, case=case)
            for matter, case in zip(told.matters, cases, strict=True)
        ]
    )
    VisitPromise.objects.bulk_create(
        [
            VisitPromise(visit=visit, position=place, text=promise.text, by_day=promise.by)
            for place, promise in enumerate(told.promises)
        ]
    )
    said = told.confirmation
    Confirmation.objects.create(
        visit=visit,
        kind=said.kind,
        name=said.name,
        photo=photos[said.photo] if said.photo else None,
        reason=said.reason,
    )


def _finding(visit: Visit, place: int, one: Found) -> Finding:
    return Finding(
        public_id=one.told.key,
        visit=visit,
        position=place,
        item=one.told.item,
        text=one.told.text,
        grade=one.grade,
        hazard=one.hazard,
        is_recheck=one.told.hazard is not None,
        is_fixed=one.told.is_fixed,
    )
