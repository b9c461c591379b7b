"""店家回话: what a merchant is shown and may answer.  The consumer's name only where they agreed, a telephone never."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from yingzhou.base.actors import Visitor
from yingzhou.base.trail.writing import record
from yingzhou.work.disputes.actions import mediation as actions
from yingzhou.work.disputes.actions.mediation.merchant import AnswerGiven, live_link
from yingzhou.work.disputes.choices import MediationState, Remedy, Reply
from yingzhou.work.disputes.models import Mediation, MerchantAnswer, MerchantLink
from yingzhou.work.disputes.queries.mediation.scope import WITH_MATTER, case_of
from yingzhou.work.disputes.rules.mediation import OFFERED, term_words

MERCHANT = Visitor("merchant")
NUMBERS = re.compile(r"[\d\- ]{7,}")


@dataclass(frozen=True)
class Asked:
    """What a merchant sees: what it is about, what is wanted, by when to answer, and what was answered."""

    business: str
    number: str
    goods: str
    wants: str
    amount: Decimal | None
    bought_on: date | None
    consumer: str
    station: str
    answer_by: date
    is_open: bool
    offer_waits: bool
    answered: str
    answered_at: datetime | None
    verdict: str
    offers: tuple[tuple[str, str], ...]


def look_at_link(token: str) -> None:
    """Refuse a link that does not work, before any code is asked for."""
    live_link(token)


def open_merchant(token: str, code: str) -> Asked:
    """What the merchant is asked; wrong codes are counted."""
    return _asked(actions.open_link(token=token, code=code))


def answer_merchant(
    token: str,
    code: str,
    *,
    key: UUID,
    choice: str,
    amount: Decimal | None = None,
    what: str = "",
    by_on: date | None = None,
    meet_at: datetime | None = None,
) -> Asked:
    """Answer with one of the offered remedies, with a no and its reason, or with a time to meet."""
    link = actions.open_link(token=token, code=code)
    is_offer = choice in Remedy
    given = AnswerGiven(
        reply=Reply.OFFER if is_offer else Reply(choice),
        remedy=choice if is_offer else "",
        amount=amount if is_offer else None,
        what=what.strip(),
        by_on=by_on if is_offer else None,
        meet_at=meet_at if choice == Reply.MEET else None,
    )
    actions.answer_link(link=link, given=given, key=key, by=MERCHANT)
    return _asked(link)


@transaction.atomic
def _asked(link: MerchantLink) -> Asked:
    mediation = Mediation.objects.select_related(*WITH_MATTER).get(pk=link.mediation_id)
    case = case_of(mediation)
    matter = mediation.complaint or mediation.dispute
    assert matter is not None  # the database holds one of both
    wants = mediation.complaint.request if mediation.complaint else case.wish
    last = mediation.answers.order_by("-pk").first()
    return Asked(
        business=case.business.name if case.business else "",
        number=case.number,
        goods=matter.goods,
        wants=NUMBERS.sub("…", wants),
        amount=matter.amount,
        bought_on=matter.bought_on,
        consumer=_consumer(mediation) if link.shows_name else "",
        station=case.station.name if case.station else "",
        answer_by=link.answer_by,
        is_open=mediation.state in (MediationState.ASKED, MediationState.OPEN),
        offer_waits=last is not None and last.reply == Reply.OFFER and last.is_accepted is None,
        answered=_said(last),
        answered_at=last.at if last else None,
        verdict="" if last is None or last.is_accepted is None else "accepted" if last.is_accepted else "declined",
        offers=tuple((one.value, str(one.label)) for one in OFFERED),
    )


def _consumer(mediation: Mediation) -> str:
    """The name, where the consumer agreed that the merchant is told; each telling is a line of the trail."""
    if mediation.complaint is not None:
        person = mediation.complaint.complainants.order_by("place").first()
    else:
        person = getattr(case_of(mediation), "raiser", None)
    if person is None or not person.name:
        return ""
    record("mediation.tell_name", mediation, by=MERCHANT)
    return str(person.name)


def _said(answer: MerchantAnswer | None) -> str:
    if answer is None:
        return ""
    if answer.reply == Reply.OFFER:
        return term_words(Remedy(answer.remedy), answer.amount, answer.what)
    return "：".join(part for part in (str(Reply(answer.reply).label), answer.what) if part)
