"""调解协议: drawn up, signed, or dropped."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import now, today
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.trail.watching import check_sealing
from yingzhou.base.trail.writing import record
from yingzhou.base.words import _
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.actions.joint import check_consents
from yingzhou.work.disputes.actions.mediation import days, papers
from yingzhou.work.disputes.actions.mediation.holding import facts_for, follow, held
from yingzhou.work.disputes.choices import (
    ComplaintState,
    JointAct,
    Means,
    MediationState,
    PaperKind,
    Performance,
    SettlementState,
    Signer,
)
from yingzhou.work.disputes.models import Installment, Mediation, Settlement, Signature, Term
from yingzhou.work.disputes.rules import mediation as rules
from yingzhou.work.disputes.rules import mediation_refusals as refusals


@dataclass(frozen=True)
class SignatureGiven:
    """One name, as it was given: typed, drawn, by code or on paper.  Sealed on writing, never on the trail."""

    signer: Signer
    name: str
    means: Means
    drawing: Evidence | None = None


@transaction.atomic
def settle(
    *,
    mediation: Mediation,
    kind: PaperKind,
    terms: Sequence[rules.TermGiven],
    by: Viewer,
    is_on_the_spot: bool = False,
    waives_letter: bool = False,
) -> Settlement:
    """Write down what both agree to, as one of three papers; it takes effect when signed.

    Agreed on site and performed on the spot, it is over at once: the minutes are the record and there is no letter
    (article 24).  Those who represent others in a joint complaint need the consent of each of them (article 12).
    """
    check_sealing()
    mediation = held(mediation)
    facts = facts_for(mediation, by)
    rules.check_goes_on(facts, _("写协议"))
    rules.check_paper(kind, facts, on_the_spot=is_on_the_spot)
    rules.check_terms(terms, today=today())
    if mediation.complaint is not None:
        check_consents(mediation.complaint, JointAct.SETTLE)
    try:
        with transaction.atomic():
            made = Settlement.objects.create(
                mediation=mediation,
                kind=kind,
                waives_letter=waives_letter or is_on_the_spot,
                is_performed_on_the_spot=is_on_the_spot,
                drawn_at=now(),
                drawn_by_id=by.officer_id,
            )
    except IntegrityError as stands:
        raise refusals.SettlementStands() from stands
    for place, term in enumerate(terms, start=1):
        _write_term(made, place, term, is_on_the_spot=is_on_the_spot, by=by)
    record("mediation.settle", mediation, by=by, kind=kind, terms=len(terms), on_the_spot=is_on_the_spot)
    if is_on_the_spot:
        made.effective_on = today()
        over(made, SettlementState.PERFORMED)
        days.stop(mediation, by=by)
        finish(mediation, by=by)
    return made


@transaction.atomic
def sign(
    *, settlement: Settlement, names: Sequence[SignatureGiven], by: Viewer, files: Sequence[UploadedFile] = ()
) -> Settlement:
    """Both sides and the mediator put their names to this very text; it takes effect today and its paper is made."""
    check_sealing()
    mediation = held(settlement.mediation)
    facts_for(mediation, by)
    settlement = Settlement.objects.select_for_update().get(pk=settlement.pk)
    if settlement.state != SettlementState.DRAFT:
        raise refusals.NoDraft()
    given = {one.signer: one for one in names if one.name.strip()}
    missing = [str(signer.label) for signer in Signer if signer not in given]
    if missing:
        raise refusals.SignatureMissing(who="、".join(missing))
    kept = papers.keep(mediation, files, by=by)
    mark = text_mark(settlement)
    for signer, one in given.items():
        Signature.objects.create(
            settlement=settlement,
            signer=signer,
            means=one.means,
            name=one.name.strip(),
            drawing=one.drawing or (kept[0] if kept and one.means == Means.PAPER else None),
            text_mark=mark,
            at=now(),
            noted_by_id=by.officer_id,
        )
    settlement.state, settlement.effective_on = SettlementState.SIGNED, today()
    settlement.save(update_fields=["state", "effective_on"])
    mediation.state = MediationState.SETTLED
    mediation.save(update_fields=["state"])
    follow(mediation, ComplaintState.SETTLED, by=by)
    days.stop(mediation, by=by)
    days.confirmable(settlement, by=by)
    settlement.paper = papers.letter_of(settlement, {one.signer: one.name.strip() for one in names}, by=by)
    settlement.save(update_fields=["paper"])
    record("mediation.sign", mediation, by=by, kind=settlement.kind, text_mark=mark)
    return settlement


@transaction.atomic
def drop_settlement(*, settlement: Settlement, by: Viewer) -> Settlement:
    """Nobody signed it: dropped, and mediation goes on."""
    mediation = held(settlement.mediation)
    facts_for(mediation, by)
    settlement = Settlement.objects.select_for_update().get(pk=settlement.pk)
    if settlement.state != SettlementState.DRAFT:
        raise refusals.NoDraft()
    over(settlement, SettlementState.DROPPED)
    record("mediation.drop_settlement", mediation, by=by)
    return settlement


def over(settlement: Settlement, state: SettlementState) -> None:
    """The settlement has come to its end, this way or that."""
    settlement.state, settlement.over_on = state, today()
    settlement.save(update_fields=["state", "effective_on", "over_on"])


def finish(mediation: Mediation, *, by: Actor) -> None:
    """Everything promised was done: the mediation is over, and the complaint with it."""
    mediation.state, mediation.ended_on = MediationState.PERFORMED, today()
    mediation.save(update_fields=["state", "ended_on"])
    mediation.links.filter(withdrawn_at__isnull=True).update(withdrawn_at=now())
    follow(mediation, ComplaintState.PERFORMED, by=by)


def text_mark(settlement: Settlement) -> str:
    """SHA-256 of kind and terms: a signature is under this text and no other."""
    terms = [
        [term.remedy, str(term.amount or ""), term.what, term.by_on.isoformat()] for term in settlement.terms.order_by("place")
    ]
    return hashlib.sha256(json.dumps([settlement.kind, terms], ensure_ascii=False).encode()).hexdigest()


def _write_term(settlement: Settlement, place: int, given: rules.TermGiven, *, is_on_the_spot: bool, by: Viewer) -> None:
    term = Term.objects.create(
        settlement=settlement, place=place, remedy=given.remedy, amount=given.amount, what=given.what.strip(), by_on=given.by_on
    )
    said = {"kept": Performance.KEPT, "confirmed_at": now(), "confirmed_by_id": by.officer_id} if is_on_the_spot else {}
    for row, part in enumerate(rules.parts_of(given, today=today()), start=1):
        Installment.objects.create(term=term, place=row, due_on=part.due_on, amount=part.amount, **said)
