"""Putting a template of the bureau's own in force: uploaded by one person, approved by another, from a day on."""

from __future__ import annotations

from datetime import date
from typing import Any, BinaryIO, Protocol
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max

from yingzhou.base import sandbox
from yingzhou.base.actors import Actor
from yingzhou.base.clock import now, today
from yingzhou.base.documents.models import PaperTemplate
from yingzhou.base.documents.templates import reading, refusals, trial
from yingzhou.base.evidence import media, places, storing
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.writing import record
from yingzhou.rulebook import paper_kinds

MAX_MIB = 5
_ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('yingzhou.paper_templates'))"


class Person(Actor, Protocol):
    """Somebody with an account."""

    @property
    def officer_id(self) -> int: ...


@transaction.atomic
def enter(*, kind: str, source: bytes | BinaryIO | None, name: str = "", since: date, note: str, by: Person) -> PaperTemplate:
    """Take an edition in; it holds from `since` once another person has approved it.  No source: the shipped wording again.

    Refused (field `file`): what is no Word file, runs something, reaches outside, asks for an unknown field or cannot be
    filled; (field `since`): a day that is gone.
    """
    _check_since(since)
    _hold()
    docx = _taken_in(kind, source, name, by) if source is not None else None
    last = PaperTemplate.objects.filter(kind=kind).aggregate(last=Max("edition"))["last"] or 0
    template = PaperTemplate.objects.create(
        kind=kind, edition=last + 1, docx=docx, since=since, note=note, entered_by_id=by.officer_id
    )
    record("paper_template.enter", template, by=by, **_facts(template))
    return template


@transaction.atomic
def approve(*, template: UUID, by: Person) -> PaperTemplate:
    """Put a waiting edition in force from its day.  Nobody approves what they entered."""
    _hold()
    found = _waiting(template)
    if found.entered_by_id == by.officer_id:
        raise refusals.ApprovedByTheSame
    _check_since(found.since)
    held = reading.approved(found.kind).filter(since=found.since).first()
    if held is not None:
        raise refusals.HeldThatDay(since=found.since, edition=held.edition)
    found.approved_by_id, found.approved_at = by.officer_id, now()
    found.save(update_fields=["approved_by_id", "approved_at"])
    record("paper_template.approve", found, by=by, **_facts(found))
    return found


@transaction.atomic
def withdraw(*, template: UUID, by: Person) -> None:
    """Take back an edition nobody has approved yet."""
    found = _waiting(template)
    record("paper_template.withdraw", found, by=by, **_facts(found))
    found.delete()


def _facts(template: PaperTemplate) -> dict[str, Any]:
    sha256 = template.docx.sha256 if template.docx else ""
    return {"kind": template.kind, "edition": template.edition, "since": template.since, "sha256": sha256}


def _hold() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME)


def _check_since(since: date) -> None:
    if since < today():
        raise refusals.TooLateToHold(since=since)


def _waiting(template: UUID) -> PaperTemplate:
    waiting = PaperTemplate.objects.select_for_update(of=("self",)).select_related("docx")
    found = waiting.filter(public_id=template, approved_at__isnull=True).first()
    if found is None:
        raise NotFound
    return found


def _taken_in(kind: str, source: bytes | BinaryIO, name: str, by: Actor) -> Evidence:
    kept = storing.put(source, by=by, name=name, kind="paper_template", max_mib=MAX_MIB)
    if kept.media_type != media.DOCX:
        raise refusals.NotWord(found=kept.media_type)
    fields = paper_kinds.kind(kind).fields(today())
    try:
        answer = sandbox.run(
            "yingzhou.base.documents.templates.opening:try_out",
            str(places.blob(kept.sha256)),
            list(fields),
            trial.words(kind, on=today()),
            memory=768,
            cpu_seconds=10,
        )
    except sandbox.SandboxFailure as failure:
        raise refusals.CannotBeFilled(fault=failure.kind) from failure
    if outside := answer.get("outside"):
        raise refusals.ReachesOutside(what=outside)
    if fault := answer.get("fault"):
        raise refusals.CannotBeFilled(fault=fault)
    if unknown := answer["unknown"]:
        raise refusals.UnknownFields(names="、".join(unknown), known="、".join(fields))
    return kept
