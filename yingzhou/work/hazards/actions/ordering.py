"""责令限期改正: asked for by a certified officer, agreed by another, served with proof.  No visit may do it."""

from __future__ import annotations

from datetime import date
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from yingzhou.base.clock import now, today
from yingzhou.base.documents.issuing import issue
from yingzhou.base.documents.models import IssuedPaper
from yingzhou.base.evidence import storing
from yingzhou.base.trail.watching import check_sealing
from yingzhou.engines.lifecycle import Party
from yingzhou.work.accounts.queries import certificate_of
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.hazards import rules
from yingzhou.work.hazards.actions import telling
from yingzhou.work.hazards.actions.moving import check, given, held, move, said
from yingzhou.work.hazards.choices import OrderService
from yingzhou.work.hazards.models import Hazard, RectificationOrder
from yingzhou.work.hazards.queries.scope import PAPERS_OF_HAZARD, parties_of
from yingzhou.work.hazards.rules import DO_WORDS, Do, refusals

ORDER, ADVICE = "hazard.order", "hazard.advice"


@transaction.atomic
def ask_order(*, hazard: Hazard, words: str, article: str, by_on: date, by: Viewer) -> RectificationOrder:
    """Ask that the owner be ordered.  Only with a certificate on file today; the article is the officer's to name."""
    hazard = held(hazard)
    check(hazard, Do.ORDER, by, given(day=by_on))
    certificate = certificate_of(by.officer_id, today())
    if certificate is None:
        raise refusals.NotCertified(day=today().isoformat())
    if not article.strip():
        raise refusals.SomethingMissing(do=DO_WORDS[Do.ORDER], needs=refusals.NAME_THE_ARTICLE, field="article")
    rules.check_by_day(by_on, today=today())
    try:
        with transaction.atomic():
            made = RectificationOrder.objects.create(
                hazard=hazard,
                words=words.strip() or hazard.needed,
                article=article.strip()[:200],
                by_on=by_on,
                certificate=certificate,
                asked_by_id=by.officer_id,
                asked_at=now(),
            )
    except IntegrityError as waiting:
        raise refusals.OrderWaits() from waiting
    said(hazard, "ask_order", by=by, by_on=by_on)
    telling.order_waits(hazard)
    return made


@transaction.atomic
def decide_order(*, hazard: Hazard, agrees: bool, words: str, by: Viewer) -> RectificationOrder:
    """The head or the department agrees, and the paper is made and numbered; or not, and says why."""
    check_sealing()
    hazard = held(hazard)
    order = hazard.orders.select_for_update().filter(is_approved__isnull=True).first()
    if order is None:
        raise refusals.OrderDecided(do=refusals.REVIEW)
    if not parties_of(by, hazard) & {Party.HEAD, Party.INTAKE}:
        raise refusals.NotYours(do=refusals.REVIEW, who=refusals.HEAD_OR_DEPARTMENT)
    if order.asked_by_id in by.acts_for:
        raise refusals.NotByYourself(do=refusals.REVIEW)
    if not agrees and not words.strip():
        raise refusals.SomethingMissing(do=refusals.REVIEW, needs=refusals.SAY_WHY, field="words")
    order.is_approved, order.answer = agrees, words.strip()[:200]
    order.reviewed_by_id, order.reviewed_at = by.officer_id, now()
    if agrees:
        rules.check_by_day(order.by_on, today=today())
        move(hazard, Do.ORDER, by=by, needs=given(day=order.by_on), words=order.words, changes={"due_on": order.by_on})
        hazard.planned_rechecks.filter(ended_at__isnull=True).update(ended_at=now())
        told = {**_values(hazard), "respondent_uscc": hazard.business.uscc, "hazard_needed": order.words}
        told |= {"article_broken": order.article, "handler": order.asked_by.name}
        order.number = _issued(hazard, ORDER, told, by=by).number
    order.save()
    said(hazard, "decide_order", by=by, agrees=agrees, number=order.number)
    telling.order_decided(hazard, order)
    return order


@transaction.atomic
def serve_order(
    *, hazard: Hazard, service: OrderService, on: date, to: str, proof: UploadedFile, by: Viewer
) -> RectificationOrder:
    """Served: how, when, to whom, and the proof of it."""
    hazard = held(hazard)
    order = hazard.orders.select_for_update().filter(is_approved=True, served_on__isnull=True).first()
    if order is None or order.reviewed_at is None:
        raise refusals.OrderDecided(do=refusals.SERVE)
    if not parties_of(by, hazard) & {Party.HANDLER, Party.HEAD}:
        raise refusals.NotYours(do=refusals.SERVE, who=refusals.HANDLER_OR_HEAD)
    if on > today():
        raise refusals.FoundInFuture(day=on.isoformat(), field="on")
    order.service, order.served_on, order.served_to = service, on, to.strip()[:40]
    order.proof = storing.put(cast("BinaryIO", proof), by=by, name=proof.name or "", kind="hazard")
    order.save()
    said(hazard, "serve_order", by=by, service=service, on=on, number=order.number)
    return order


@transaction.atomic
def print_advice(*, hazard: Hazard, by: Viewer) -> IssuedPaper:
    """The last advice on paper, numbered, for the owner to keep."""
    hazard = held(hazard)
    check(hazard, Do.INVITE, by)
    last = hazard.advice_given.order_by("-pk").first()
    told = {"hazard_needed": last.words if last else hazard.needed, "handler": by.name, "rectify_by": hazard.due_on}
    return _issued(hazard, ADVICE, {**_values(hazard), **told}, by=by)


def _values(hazard: Hazard) -> dict[str, Any]:
    return {
        "respondent": hazard.business.name,
        "hazard_address": hazard.business.registered_address,
        "hazard_found": "。".join(dict.fromkeys(part.strip("。 ") for part in (hazard.item_words, hazard.text) if part)),
        "found_on": hazard.found_on,
        "rectify_by": hazard.due_on,
    }


def _issued(hazard: Hazard, kind: str, values: dict[str, Any], *, by: Viewer) -> IssuedPaper:
    return issue(
        kind=kind, about=PAPERS_OF_HAZARD, about_id=hazard.public_id, on=today(), rules_on=hazard.found_on, values=values, by=by
    )
