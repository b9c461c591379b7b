"""Who may mediate, what must be there first, and which of the three papers fits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from yingzhou.base.clock import SHANGHAI
from yingzhou.base.words import _
from yingzhou.rulebook import figure
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.choices import (
    ComplaintState,
    DelegateKind,
    MediationState,
    PaperKind,
    Remedy,
    SessionResult,
    Side,
    Way,
)
from yingzhou.work.disputes.rules import mediation_refusals as refusals

WRONG_MOST = 5
WITH_MONEY = frozenset({Remedy.REFUND, Remedy.COMPENSATE, Remedy.DISCOUNT})
#: What a merchant is offered as big buttons, the commonest first.
OFFERED = (Remedy.REFUND, Remedy.REPLACE, Remedy.REPAIR, Remedy.DELIVER, Remedy.APOLOGIZE)
HELD_AT = (Role.STATION_OFFICER, Role.STATION_HEAD)


@dataclass(frozen=True)
class MediationFacts:
    """What the rules need to know of a mediation and the matter behind it."""

    state: MediationState
    is_of_complaint: bool
    station_ids: frozenset[int]
    handler_id: int | None
    mediator_ids: frozenset[int] = frozenset()
    agreed: frozenset[Side] = frozenset()
    recusal_waits: bool = False
    delegate: DelegateKind | None = None
    held_on_site: bool = False


@dataclass(frozen=True)
class TermGiven:
    """One line of an agreement: what is done, how much, what exactly, and by when; in how many monthly parts."""

    remedy: Remedy
    by_on: date
    amount: Decimal | None = None
    what: str = ""
    parts: int = 1


@dataclass(frozen=True)
class Part:
    """One installment of a term."""

    due_on: date
    amount: Decimal | None


def may_mediate(viewer: Viewer, facts: MediationFacts) -> bool:
    """The handler, officers and head of the station that holds it, the mediators of its sessions, the department."""
    if viewer.acts_for & (facts.mediator_ids | {facts.handler_id or 0}):
        return True
    if any(grant.everywhere for grant in viewer.grants_of(Role.DEPARTMENT)):
        return True
    return any(facts.station_ids & grant.station_ids for grant in viewer.grants_of(*HELD_AT))


def check_mediates(viewer: Viewer, facts: MediationFacts) -> None:
    """Refuse whoever may only read it."""
    if not may_mediate(viewer, facts):
        raise refusals.NotYoursToMediate()


def check_accepted(state: ComplaintState) -> None:
    """A complaint is accepted, or was settled and broken, before it is mediated."""
    if state not in (ComplaintState.ACCEPTED, ComplaintState.MEDIATING):
        raise refusals.NotAcceptedYet(state=state.label)


def check_in(facts: MediationFacts, *states: MediationState, act: Any) -> None:
    """Refuse a step the mediation is not ready for."""
    if facts.state not in states:
        raise refusals.MediationNotOpen(state=facts.state.label, act=act)


def check_goes_on(facts: MediationFacts, act: Any) -> None:
    """Both agreed, it is open, and nothing makes it rest."""
    if facts.state == MediationState.ASKED:
        missing = [str(side.label) for side in Side if side not in facts.agreed]
        raise refusals.BothMustAgree(missing="、".join(missing) or "—")
    check_in(facts, MediationState.OPEN, act=act)
    if facts.recusal_waits:
        raise refusals.MediationRests()


def both_agreed(agreed: Iterable[Side]) -> bool:
    return set(agreed) == set(Side)


def check_session(way: Way, starts_at: datetime, place: str, *, now: datetime) -> None:
    """Time and place can be told beforehand (article 20)."""
    if starts_at <= now:
        raise refusals.SessionInPast(when=said(starts_at))
    if way == Way.ON_SITE and not place.strip():
        raise refusals.PlaceMissing()


def check_recorded(result: SessionResult, *, starts_at: datetime, minutes: str, absent_side: str, today: date, day: date) -> None:
    """What is written down of a session is whole."""
    if result != SessionResult.ADJOURNED and day > today:
        raise refusals.TooEarlyToRecord(when=said(starts_at))
    if result == SessionResult.HELD and not minutes.strip():
        raise refusals.MinutesMissing()
    if result == SessionResult.ABSENT and not absent_side:
        raise refusals.AbsentWho()


def decides_recusal(viewer: Viewer, facts: MediationFacts) -> bool:
    """The head of the station, or the department."""
    if any(grant.everywhere for grant in viewer.grants_of(Role.DEPARTMENT)):
        return True
    return any(facts.station_ids & grant.station_ids for grant in viewer.grants_of(Role.STATION_HEAD))


def check_paper(kind: PaperKind, facts: MediationFacts, *, on_the_spot: bool) -> None:
    """Three papers, each with what it needs."""
    if kind == PaperKind.ADMINISTRATIVE and not facts.is_of_complaint:
        raise refusals.LetterOnlyForComplaints()
    if kind == PaperKind.PEOPLES and facts.delegate != DelegateKind.ORGANIZATION:
        raise refusals.PeoplesNeedsOrganization()
    if on_the_spot and not facts.held_on_site:
        raise refusals.SpotNeedsMinutes()


def fitting_papers(facts: MediationFacts) -> tuple[PaperKind, ...]:
    """The papers this mediation may end in, the likeliest first."""
    if facts.delegate == DelegateKind.ORGANIZATION:
        return (PaperKind.PEOPLES, PaperKind.RECONCILIATION)
    return (PaperKind.ADMINISTRATIVE, PaperKind.RECONCILIATION) if facts.is_of_complaint else (PaperKind.RECONCILIATION,)


def check_terms(terms: Sequence[TermGiven], *, today: date) -> None:
    """At least one line; each says how much where it is about money, and a day that lies ahead."""
    if not terms:
        raise refusals.NothingAgreed()
    for place, term in enumerate(terms, start=1):
        if term.remedy in WITH_MONEY and not term.amount:
            raise refusals.AmountMissing(place=place, remedy=term.remedy.label)
        if term.by_on < today:
            raise refusals.TermDayPast(place=place, day=term.by_on.isoformat())


def parts_of(term: TermGiven, *, today: date) -> tuple[Part, ...]:
    """A term in its installments, evenly spaced until its day; the first ones take the odd cents."""
    many = max(1, term.parts)
    span = (term.by_on - today).days
    days = [today + timedelta(days=span * place // many) for place in range(1, many + 1)]
    if term.amount is None:
        return tuple(Part(day, None) for day in days)
    cents = int(term.amount * 100)
    shares = [cents // many + (1 if place < cents % many else 0) for place in range(many)]
    return tuple(Part(day, Decimal(share) / 100) for day, share in zip(days, shares, strict=True))


def link_until(made_at: datetime, on: date) -> datetime:
    """Until when a merchant's link works."""
    return made_at + timedelta(days=int(figure("promises.merchant_link_days", on=on).value))


def notice_days(on: date) -> timedelta:
    """How long before a promised day its debtor is reminded."""
    return timedelta(days=int(figure("promises.performance_notice_days", on=on).value))


def term_words(remedy: Remedy, amount: Decimal | None, what: str) -> str:
    """退款 168.00 元：从微信原路退回."""
    money = str(_("{amount} 元")).format(amount=amount) if amount else ""
    head = " ".join(part for part in (str(remedy.label), money) if part)
    return "：".join(part for part in (head, what) if part)


def said(moment: datetime) -> str:
    """A moment as it is said in a refusal, by the clock of Shanghai."""
    return f"{moment.astimezone(SHANGHAI):%m-%d %H:%M}"
