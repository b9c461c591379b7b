"""店家改好了: a link and a code, photos and a word, accepted or given back with what is missing."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from yingzhou.base.actors import Actor, Visitor
from yingzhou.base.clock import day_of, now, today
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.figures.reading import figure
from yingzhou.base.receipts import once
from yingzhou.base.secrets import blind, blinds
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.hazards import rules
from yingzhou.work.hazards.actions import telling
from yingzhou.work.hazards.actions.moving import check, given, held, move, said
from yingzhou.work.hazards.actions.raising import keep_pictures
from yingzhou.work.hazards.choices import Grade, Side, State
from yingzhou.work.hazards.models import FixLink, Hazard, PlannedRecheck, Rectification
from yingzhou.work.hazards.queries.book import grades_on
from yingzhou.work.hazards.rules import Do, refusals
from yingzhou.work.hazards.rules.links import WRONG_MOST, link_until

TOKEN, CODE = "hazards.fix_link", "hazards.fix_code"
SCOPE = "hazards.rectification"
OWNER = Visitor("owner")


@dataclass(frozen=True)
class Invited:
    """The link's secret part and the code: told once, kept nowhere."""

    link: FixLink
    token: str
    code: str


@transaction.atomic
def invite_owner(*, hazard: Hazard, by: Viewer) -> Invited:
    """A new link and its code for the owner; the older link stops working."""
    hazard = held(hazard)
    check(hazard, Do.INVITE, by)
    assert hazard.due_on is not None  # the database holds it for this state
    hazard.links.filter(withdrawn_at__isnull=True).update(withdrawn_at=now())
    token, code = secrets.token_urlsafe(24), f"{secrets.randbelow(1_000_000):06d}"
    days = int(figure("hazards.link_days", on=today()).value)
    made = FixLink(
        hazard=hazard,
        digest=blind(token, TOKEN),
        made_at=now(),
        made_by_id=by.officer_id,
        until=link_until(max(hazard.due_on, today()), days=days),
    )
    made.code_digest = blind(f"{made.public_id}:{code}", CODE)
    made.save()
    said(hazard, "invite", by=by, until=day_of(made.until))
    return Invited(made, token, code)


def open_link(*, token: str, code: str) -> FixLink:
    """The link of this token and code.  A wrong code is counted even though it is refused; five and the link is dead."""
    link = live_link(token)
    if link.code_digest in blinds(f"{link.public_id}:{code.strip()}", CODE):
        if link.opened_at is None:
            FixLink.objects.filter(pk=link.pk).update(opened_at=now())
            said(link.hazard, "open_link", by=OWNER)
        return link
    left = _count_wrong(link)
    if left <= 0:
        raise refusals.LinkDead()
    raise refusals.WrongCode(left=left)


def live_link(token: str) -> FixLink:
    """The link of this token; unknown, withdrawn, over and tried too often answer alike."""
    found = FixLink.objects.filter(digest__in=blinds(token, TOKEN))
    link = found.select_related("hazard__case__station", "hazard__business").first()
    if link is None or link.withdrawn_at or link.until <= now() or link.wrong >= WRONG_MOST:
        raise refusals.LinkDead()
    return link


@transaction.atomic
def prove(
    *, hazard: Hazard, words: str, pictures: Sequence[Evidence], by: Actor, key: UUID, link: FixLink | None = None
) -> Rectification:
    """The owner says it is done and shows it; or an officer takes down what the owner brought.  Once, however often it is sent."""
    hazard = held(hazard)
    seen = UUID(bytes=hashlib.sha256(SCOPE.encode() + key.bytes).digest()[:16])
    content = {"hazard": hazard.public_id, "words": words, "photos": sorted(picture.sha256 for picture in pictures)}
    with once(seen, content, scope=SCOPE, by=by) as receipt:
        if receipt.is_new:
            if link is not None and hazard.state != State.FIXING:
                raise refusals.NothingToProve(state=State(hazard.state).label)
            move(hazard, Do.PROVE, by=by, needs=given(evidence=pictures), words=words)
            made = Rectification.objects.create(
                hazard=hazard,
                link=link,
                words=words.strip()[:300],
                at=now(),
                brought_by_id=by.officer_id if isinstance(by, Viewer) else None,
            )
            keep_pictures(hazard, pictures, Side.AFTER, rectification=made)
            said(hazard, "prove", by=by, pictures=len(pictures), by_link=link is not None)
            receipt.keep(rectification=made.public_id)
            telling.proved(hazard)
    return Rectification.objects.get(public_id=receipt.answer["rectification"])


@transaction.atomic
def accept_proof(*, hazard: Hazard, words: str = "", by: Viewer) -> PlannedRecheck:
    """Good enough to go and look: a recheck is planned by itself, within the days of the grade."""
    hazard = held(hazard)
    move(hazard, Do.ACCEPT, by=by, words=words)
    rule = grades_on(today())[Grade(hazard.grade)]
    from_on, by_on = rules.recheck_window(rule, on=today())
    planned = PlannedRecheck.objects.create(hazard=hazard, from_on=from_on, by_on=by_on, made_at=now())
    said(hazard, "accept", by=by, recheck_by=by_on)
    return planned


@transaction.atomic
def give_back(*, hazard: Hazard, reason: str, by_on: date | None, by: Viewer) -> Hazard:
    """Not enough yet: what is missing, in words the owner reads, and a new day."""
    hazard = held(hazard)
    rule = grades_on(today())[Grade(hazard.grade)]
    day = by_on or rules.default_day(rule, on=today())
    rules.check_by_day(day, today=today())
    move(hazard, Do.GIVE_BACK, by=by, needs=given(reason=reason, day=day), words=reason, changes={"due_on": day})
    said(hazard, "give_back", by=by, by_on=day)
    return hazard


@transaction.atomic
def _count_wrong(link: FixLink) -> int:
    held_link = FixLink.objects.select_for_update().get(pk=link.pk)
    held_link.wrong += 1
    held_link.save(update_fields=["wrong"])
    said(link.hazard, "wrong_code", by=OWNER, wrong=held_link.wrong)
    return WRONG_MOST - held_link.wrong
