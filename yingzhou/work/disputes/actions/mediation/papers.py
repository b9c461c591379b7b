"""The files and papers of a mediation: what is kept, and what is made of what was agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import now, today
from yingzhou.base.documents.issuing import issue
from yingzhou.base.documents.models import IssuedPaper
from yingzhou.base.evidence import storing
from yingzhou.base.evidence.models import Evidence
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.actions.mediation.holding import officer_id
from yingzhou.work.disputes.choices import PaperKind, Remedy, Signer
from yingzhou.work.disputes.models import (
    Delegation,
    Installment,
    Mediation,
    MediationFile,
    Session,
    Settlement,
)
from yingzhou.work.disputes.queries.mediation.scope import PAPERS_OF_MEDIATION, case_of, confirmable_until
from yingzhou.work.disputes.queries.papers import NAMELESS, mediation_due, speaker_of, telephone
from yingzhou.work.disputes.rules.mediation import term_words

KIND = "mediation"
NOTICE, LETTER = "complaint.mediation_notice", "complaint.mediation_letter"
BETWEEN, PEOPLES = "dispute.settlement", "mediation.agreement"
DELEGATION = "delegation.consent"
APPLICATION, CHECKLIST = "mediation.confirmation_application", "mediation.confirmation_checklist"
NOT_LEFT, ON_LINE = "未留", "见通知的方式"  # data
WRITTEN = "1"
DOCUMENTS = ("司法确认申请书", "人民调解协议", "双方身份证明或者营业执照", "与调解协议有关的证据材料")  # data
Names = Mapping[str, str]


def keep(mediation: Mediation, files: Sequence[UploadedFile], *, by: Actor) -> list[Evidence]:
    """Keep files with the mediation; the same one twice is one."""
    return [_kept(mediation, file, by) for file in files]


def notice_of(session: Session, mediator: Officer, *, by: Viewer) -> UUID | None:
    """The notice of a session, one to each side, in the form in force; of a complaint only (article 20).  The complainant's is named."""
    complaint = session.mediation.complaint
    if complaint is None:
        return None
    speaker = speaker_of(complaint)
    consumer = (speaker.name if speaker else "") or NAMELESS
    values = {
        "complainant": consumer,
        "respondent": complaint.respondent_name,
        "platform_number": complaint.platform_number or "",
        "session_at": session.starts_at,
        "place": session.place or ON_LINE,
        "mode": str(session.get_way_display()),
        "mediators": mediator.name,
        "handler": by.name,
        "handler_phone": telephone(),
    }
    both = [
        _issued(session.mediation, NOTICE, {**values, "addressee": one}, by=by) for one in (consumer, complaint.respondent_name)
    ]
    return both[0].public_id


def delegation_of(delegation: Delegation, *, by: Viewer) -> UUID | None:
    """The consent both sign to being mediated by another, until the last day of mediation; of a complaint only (article 19)."""
    complaint = delegation.mediation.complaint
    if complaint is None:
        return None
    speaker = speaker_of(complaint)
    values = {
        "complainant": (speaker.name if speaker else "") or NAMELESS,
        "respondent": complaint.respondent_name,
        "platform_number": complaint.platform_number or "",
        "delegate": delegation.name,
        "scope": delegation.scope,
        "until": mediation_due(complaint),
    }
    return _issued(delegation.mediation, DELEGATION, values, by=by).public_id


def letter_of(settlement: Settlement, names: Names, *, by: Actor) -> UUID | None:
    """The paper of a settlement that has just been signed; none where both waive the letter."""
    if settlement.kind == PaperKind.ADMINISTRATIVE:
        return None if settlement.waives_letter else _letter(settlement, names, by)
    told = {"party_a": names[Signer.CONSUMER], "party_b": names[Signer.MERCHANT], **_content(settlement)}
    if settlement.kind == PaperKind.RECONCILIATION:
        return _issued(settlement.mediation, BETWEEN, told, by=by).public_id
    effective_on = settlement.effective_on or today()
    told |= {
        "committee": committee_of(settlement.mediation),
        "mediator": names[Signer.MEDIATOR],
        "manner": [WRITTEN],
        "effective_on": effective_on,
        "confirm_by": confirmable_until(settlement),
    }
    return _issued(settlement.mediation, PEOPLES, told, by=by).public_id


def application_of(settlement: Settlement, court: str, *, by: Actor) -> tuple[UUID, UUID]:
    """The joint application for judicial confirmation, and the checklist of what goes with it."""
    effective_on = settlement.effective_on or today()
    signed = {one.signer: one.name for one in settlement.signatures.all()}
    shared: dict[str, Any] = {
        "party_a": signed[Signer.CONSUMER],
        "party_b": signed[Signer.MERCHANT],
        "court": court,
        "agreement_name": f"{committee_of(settlement.mediation)} {settlement.get_kind_display()}",
        "effective_on": effective_on,
        "confirm_by": confirmable_until(settlement),
    }
    applied = {**shared, "committee": committee_of(settlement.mediation), "agreement": _content(settlement)["agreement"]}
    listed = {**shared, "documents": [{"name": one, "have": "", "note": ""} for one in DOCUMENTS]}
    application = _issued(settlement.mediation, APPLICATION, applied, by=by)
    return application.public_id, _issued(settlement.mediation, CHECKLIST, listed, by=by).public_id


def committee_of(mediation: Mediation) -> str:
    """The organization it was delegated to."""
    return Delegation.objects.get(mediation=mediation).name


def _letter(settlement: Settlement, names: Names, by: Actor) -> UUID:
    complaint = settlement.mediation.complaint
    assert complaint is not None  # the rules give the letter to complaints only
    speaker = speaker_of(complaint)
    told = {
        "complainant": (speaker.name if speaker else "") or names[Signer.CONSUMER],
        "complainant_phone": (speaker.phone if speaker else "") or NOT_LEFT,
        "complainant_address": (speaker.address if speaker else "") or NOT_LEFT,
        "respondent": complaint.respondent_name,
        "respondent_address": complaint.respondent_address or NOT_LEFT,
        "mediators": names[Signer.MEDIATOR],
        "platform_number": complaint.platform_number or "",
        "accepted_on": complaint.decided_on,
        **_content(settlement),
    }
    return _issued(settlement.mediation, LETTER, told, by=by).public_id


def _content(settlement: Settlement) -> dict[str, Any]:
    """What was in dispute, what is done, by when, and the installments where there are several."""
    terms = list(settlement.terms.order_by("place").prefetch_related("installments"))
    said = [term_words(Remedy(term.remedy), term.amount, term.what) for term in terms]
    parts = Installment.objects.filter(term__settlement=settlement).select_related("term").order_by("due_on", "pk")
    rows = [{"due": part.due_on, "what": part.term.get_remedy_display(), "amount": str(part.amount or "")} for part in parts]
    by_when = [f"{one}，{day_said(term.by_on)}前" for one, term in zip(said, terms, strict=True)]  # data
    content: dict[str, Any] = {
        "disputed": case_of(settlement.mediation).title,
        "agreement": "；".join(said) + "。",
        "performance": "；".join(by_when) + "。",
    }
    return {**content, "installments": rows} if len(rows) > len(terms) else content


def day_said(day: date) -> str:
    """2026年11月30日."""
    return f"{day.year}年{day.month}月{day.day}日"  # data


def _issued(mediation: Mediation, kind: str, values: Mapping[str, Any], *, by: Actor) -> IssuedPaper:
    """The paper, dated today, by the rule set of the day of receipt."""
    return issue(
        kind=kind,
        about=PAPERS_OF_MEDIATION,
        about_id=mediation.public_id,
        on=today(),
        rules_on=mediation.complaint.received_on if mediation.complaint else today(),
        values=values,
        by=by,
    )


def _kept(mediation: Mediation, file: UploadedFile, by: Actor) -> Evidence:
    evidence = storing.put(cast("BinaryIO", file), by=by, name=file.name or "", kind=KIND)
    try:
        with transaction.atomic():
            MediationFile.objects.create(mediation=mediation, evidence=evidence, added_by_id=officer_id(by), added_at=now())
    except IntegrityError:
        return evidence
    return evidence
