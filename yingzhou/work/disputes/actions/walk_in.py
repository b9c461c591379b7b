"""当场来的: somebody walks into a studio with a quarrel, and has a case and a code before they sit down."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from yingzhou.base.clock import now
from yingzhou.base.receipts import once
from yingzhou.base.secrets import blind
from yingzhou.base.trail.writing import record
from yingzhou.rulebook import figure
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.actions import RaisedBy, open_case
from yingzhou.work.cases.choices import Kind, Reach, Source
from yingzhou.work.cases.models import Case
from yingzhou.work.cases.rules import code_from
from yingzhou.work.disputes.actions.bookings import For, Slot, book, check_may_book
from yingzhou.work.disputes.choices import BookingAbout, BookingWay
from yingzhou.work.disputes.models import Booking, Dispute, MediationStudio
from yingzhou.work.disputes.queries.diary import free_at
from yingzhou.work.registry.models import Business

BITS = 60


@dataclass(frozen=True)
class WalkIn:
    """What somebody tells at the desk.  `business` is a public id; name and phone only where they want to hear from us."""

    text: str
    shop: str
    wish: str = ""
    business: UUID | None = None
    amount: Decimal | None = None
    name: str = ""
    phone: str = ""


@dataclass(frozen=True)
class TakenIn:
    """The case, the session that begins now (None: no room or mediator is free), and the code, shown once."""

    case: Case
    booking: Booking | None
    code: str


@transaction.atomic
def take_in(*, studio: MediationStudio, told: WalkIn, key: UUID, by: Viewer) -> TakenIn:
    """Open a dispute and seat its people now.  `key` is the form's own: sent again, it gives the same case and code.

    It is 先行和解, not a statutory complaint; whoever presses the button has said so to the person (`told_not_statutory_at`).
    """
    studio = MediationStudio.objects.select_related("point__community", "point__station").get(pk=studio.pk)
    check_may_book(studio, by)
    told_mark = json.dumps(asdict(told), cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    mark = blind(told_mark, "disputes.walk_in_told").encode()  # keyed: a plain hash would let a phone number be guessed
    code = code_from(int(blind(str(key), "disputes.walk_in").rsplit(":", 1)[-1], 16) & ((1 << BITS) - 1))
    with once(key, mark, scope="disputes.walk_in", by=by) as receipt:
        if receipt.is_new:
            made = _open(studio, told, code, by)
            booking = _seat(studio, made, by)
            receipt.keep(case=made.case.public_id, booking=booking.public_id if booking else None)
    case = Case.objects.get(public_id=receipt.answer["case"])
    seated = Booking.objects.filter(public_id=receipt.answer["booking"]).first() if receipt.answer["booking"] else None
    return TakenIn(case, seated, code)


def _open(studio: MediationStudio, told: WalkIn, code: str, by: Viewer) -> Dispute:
    business = Business.objects.filter(public_id=told.business).first() if told.business else None
    case = open_case(
        kind=Kind.DISPUTE,
        text=told.text,
        wish=told.wish,
        source=Source.DESK,
        source_id=studio.public_id,
        by=by,
        business=business,
        community=studio.point.community if business is None else None,
        place="" if business else told.shop,
        raiser=RaisedBy(told.name, told.phone, Reach.MEDIATION) if told.name or told.phone else None,
        code=code,
        is_demo=studio.is_demo,
    )
    dispute = Dispute.objects.create(case=case, amount=told.amount, told_not_statutory_at=now())
    record("dispute.take_in", dispute, by=by, case=case.public_id, studio=studio.public_id)
    return dispute


def _seat(studio: MediationStudio, dispute: Dispute, by: Viewer) -> Booking | None:
    """The first room and mediator free from now on; nobody is sent away because all are busy."""
    at = now().replace(second=0, microsecond=0)
    until = at + timedelta(minutes=int(figure("studios.session_minutes", on=at.date()).value))
    free = free_at(studio, at, until, prefer=by.officer_id)
    if free is None:
        return None
    what = For(BookingAbout.DISPUTE, dispute.public_id, dispute.case)
    return book(studio=studio, slot=Slot(*free, at, until), what=what, by=by, way=BookingWay.WALK_IN)
