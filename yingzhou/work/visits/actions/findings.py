"""What follows from findings: a new one becomes a hazard, an open one is looked at again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from yingzhou.base.evidence.models import Evidence
from yingzhou.base.refusals import Refusal
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.choices import Source
from yingzhou.work.hazards import actions as hazards
from yingzhou.work.hazards.choices import Grade
from yingzhou.work.hazards.models import Hazard
from yingzhou.work.hazards.queries import items_on
from yingzhou.work.registry.models import Business
from yingzhou.work.visits import rules
from yingzhou.work.visits.models import Photo
from yingzhou.work.visits.queries.checklists import all_sheets

OTHER = "other"


@dataclass(frozen=True)
class Found:
    """A finding and the hazard it became, or looked at again."""

    told: rules.FindingTold
    grade: str
    hazard: UUID | None


@dataclass(frozen=True)
class _There:
    """Where and when the findings of a record were made, and by whom."""

    business: Business
    visit: UUID
    on: date
    photos: Mapping[UUID, Photo]
    by: Viewer
    is_demo: bool

    def pictures(self, told: rules.FindingTold) -> list[Evidence]:
        """The photos of one finding: whole, so with their evidence."""
        kept = (self.photos[key].evidence for key in told.photos)
        return [evidence for evidence in kept if evidence is not None]


def follow_up(
    findings: Sequence[rules.FindingTold],
    *,
    business: Business,
    visit: UUID,
    on: date,
    photos: Mapping[UUID, Photo],
    by: Viewer,
    is_demo: bool = False,
) -> list[Found]:
    """Every finding with its hazard, in the order of the record; works inside the caller's transaction.

    NotUnderstood for a recheck of a hazard this business never had.
    """
    if not findings:
        return []
    there = _There(business, visit, on, photos, by, is_demo)
    names = _hazard_items(on)
    open_before = _asked_again(findings, business)
    return [
        _looked_again(told, open_before[told.hazard], there) if told.hazard else _raised(told, names.get(told.item, OTHER), there)
        for told in findings
    ]


def _hazard_items(on: date) -> dict[str, str]:
    """Item of a checklist, of any version → item of the catalogue of hazards; those of the catalogue stand for themselves."""
    own = {item["code"]: item.get("hazard") or OTHER for sheet in all_sheets() for item in sheet.items}
    known = {item.id: item.id for item in items_on(on)}
    return {code: name if name in known else OTHER for code, name in own.items()} | known


def _asked_again(findings: Sequence[rules.FindingTold], business: Business) -> dict[UUID, Hazard]:
    wanted = [told.hazard for told in findings if told.hazard]
    found = {hazard.public_id: hazard for hazard in Hazard.objects.filter(public_id__in=wanted, business=business)}
    faults = tuple(
        rules.Fault(f"findings.{place}.hazard", _("这家没有这一处隐患"), _("重新取一次今天的资料，再选要回头看的那一处"))
        for place, told in enumerate(findings)
        if told.hazard and told.hazard not in found
    )
    if faults:
        raise rules.NotUnderstood(faults)
    return found


def _raised(told: rules.FindingTold, item: str, there: _There) -> Found:
    """A new finding.  A business that belongs to no station yet has nobody to hand the hazard to: the finding stands alone."""
    if there.business.station_id is None:
        return Found(told, told.grade, None)
    hazard = hazards.raise_hazard(
        business=there.business,
        item=item,
        grade=Grade(told.grade) if told.grade in Grade.values else None,
        text=told.text,
        found_on=there.on,
        source=Source.VISIT,
        source_id=there.visit,
        pictures=there.pictures(told),
        by=there.by,
        is_demo=there.is_demo,
    )
    return Found(told, hazard.grade, hazard.public_id)


def _looked_again(told: rules.FindingTold, hazard: Hazard, there: _There) -> Found:
    """An open one, seen again.  What the loop does not allow any more (somebody closed it meanwhile) costs no record: the
    finding stays in it, and the trail says why nothing followed."""
    text = told.text or (_("走访时看，改好了") if told.is_fixed else _("走访时看，还没有改好"))
    try:
        with transaction.atomic():
            hazards.recheck(
                hazard=hazard,
                passed=bool(told.is_fixed),
                text=text,
                pictures=there.pictures(told),
                on=there.on,
                by=there.by,
            )
    except Refusal as refusal:
        record("visit.recheck_refused", hazard, by=there.by, visit=there.visit, why=refusal.code)
    return Found(told, hazard.grade, hazard.public_id)
