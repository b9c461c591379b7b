"""调解到哪一步: what the consumer sees by code, and says: willing or not, to an offer, and whether a promise was kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from yingzhou.base.actors import Visitor
from yingzhou.base.clock import today
from yingzhou.base.receipts import once
from yingzhou.work.cases import public as cases
from yingzhou.work.cases.models import Case
from yingzhou.work.disputes.actions import mediation as actions
from yingzhou.work.disputes.choices import Means, MediationState, Performance, Remedy, Reply, SessionResult, Side
from yingzhou.work.disputes.models import Installment, Mediation, MerchantAnswer
from yingzhou.work.disputes.queries.mediation import agreed_of, part_of, running_of
from yingzhou.work.disputes.rules import mediation_refusals as refusals
from yingzhou.work.disputes.rules.mediation import term_words

CONSUMER = Visitor("portal")
SCOPE = "disputes.consumer_says"


@dataclass(frozen=True)
class Part:
    """One part of what was agreed: what, by when, whether it was done, and whether the consumer is asked now."""

    id: UUID
    words: str
    due_on: date
    kept: str
    kept_label: str
    is_asked: bool
    is_late: bool


@dataclass(frozen=True)
class Mediating:
    """A mediation as its consumer sees it.  No officer, no minutes, nothing about the merchant but what it offers."""

    state: str
    state_label: str
    asks_consent: bool
    offer: str
    offer_by_on: date | None
    answered: str
    meets_at: datetime | None
    meets_where: str
    settlement: str
    parts: tuple[Part, ...]


def mediating(code: str) -> Mediating | None:
    """The mediation of the matter this code belongs to; None while there is none."""
    mediation = _mediation(code)
    return _told(mediation) if mediation else None


def agree(code: str, *, key: UUID, agrees: bool) -> Mediating | None:
    """Willing to be mediated, or not."""

    def act(mediation: Mediation) -> None:
        actions.record_consent(mediation=mediation, side=Side.CONSUMER, agrees=agrees, means=Means.CODE, by=CONSUMER)

    return _once(code, key, {"agrees": agrees}, act)


def say_to_offer(code: str, *, key: UUID, accepts: bool, words: str = "") -> Mediating | None:
    """Take the merchant's offer, or not."""

    def act(mediation: Mediation) -> None:
        offer = _offer(mediation)
        if offer is None:
            raise refusals.NothingOffered()
        actions.say_to_offer(answer=offer, is_accepted=accepts, words=words, by=CONSUMER)

    return _once(code, key, {"accepts": accepts, "words": words}, act)


def say_kept(code: str, *, key: UUID, part: UUID, kept: str, words: str = "") -> Mediating | None:
    """Done, partly done, or not done: not done opens the matter again."""

    def act(mediation: Mediation) -> None:
        actions.confirm_performance(
            installment=part_of(mediation, part), kept=Performance(kept), means=Means.CODE, words=words, by=CONSUMER
        )

    return _once(code, key, {"part": part, "kept": kept, "words": words}, act)


def _once(code: str, key: UUID, said: Mapping[str, Any], act: Callable[[Mediation], None]) -> Mediating | None:
    """Say it once, however often the browser sends it; the receipt's key is a hash of the browser's own."""
    mediation = _mediation(code)
    if mediation is None:
        raise refusals.NothingOffered()
    seen = UUID(bytes=hashlib.sha256(SCOPE.encode() + key.bytes).digest()[:16])
    with once(seen, {**said, "mediation": mediation.public_id}, scope=SCOPE, by=CONSUMER) as receipt:
        if receipt.is_new:
            act(mediation)
            receipt.keep(mediation=mediation.public_id)
    return mediating(code)


def _mediation(code: str) -> Mediation | None:
    return running_of(Case.objects.get(public_id=cases.matter_of(code)))


def _offer(mediation: Mediation) -> MerchantAnswer | None:
    return mediation.answers.filter(reply=Reply.OFFER, is_accepted__isnull=True).order_by("-pk").first()


def _told(mediation: Mediation) -> Mediating:
    offer, last = _offer(mediation), mediation.answers.order_by("-pk").first()
    ahead = mediation.sessions.filter(result=SessionResult.PLANNED).first()
    settlement = mediation.settlements.filter(effective_on__isnull=False).order_by("-pk").first()
    parts = Installment.objects.filter(term__settlement=settlement).select_related("term").order_by("due_on", "pk")
    return Mediating(
        state=mediation.state,
        state_label=str(mediation.get_state_display()),
        asks_consent=mediation.state == MediationState.ASKED and Side.CONSUMER not in agreed_of(mediation) and offer is None,
        offer=term_words(Remedy(offer.remedy), offer.amount, offer.what) if offer else "",
        offer_by_on=offer.by_on if offer else None,
        answered=_answered(last),
        meets_at=ahead.starts_at if ahead else None,
        meets_where=ahead.place if ahead else "",
        settlement=str(settlement.get_kind_display()) if settlement else "",
        parts=tuple(_part(one) for one in parts) if settlement else (),
    )


def _answered(last: MerchantAnswer | None) -> str:
    """What the merchant said when it was not an offer."""
    if last is None or last.reply == Reply.OFFER:
        return ""
    return str(Reply(last.reply).label)


def _part(one: Installment) -> Part:
    is_open = one.kept in (Performance.DUE, Performance.PARTLY)
    return Part(
        id=one.public_id,
        words=term_words(Remedy(one.term.remedy), one.amount, one.term.what),
        due_on=one.due_on,
        kept=one.kept,
        kept_label=str(one.get_kept_display()),
        is_asked=is_open,
        is_late=is_open and one.due_on < today(),
    )
