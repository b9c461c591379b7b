"""办理: what is done while it is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import now
from yingzhou.base.evidence import storing
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.trail.writing import record
from yingzhou.engines.lifecycle import Party
from yingzhou.work.cases import rules
from yingzhou.work.cases.actions import telling
from yingzhou.work.cases.actions.moving import With, ended, locked, move, officer_id, parties, set_erasure
from yingzhou.work.cases.choices import Made, Outcome, Paper
from yingzhou.work.cases.models import Attachment, Case


@transaction.atomic
def add_note(*, case: Case, words: str, by: Actor) -> Case:
    """A line for the others on it: a call made, a thing seen, or a word from whoever raised it."""
    return move(locked(case), Made.NOTE, by=by, come_with=With(words=words))


@transaction.atomic
def attach(*, case: Case, evidence: Evidence, paper: Paper, by: Actor) -> Attachment:
    """A file for the case; twice the same one is one."""
    case = locked(case)
    if not parties(by, case):
        raise rules.NotYours(move=rules.ATTACH_WORD, who=rules.PARTY_WORDS[Party.HANDLER])
    try:
        with transaction.atomic():
            made = Attachment.objects.create(
                case=case, evidence=evidence, paper=paper, added_by_id=officer_id(by), added_at=now()
            )
    except IntegrityError:
        return Attachment.objects.get(case=case, evidence=evidence)
    record("case.attach", case, by=by, evidence=evidence.public_id, paper=paper)
    return made


@transaction.atomic
def attach_files(*, case: Case, files: Sequence[UploadedFile], by: Actor, paper: Paper = Paper.PROOF) -> list[Attachment]:
    """Keep the files as evidence and attach them."""
    kept = [storing.put(cast("BinaryIO", file), by=by, name=file.name or "", kind="case") for file in files]
    return [attach(case=case, evidence=evidence, paper=paper, by=by) for evidence in kept]


@transaction.atomic
def hand_in(*, case: Case, result: str, by: Actor, files: Sequence[UploadedFile] = ()) -> Case:
    """Done, says the handler: what was done, in words whoever raised it will read.  Somebody else checks it."""
    case = locked(case)
    attach_files(case=case, files=files, by=by)
    move(
        case,
        Made.HAND_IN,
        by=by,
        given=rules.given(result=result),
        come_with=With(words=result),
        changes={"result": result.strip()},
    )
    telling.handed_in(case)
    return case


@transaction.atomic
def escalate_case(*, case: Case, reason: str, by: Actor) -> Case:
    """督办: put before the head and intake, with a reason."""
    case = locked(case)
    move(case, Made.ESCALATE, by=by, given=rules.given(reason=reason), come_with=With(words=reason, due_on=case.due_on))
    telling.overdue(case)
    return case


@transaction.atomic
def merge_case(*, case: Case, into: Case, reason: str, by: Actor) -> Case:
    """The same matter twice: this one ends in the other, which keeps its clock.  Both stay readable."""
    case = locked(case)
    given = rules.given(target=into.pk != case.pk and into.is_open, reason=reason)
    move(
        case,
        Made.MERGE,
        by=by,
        given=given,
        come_with=With(words=reason),
        changes={"merged_into": into, **ended(Outcome.MERGED)},
        facts={"into": into.public_id},
    )
    set_erasure(case)
    return case
