"""A visit with its photo, at one side of the matrix."""

from __future__ import annotations

from uuid import uuid4

from django.db.models import Model

from tests.factories.forms import workbook
from tests.factories.visits import payload
from yingzhou.base.clock import today
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.network.queries import viewer_for
from yingzhou.work.registry.models import Business
from yingzhou.work.visits import rules
from yingzhou.work.visits.actions import hand_in_form, keep_conflict, record_visit
from yingzhou.work.visits.choices import PhotoKind
from yingzhou.work.visits.models import Photo, Visit


def visit_things(mark: str, shop: Business, friend: Officer, clerk: Viewer) -> dict[str, Model]:
    """By the name of the thing."""
    by, key = viewer_for(friend, on=today()), uuid4()
    assert by is not None
    record_visit(told=rules.told_from(payload(shop.public_id, note=f"{mark}-seen 后门换了锁")), key=key, by=by)
    photo = Photo.objects.create(officer=friend, kind=PhotoKind.FINDING, size=9, sha256="ab" * 32)
    other = rules.told_from(payload(shop.public_id, note=f"{mark}-seen-too 后门没换锁"))
    keep_conflict(key=key, told=other, by=by)
    visit = Visit.objects.get(public_id=key)
    return {
        "visit": visit,
        "visit_photo": photo,
        "visit_conflict": visit.conflicts.get(),
        "checklist_form": hand_in_form(source=workbook(), name=f"{mark}-form.xlsx", by=clerk),
    }
