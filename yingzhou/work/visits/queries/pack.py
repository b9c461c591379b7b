"""All a phone needs for a day without a signal.  Only businesses its holder may visit; the number of queries is constant."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from yingzhou.base.clock import now
from yingzhou.base.trail.canonical import canonical
from yingzhou.engines.search.sounds import pinyin, syllables
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.hazards.queries import OpenHazard, open_hazards_among
from yingzhou.work.liaison.models import Contact
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.choices import LIVING, PermitKind
from yingzhou.work.registry.models import Business, ContactPerson, Permit, Premises
from yingzhou.work.visits.models import Finding, Phrase, Visit, VisitPromise
from yingzhou.work.visits.queries.checklists import Sheet, as_told, code_for, sheets_on
from yingzhou.work.visits.queries.plan.route import Stop, stops_between
from yingzhou.work.visits.queries.receipts import signing_keys
from yingzhou.work.visits.queries.scope import businesses_to_visit

FORMAT = "yingzhou-pack/1"
#: A liaison looks after some eighty; a phone that holds more than this holds what nobody visits in a day.
MOST = 200
CHUNK = 262_144
PHOTO_PX = 1_600


@dataclass(frozen=True)
class Pack:
    """What goes to the phone; `version` changes with anything in it but the moment it was made."""

    content: dict[str, Any]
    version: str


def pack_of(viewer: Viewer, day: date) -> Pack:
    """The pack of a day: the route, the businesses with what is known of them, the checklists and phrases."""
    stops = [stop for officer in sorted(viewer.acts_for) for stop in stops_between(officer, day, day)]
    businesses = _businesses(viewer, day, stops)
    sheets = sheets_on(day)
    codes = {business.pk: code_for(business, sheets.values()) for business in businesses}
    keys = signing_keys()
    told = {
        "format": FORMAT,
        "day": day.isoformat(),
        "officer": {"id": str(viewer.public_id), "name": viewer.name},
        "station": next((grant.organization_name for grant in viewer.grants), ""),
        "key": {"id": keys[0].id, "public": keys[0].public} if keys else None,
        "keys": [{"id": key.id, "public": key.public} for key in keys],
        "route": [_stop(stop) for stop in stops],
        "businesses": _told(businesses, codes, day),
        "checklists": [as_told(sheet) for sheet in _needed(sheets, codes.values())],
        "phrases": _phrases(viewer, day) + _usual(_needed(sheets, codes.values())),
        "limits": {"photo_px": PHOTO_PX, "chunk": CHUNK},
    }
    version = hashlib.sha256(canonical(told)).hexdigest()
    return Pack({**told, "made_at": now().isoformat()}, version)


def _stop(stop: Stop) -> dict[str, Any]:
    return {
        "business": str(stop.business),
        "arrives_at": stop.arrives_at.isoformat(),
        "service_minutes": stop.service,
        "aim": str(stop.aim),
        "reasons": list(stop.reasons),
        "matters": list(stop.matters),
        "with": stop.with_whom,
    }


def _businesses(viewer: Viewer, day: date, stops: Sequence[Stop]) -> list[Business]:
    """Those on the route of the day, and one's own, by name."""
    trading = businesses_to_visit(viewer, on=day).filter(merged_into__isnull=True, status__in=LIVING)
    own = Contact.objects.filter(in_force(day), officer__in=viewer.acts_for).values("business")
    wanted = Q(pk__in=[stop.business_id for stop in stops]) | Q(pk__in=own)
    return list(trading.filter(wanted).order_by("name", "pk")[:MOST])


def _needed(sheets: dict[str, Sheet], codes: Iterable[str]) -> list[Sheet]:
    wanted = {*codes, "general"}
    return [sheet for code, sheet in sorted(sheets.items()) if code in wanted]


def _told(businesses: Sequence[Business], codes: dict[int, str], day: date) -> dict[str, Any]:
    ids = [business.pk for business in businesses]
    premises, tails, permits = _premises(ids, day), _tails(ids), _permits(ids, day)
    visits = _last_visits(ids)
    findings, promises = _findings([visit.pk for visit in visits.values()]), _promises(ids)
    hazards = open_hazards_among(businesses)
    return {
        str(business.public_id): _one(business, codes[business.pk], premises, tails, permits, visits, findings, promises, hazards)
        for business in businesses
    }


def _one(
    business: Business,
    code: str,
    premises: dict[int, Premises],
    tails: dict[int, str],
    permits: dict[int, list[dict[str, Any]]],
    visits: dict[int, Visit],
    findings: dict[int, list[str]],
    promises: dict[int, list[dict[str, Any]]],
    hazards: dict[int, tuple[OpenHazard, ...]],
) -> dict[str, Any]:
    place, last = premises.get(business.pk), visits.get(business.pk)
    told: dict[str, Any] = {
        "name": business.name,
        "address": place.address if place else business.registered_address,
        "lon": float(place.longitude) if place and place.longitude is not None else None,
        "lat": float(place.latitude) if place and place.latitude is not None else None,
        "trade": business.industry_code,
        "phone_tail": tails.get(business.pk, ""),
        "permits": permits.get(business.pk, []),
        "last_visit": last
        and {
            "on": last.visited_on.isoformat(),
            "by": last.officer.name,
            "note": last.note,
            "findings": findings.get(last.pk, []),
        },
        "open_hazards": [_hazard(one) for one in hazards.get(business.pk, ())],
        "promises": promises.get(business.pk, []),
        "checklist": code,
    }
    told["version"] = hashlib.sha256(canonical({**told, "lon": str(told["lon"]), "lat": str(told["lat"])})).hexdigest()[:16]
    return told


def _hazard(one: OpenHazard) -> dict[str, Any]:
    return {
        "id": str(one.public_id),
        "item": one.item,
        "words": one.words,
        "grade": one.grade,
        "text": one.text,
        "found_on": one.found_on.isoformat(),
        "due_on": one.due_on and one.due_on.isoformat(),
        "state": one.state_words,
        "is_overdue": one.is_overdue,
    }


def _premises(ids: Sequence[int], day: date) -> dict[int, Premises]:
    """Where each is really found on the day: the place with coordinates first."""
    dated = Q(since__isnull=True) | Q(since__lte=day)
    rows = Premises.objects.filter(dated, Q(until__isnull=True) | Q(until__gt=day), business__in=ids)
    return {row.business_id: row for row in sorted(rows, key=lambda row: (row.longitude is not None, -row.pk))}


def _tails(ids: Sequence[int]) -> dict[int, str]:
    rows = ContactPerson.objects.filter(business__in=ids, is_main=True).values_list("business_id", "phone_mask")
    return {business: mask[-4:] for business, mask in rows if mask[-4:].isdigit()}


def _permits(ids: Sequence[int], day: date) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in Permit.objects.filter(business__in=ids, ended_on__isnull=True).order_by("expires_on", "pk"):
        kind = row.title or str(PermitKind(row.kind).label)
        found[row.business_id].append({"kind": kind, "until": row.expires_on and row.expires_on.isoformat()})
    return found


def _last_visits(ids: Sequence[int]) -> dict[int, Visit]:
    rows = Visit.objects.filter(business__in=ids).order_by("business", "-visited_on", "-pk").distinct("business")
    return {row.business_id: row for row in rows.select_related("officer").defer("content")}


def _findings(visits: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for visit, text in Finding.objects.filter(visit__in=visits).order_by("position").values_list("visit_id", "text"):
        found[visit].append(text)
    return found


def _promises(ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """What was promised on the last visits, the latest first, three a business."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = VisitPromise.objects.filter(visit__business__in=ids).order_by("-visit__visited_on", "-visit", "position")
    for business, text, by in rows.values_list("visit__business_id", "text", "by_day"):
        if len(found[business]) < 3:
            found[business].append({"text": text, "by": by and by.isoformat()})
    return found


def _phrases(viewer: Viewer, day: date) -> list[dict[str, str]]:
    mine = Q(station__isnull=True) | Q(station__in=viewer.station_ids)
    rows = Phrase.objects.filter(mine, Q(until__isnull=True) | Q(until__gt=day)).order_by("pinyin", "pk")
    return [{"text": row.text, "pinyin": row.pinyin, "initials": row.initials, "item": row.item} for row in rows[:500]]


def _usual(sheets: Sequence[Sheet]) -> list[dict[str, str]]:
    """What the checklists themselves offer to say, each once, to be found by a syllable or the first letters."""
    said = {text: item["code"] for sheet in sheets for item in sheet.items for text in item.get("finding_templates", ())}
    return [{"text": text, "pinyin": pinyin(text), "initials": _initials(text), "item": item} for text, item in said.items()]


def _initials(text: str) -> str:
    return "".join(one[0] for one in syllables(text) if one[0].isalnum())
