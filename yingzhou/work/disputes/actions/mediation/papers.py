"""The files and papers of a mediation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO, cast
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import now
from yingzhou.base.evidence import storing
from yingzhou.base.evidence.models import Evidence
from yingzhou.work.accounts.models import Officer
from yingzhou.work.disputes.actions.mediation.holding import officer_id
from yingzhou.work.disputes.models import Mediation, MediationFile, Session, Settlement

KIND = "mediation"


def keep(mediation: Mediation, files: Sequence[UploadedFile], *, by: Actor) -> list[Evidence]:
    """Keep files with the mediation; the same one twice is one."""
    return [_kept(mediation, file, by) for file in files]


def _kept(mediation: Mediation, file: UploadedFile, by: Actor) -> Evidence:
    evidence = storing.put(cast("BinaryIO", file), by=by, name=file.name or "", kind=KIND)
    try:
        with transaction.atomic():
            MediationFile.objects.create(mediation=mediation, evidence=evidence, added_by_id=officer_id(by), added_at=now())
    except IntegrityError:
        return evidence
    return evidence


def notice_of(session: Session, mediator: Officer, *, by: Actor) -> UUID | None:
    """The notice both get before a session of a complaint; a dispute to be settled first has none."""
    return None


def letter_of(settlement: Settlement, *, by: Actor) -> UUID | None:
    """The paper of a settlement, in the form in force on the day it took effect."""
    return None


def application_of(settlement: Settlement, court: str, *, by: Actor) -> tuple[UUID | None, UUID | None]:
    """The joint application for judicial confirmation, and the checklist of what goes with it."""
    return None, None
