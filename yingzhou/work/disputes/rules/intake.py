"""登记: what a complaint has to say (Order 121, articles 8 and 10–12), from plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from yingzhou.base.words import _
from yingzhou.work.disputes.choices import ReceiptChannel, Trade
from yingzhou.work.disputes.rules import refusals

MOST_REPRESENTATIVES = 2  # article 12: the law's own word is "two", part of what a joint complaint is, not a figure of a day


@dataclass(frozen=True)
class Person:
    """One complainant as told: sealed on writing, never on the trail."""

    name: str = ""
    phone: str = ""
    address: str = ""
    identity_checked_on: date | None = None
    speaks_for_all: bool = False


@dataclass(frozen=True)
class Attorney:
    """Who acts for the complainant, and what was seen of the power of attorney (article 11)."""

    name: str = ""
    phone: str = ""
    powers: str = ""
    until: date | None = None
    original_seen_on: date | None = None
    identity_checked_on: date | None = None


@dataclass(frozen=True)
class Intake:
    """A complaint as it is written down, in plain values; `channel` and `received_on` are the statutory receipt.

    `respondent`, `held_by` and `evidence` are public ids; `held_by` none: it stays with the intake unit.  `source` is a
    word of `cases.choices.Source` with `source_id`: where we first heard of it.
    """

    channel: str
    received_on: date
    respondent_name: str
    request: str
    facts: str
    complainants: tuple[Person, ...] = ()
    proxy: Attorney | None = None
    platform_number: str = ""
    respondent: UUID | None = None
    respondent_address: str = ""
    trade: str = Trade.SHOP
    goods: str = ""
    topic: str = ""
    amount: Decimal | None = None
    bought_on: date | None = None
    knew_on: date | None = None
    consents_publication: bool = False
    consents_delegation: bool = False
    held_by: UUID | None = None
    source: str = "desk"
    source_id: UUID | None = None
    evidence: tuple[UUID, ...] = ()
    is_demo: bool = False


@dataclass(frozen=True)
class Told:
    """What the missing content is judged by: whether each thing is there, never what it is."""

    has_name: bool
    has_phone: bool
    has_address: bool
    has_respondent_name: bool
    has_respondent_address: bool
    has_request: bool
    has_facts: bool
    has_proxy: bool = False
    has_powers: bool = True
    has_original: bool = True
    has_proxy_identity: bool = True


#: What is missing, in the order of the articles, said so that the clerk knows what to ask for.
SENTENCES: dict[str, Any] = {
    "has_name": _("还缺投诉人的真实姓名（第十条第一款第一项）"),
    "has_phone": _("还缺投诉人的电话号码（第十条第一款第一项）"),
    "has_address": _("还缺投诉人的通讯地址（第十条第一款第一项）"),
    "has_respondent_name": _("还缺被投诉人的名称或者姓名（第十条第一款第二项）"),
    "has_respondent_address": _("还缺被投诉人的地址（第十条第一款第二项）"),
    "has_request": _("还缺具体的投诉请求（第十条第一款第三项）"),
    "has_facts": _("还缺消费者权益争议的事实依据（第十条第一款第三项）"),
    "has_powers": _("授权委托书还缺委托事项、权限或者期限（第十一条）"),
    "has_original": _("还没有看到授权委托书原件（第十一条）"),
    "has_proxy_identity": _("还没有看到受托人的身份证明（第十一条）"),
}


def told(intake: Intake) -> Told:
    """Which of the mandatory content an intake has: of several complainants, each has to give his own."""
    people = intake.complainants
    proxy = intake.proxy
    return Told(
        has_name=bool(people) and all(one.name.strip() for one in people),
        has_phone=bool(people) and all(one.phone.strip() for one in people),
        has_address=bool(people) and all(one.address.strip() for one in people),
        has_respondent_name=bool(intake.respondent_name.strip()),
        has_respondent_address=bool(intake.respondent_address.strip()),
        has_request=bool(intake.request.strip()),
        has_facts=bool(intake.facts.strip()),
        has_proxy=proxy is not None,
        has_powers=proxy is None or bool(proxy.powers.strip()),
        has_original=proxy is None or proxy.original_seen_on is not None,
        has_proxy_identity=proxy is None or proxy.identity_checked_on is not None,
    )


def missing(content: Told) -> tuple[str, ...]:
    """What is still missing, one sentence each; nothing when the complaint is complete."""
    return tuple(str(sentence) for name, sentence in SENTENCES.items() if not getattr(content, name))


def check_intake(intake: Intake, *, today: date) -> None:
    """Refuse what cannot be a complaint at all.  An incomplete one may be registered: its clock runs from the receipt."""
    if intake.channel not in ReceiptChannel:
        raise refusals.NoStatutoryReceipt()
    if intake.channel == ReceiptChannel.PLATFORM and not intake.platform_number.strip():
        raise refusals.PlatformNumberMissing()
    if intake.received_on > today:
        raise refusals.ReceivedLater()
    if not intake.respondent_name.strip():
        raise refusals.NothingAsked(what=_("投诉的是哪一家"), field="respondent_name")
    if not (intake.request.strip() or intake.facts.strip()):
        raise refusals.NothingAsked(what=_("投诉请求和经过"), field="request")
    speakers = sum(one.speaks_for_all for one in intake.complainants)
    if speakers > MOST_REPRESENTATIVES:
        raise refusals.TooManyRepresentatives(n=speakers)
