"""店家回话: a link and a code, an answer, and what the consumer says to it."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import format_lazy

from yingzhou.base.actors import Actor, Visitor
from yingzhou.base.clock import day_of, now, today
from yingzhou.base.outbox.writing import notify
from yingzhou.base.receipts import once
from yingzhou.base.secrets import blind, blinds
from yingzhou.base.trail.writing import record
from yingzhou.base.words import _
from yingzhou.engines.deadlines import due
from yingzhou.rulebook import figure
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.rules.promises import work_calendar
from yingzhou.work.disputes.actions.mediation.holding import facts_for, held
from yingzhou.work.disputes.actions.mediation.opening import record_consent
from yingzhou.work.disputes.choices import Means, MediationState, Remedy, Reply, Side
from yingzhou.work.disputes.models import Mediation, MerchantAnswer, MerchantLink
from yingzhou.work.disputes.queries.mediation.scope import agreed_of, case_of
from yingzhou.work.disputes.rules import mediation as rules
from yingzhou.work.disputes.rules import mediation_refusals as refusals

TOKEN, CODE = "disputes.merchant_link", "disputes.merchant_code"
SCOPE = "disputes.merchant_answer"


@dataclass(frozen=True)
class Invited:
    """The link's secret part and the code: told once, kept nowhere."""

    link: MerchantLink
    token: str
    code: str


@dataclass(frozen=True)
class AnswerGiven:
    """What a merchant answers."""

    reply: Reply
    remedy: str = ""
    amount: Decimal | None = None
    what: str = ""
    by_on: date | None = None
    meet_at: datetime | None = None


@transaction.atomic
def invite_merchant(*, mediation: Mediation, shows_name: bool, by: Viewer) -> Invited:
    """A new link and its code; the older link stops working.  The consumer's name goes along only when they agreed to it."""
    mediation = held(mediation)
    facts = facts_for(mediation, by)
    rules.check_in(facts, MediationState.ASKED, MediationState.OPEN, MediationState.SETTLED, act=_("请店家回话"))
    mediation.links.filter(withdrawn_at__isnull=True).update(withdrawn_at=now())
    token, code = secrets.token_urlsafe(24), f"{secrets.randbelow(1_000_000):06d}"
    made = MerchantLink(
        mediation=mediation,
        digest=blind(token, TOKEN),
        made_at=now(),
        made_by_id=by.officer_id,
        until=rules.link_until(now(), today()),
        answer_by=_answer_by(),
        shows_name=shows_name,
    )
    made.code_digest = blind(f"{made.public_id}:{code}", CODE)
    made.save()
    record("mediation.invite_merchant", mediation, by=by, shows_name=shows_name, until=day_of(made.until))
    return Invited(made, token, code)


def open_link(*, token: str, code: str) -> MerchantLink:
    """The link of this token and code.  A wrong code is counted even though it is refused; five and the link is dead."""
    link = live_link(token)
    if link.code_digest in blinds(f"{link.public_id}:{code.strip()}", CODE):
        if link.opened_at is None:
            MerchantLink.objects.filter(pk=link.pk).update(opened_at=now())
            record("mediation.open_link", link.mediation, by=Visitor("merchant"))
        return link
    left = _count_wrong(link)
    if left <= 0:
        raise refusals.LinkDead()
    raise refusals.WrongCode(left=left)


def live_link(token: str) -> MerchantLink:
    """The link of this token; unknown, withdrawn, over and tried too often answer alike."""
    link = MerchantLink.objects.filter(digest__in=blinds(token, TOKEN)).select_related("mediation").first()
    if link is None or link.withdrawn_at or link.until <= now() or link.wrong >= rules.WRONG_MOST:
        raise refusals.LinkDead()
    return link


@transaction.atomic
def answer_link(*, link: MerchantLink, given: AnswerGiven, key: UUID, by: Visitor) -> MerchantAnswer:
    """The merchant's answer, once however often it is sent; an answer is a yes to being mediated unless it is a no."""
    mediation = held(link.mediation)
    rules.check_in(facts_for(mediation, by), MediationState.ASKED, MediationState.OPEN, act=_("回话"))
    _check_answer(given)
    seen = UUID(bytes=hashlib.sha256(SCOPE.encode() + key.bytes).digest()[:16])
    with once(seen, {**asdict(given), "link": link.public_id}, scope=SCOPE, by=by) as receipt:
        if receipt.is_new:
            if mediation.answers.filter(reply=Reply.OFFER, is_accepted__isnull=True).exists():
                raise refusals.AnswerWaits()
            made = MerchantAnswer.objects.create(mediation=mediation, link=link, at=now(), **asdict(given))
            record("mediation.answer", mediation, by=by, reply=given.reply, remedy=given.remedy)
            receipt.keep(answer=made.public_id)
            if given.reply != Reply.DISAGREE and Side.MERCHANT not in agreed_of(mediation):
                record_consent(mediation=mediation, side=Side.MERCHANT, agrees=True, means=Means.LINK, by=by)
            _tell(mediation)
    return MerchantAnswer.objects.get(public_id=receipt.answer["answer"])


@transaction.atomic
def say_to_offer(*, answer: MerchantAnswer, is_accepted: bool, by: Actor, words: str = "") -> MerchantAnswer:
    """The consumer takes the offer or does not.  Taken, the handler writes it down as a settlement for both to sign."""
    mediation = held(answer.mediation)
    rules.check_in(facts_for(mediation, by), MediationState.ASKED, MediationState.OPEN, act=_("回店家的办法"))
    answer = MerchantAnswer.objects.select_for_update().get(pk=answer.pk)
    if answer.reply != Reply.OFFER or answer.is_accepted is not None:
        raise refusals.NothingOffered()
    answer.is_accepted, answer.consumer_words, answer.consumer_at = is_accepted, words.strip(), now()
    try:
        with transaction.atomic():
            answer.save()
    except IntegrityError as taken:
        raise refusals.NothingOffered() from taken
    record("mediation.say_to_offer", mediation, by=by, is_accepted=is_accepted)
    if Side.CONSUMER not in agreed_of(mediation):
        record_consent(mediation=mediation, side=Side.CONSUMER, agrees=True, means=Means.CODE, by=by)
    _tell(mediation)
    return answer


def _check_answer(given: AnswerGiven) -> None:
    if given.reply == Reply.DISAGREE and not given.what.strip():
        raise refusals.ReasonMissing()
    if given.reply == Reply.OFFER and given.remedy in rules.WITH_MONEY and not given.amount:
        raise refusals.AmountMissing(place=1, remedy=Remedy(given.remedy).label)
    if given.by_on is not None and given.by_on < today():
        raise refusals.TermDayPast(place=1, day=given.by_on.isoformat())
    if given.meet_at is not None and given.meet_at <= now():
        raise refusals.SessionInPast(when=rules.said(given.meet_at), field="meet_at")


@transaction.atomic
def _count_wrong(link: MerchantLink) -> int:
    held_link = MerchantLink.objects.select_for_update().get(pk=link.pk)
    held_link.wrong += 1
    held_link.save(update_fields=["wrong"])
    record("mediation.wrong_code", link.mediation, by=Visitor("merchant"), wrong=held_link.wrong)
    return rules.WRONG_MOST - held_link.wrong


def _answer_by() -> date:
    allowed = figure("promises.merchant_answer_days", on=today())
    return due(today(), int(allowed.value), allowed.unit, work_calendar()).due_rolled


def _tell(mediation: Mediation) -> None:
    case = case_of(mediation)
    if case.handler is not None:
        notify(
            to=case.handler,
            title=format_lazy(_("调解有回话：{number}"), number=case.number),
            about=mediation,
            url=f"/desk/mediations/{mediation.public_id}/",
            dedupe=f"mediation:answer:{mediation.answers.count()}:{mediation.public_id}",
        )
