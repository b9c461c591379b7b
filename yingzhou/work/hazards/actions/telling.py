"""Who is told what about a hazard.  Numbers and items only; never a person ranked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.text import format_lazy

from yingzhou.base.clock import day_of, today
from yingzhou.base.outbox.choices import Urgency
from yingzhou.base.outbox.writing import notify
from yingzhou.base.words import _
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.cases.models import Case
from yingzhou.work.hazards.choices import Level
from yingzhou.work.hazards.models import ClueHandover, Hazard, RectificationOrder
from yingzhou.work.network.models import Posting
from yingzhou.work.network.queries import in_force


def tell(officers: Iterable[Officer], hazard: Hazard, title: object, *, dedupe: str, urgent: bool = False) -> int:
    """One notification each, in the caller's transaction; how many heard it now."""
    heard = 0
    for officer in officers:
        written = notify(
            to=officer,
            title=title,
            body=format_lazy("{number} {item}", number=hazard.case.number, item=hazard.item_words),
            about=hazard,
            url=f"/desk/hazards/{hazard.public_id}/",
            urgency=Urgency.URGENT if urgent else Urgency.NORMAL,
            dedupe=f"hazard:{hazard.public_id}:{dedupe}",
        )
        heard += written is not None
    return heard


def handler_or_heads(hazard: Hazard) -> list[Officer]:
    """The handler; while there is none, the heads of the station."""
    return [hazard.case.handler] if hazard.case.handler else heads_of(hazard)


def heads_of(hazard: Hazard) -> list[Officer]:
    """The heads of the hazard's station today."""
    return at_level(Role.STATION_HEAD, station_id=hazard.case.station_id)


def at_level(role: Role, *, station_id: int | None = None) -> list[Officer]:
    """Whoever holds a role today; a head, at the station."""
    postings = Posting.objects.filter(in_force(today()), role=role, officer__is_active=True).select_related("officer")
    if role == Role.STATION_HEAD:
        postings = postings.filter(organization=station_id)
    return list({posting.officer_id: posting.officer for posting in postings}.values())


def day_received(case: Case) -> date:
    """The business day a case came in."""
    return day_of(case.received_at)


def found(hazard: Hazard) -> None:
    tell(handler_or_heads(hazard), hazard, _("新的隐患，请给整改建议"), dedupe="found")


def proved(hazard: Hazard) -> None:
    count = hazard.rectifications.count()
    tell(handler_or_heads(hazard), hazard, _("店家交了整改凭据，请看"), dedupe=f"proved:{count}")


def failed(hazard: Hazard) -> None:
    tell(handler_or_heads(hazard), hazard, _("复查没过，店家继续改"), dedupe=f"failed:{hazard.rechecks.count()}")


def waits_for_closing(hazard: Hazard) -> None:
    tell(heads_of(hazard), hazard, _("复查合格，等您销号"), dedupe=f"passed:{hazard.rechecks.count()}")


def handler_named(hazard: Hazard) -> None:
    tell(handler_or_heads(hazard), hazard, _("这件隐患交给您了"), dedupe=f"take:{hazard.case.moves.count()}")


def order_waits(hazard: Hazard) -> None:
    tell(heads_of(hazard), hazard, _("责令改正等您审核"), dedupe=f"order:{hazard.orders.count()}")


def order_decided(hazard: Hazard, order: RectificationOrder) -> None:
    title = _("责令改正同意了，请送达") if order.is_approved else _("责令改正没有同意")
    tell([order.asked_by], hazard, title, dedupe=f"order_decided:{order.public_id}")


def clue_waits(hazard: Hazard) -> None:
    officers = {one.pk: one for one in (*heads_of(hazard), *at_level(Role.DEPARTMENT))}
    tell(officers.values(), hazard, _("线索移送等批准"), dedupe=f"clue:{hazard.clues.count()}")


def clue_decided(hazard: Hazard, clue: ClueHandover) -> None:
    title = _("线索移送批准了") if clue.number else _("线索移送没有批准")
    tell([clue.asked_by], hazard, title, dedupe=f"clue_decided:{clue.public_id}")


def clue_answered(hazard: Hazard, clue: ClueHandover) -> None:
    officers = {one.pk: one for one in (clue.asked_by, *handler_or_heads(hazard))}
    tell(officers.values(), hazard, _("线索移送有回复"), dedupe=f"clue_answered:{clue.public_id}")


def escalated(hazard: Hazard, level: Level) -> None:
    role = {Level.STATION_HEAD: Role.STATION_HEAD, Level.DEPARTMENT: Role.DEPARTMENT}.get(level, Role.BUREAU_LEADER)
    officers = at_level(role, station_id=hazard.case.station_id)
    tell(officers, hazard, _("隐患过了整改日还没有回音"), dedupe=f"escalate:{level}:{hazard.due_on}", urgent=True)
