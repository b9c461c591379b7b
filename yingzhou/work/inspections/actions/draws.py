"""双随机: committed to, then drawn or given up; what was drawn becomes inspections to be approved."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from yingzhou.base.clock import today
from yingzhou.base.figures.reading import figure
from yingzhou.base.refusals import Refusal
from yingzhou.base.trail.watching import check_sealing
from yingzhou.base.trail.writing import record
from yingzhou.base.words import _
from yingzhou.engines.draw import DrawFault, Lots, commitment_of
from yingzhou.engines.draw import draw as draw_lots
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.inspections.actions.asking import Asked, ask_inspection
from yingzhou.work.inspections.actions.guarding import check_may, check_people
from yingzhou.work.inspections.choices import DrawEnd, Origin
from yingzhou.work.inspections.models import DrawResult, Inspection, InspectionItem, InspectionPlan, RandomDraw
from yingzhou.work.inspections.queries.draws import DrawFilter, drawn_of, urn_of
from yingzhou.work.inspections.queries.reckoning import LEAST
from yingzhou.work.inspections.rules import asking, roles
from yingzhou.work.inspections.rules.draws import words_of
from yingzhou.work.inspections.rules.lists import DrawDone, DrawImpossible, ReasonMissing
from yingzhou.work.registry.models import Business

SEED_BYTES = 32


@dataclass(frozen=True)
class DrawTold:
    """What is to be drawn: of whom, how many, who may be sent."""

    name: str
    plan: InspectionPlan
    item: InspectionItem
    asked: DrawFilter
    officers: Sequence[Officer]
    select: int
    officers_each: int
    since: date
    until: date


@dataclass(frozen=True)
class NotMade:
    """A business the lot fell on for which no inspection was made, and the refusal."""

    business: Business
    refusal: Refusal


@transaction.atomic
def commit_draw(*, told: DrawTold, by: Viewer, is_demo: bool = False) -> RandomDraw:
    """Freeze the list, draw a seed nobody reads, publish both hashes.  From here on nothing of it can be changed."""
    check_sealing()
    check_may(by, roles.PLANNERS, _("做随机抽取"))
    plan = told.plan
    asking.check_plan(plan.name, approved_on=plan.approved_on, since=plan.since, until=plan.until, on=told.since)
    if not plan.items.filter(pk=told.item.pk).exists():
        raise asking.PlanDoesNotCover(plan=plan.name, fault=str(_("里没有“{item}”")).format(item=told.item.name))
    least = figure(LEAST, on=today())
    if told.officers_each < int(least.value):
        raise asking.TooFewInspectors(
            least=int(least.value), there=told.officers_each, source=least.source, field="officers_each"
        )
    check_people(told.officers, on=today())
    lots = _lots(told)
    seed = secrets.token_hex(SEED_BYTES)
    draw = RandomDraw.objects.create(
        name=told.name.strip(),
        plan=plan,
        item=told.item,
        filter_words=told.asked.words,
        urn=json.dumps(lots.plain(), ensure_ascii=False),
        population=len(lots.population),
        select=lots.select,
        inputs=lots.digest,
        commitment=commitment_of(seed),
        seed=seed,
        since=told.since,
        until=told.until,
        committed_by_id=by.officer_id,
        is_demo=is_demo,
    )
    record(
        "draw.commit",
        draw,
        by=by,
        commitment=draw.commitment,
        inputs=draw.inputs,
        population=draw.population,
        select=draw.select,
    )
    return draw


def _lots(told: DrawTold) -> Lots:
    urn = urn_of(told.asked, told.officers, on=today())
    try:
        return Lots.read(
            {
                "name": told.name.strip(),
                "population": urn.population,
                "officers": urn.officers,
                "select": told.select,
                "officers_each": told.officers_each,
                "conflicts": urn.conflicts,
            }
        )
    except DrawFault as fault:
        raise DrawImpossible(fault=words_of(fault)) from fault


@transaction.atomic
def reveal_draw(*, draw: RandomDraw, public_word: str, by: Viewer) -> DrawResult:
    """Draw, once and for all; the record with the seed is anybody's from now on."""
    check_sealing()
    check_may(by, roles.PLANNERS, _("抽取"))
    word = " ".join(public_word.split())
    made = draw_lots(Lots.read(json.loads(draw.urn)), seed=draw.seed, public_word=word)
    text = json.dumps(made.record(), ensure_ascii=False, indent=2) + "\n"
    result = _end(draw, by, end=DrawEnd.DRAWN, record=text, public_word=word)
    record("draw.reveal", draw, by=by, inputs=draw.inputs, commitment=made.commitment, selected=len(made.selected))
    return result


@transaction.atomic
def abandon_draw(*, draw: RandomDraw, why: str, by: Viewer) -> DrawResult:
    """Give it up before the draw; it stays where it was published, with the reason."""
    check_sealing()
    check_may(by, roles.PLANNERS, _("作废抽取"))
    if not why.strip():
        raise ReasonMissing()
    result = _end(draw, by, end=DrawEnd.ABANDONED, why=why.strip())
    record("draw.abandon", draw, by=by)
    return result


def _end(draw: RandomDraw, by: Viewer, **facts: str) -> DrawResult:
    try:
        with transaction.atomic():
            return DrawResult.objects.create(draw=draw, by_id=by.officer_id, **facts)
    except IntegrityError as fault:
        end = DrawEnd(DrawResult.objects.get(draw=draw).end).label
        raise DrawDone(end=end) from fault


@transaction.atomic
def prepare_drawn(*, draw: RandomDraw, on: date, by: Viewer) -> tuple[list[Inspection], list[NotMade]]:
    """Ask for an inspection of every business drawn that has none yet; those refused are listed with the reason."""
    check_may(by, roles.PLANNERS, _("按抽取结果提出检查"))
    made, refused = [], []
    for one in drawn_of(draw):
        if one.inspection is not None:
            continue
        told = Asked(
            business=one.business,
            origin=Origin.DRAWN,
            on=on,
            items=[draw.item],
            officers=one.officers,
            why=draw.name,
            plan=draw.plan,
            draw=draw,
        )
        try:
            made.append(ask_inspection(told=told, by=by))
        except Refusal as refusal:
            refused.append(NotMade(one.business, refusal))
    return made, refused
