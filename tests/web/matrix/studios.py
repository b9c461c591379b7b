"""A contact point with a studio, a session, an award and an appeal, at one side of the matrix.

Name, address and hours of a point are public; what was said in the diary and in the appeal is not.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Model

from tests.factories.network import viewer_as
from yingzhou.base.clock import now
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.actions.bookings import For, Slot, book
from yingzhou.work.disputes.actions.stars import Seen, appeal_stars, assess, award_stars
from yingzhou.work.disputes.actions.studios import add_room, open_studio, seat_mediator
from yingzhou.work.disputes.choices import BodyKind, BookingAbout
from yingzhou.work.liaison.actions import PointFacts, open_point, set_point_hours
from yingzhou.work.liaison.choices import PointKind, PointLevel
from yingzhou.work.liaison.rules import Span
from yingzhou.work.network.models import Organization
from yingzhou.work.registry.models import Business

SINCE = date(2024, 1, 1)


def studio_things(
    mark: str, shop: Business, station: Organization, village: Organization, head: Viewer, clerk: Viewer, bureau: Organization
) -> dict[str, Model]:
    """By the name of the thing."""
    told = PointFacts(
        name=f"{village.name}联络点",
        level=PointLevel.COMMUNITY,
        address=village.name,
        phone="5555",
        host_business=shop,
        community=village,
    )
    point = open_point(kind=PointKind.CONSUMER_RIGHTS, station=station, facts=told, since=SINCE, by=head)
    at = now()
    set_point_hours(point=point, days=range(1, 8), spans=[Span(at.time().min, at.time().max)], by=head)
    studio = open_studio(point=point, name=f"{village.name}工作室", body=BodyKind.BUREAU_ROOM, since=SINCE, by=head)
    room = add_room(studio=studio, name="一号室", since=SINCE, by=head)
    mediator = seat_mediator(studio=studio, name="驻点的人", since=SINCE, by=head).mediator
    what = For(BookingAbout.OTHER, words=f"{mark}-session")
    booking = book(studio=studio, slot=Slot(room, mediator, at, at + timedelta(minutes=30)), what=what, by=head)
    assess(point=point, seen={"signboard": Seen(1), "room": Seen(1), "ledger": Seen(1)}, by=clerk)
    award = award_stars(point=point, by=viewer_as(Role.DEPARTMENT, bureau))
    appeal = appeal_stars(point=point, award=award, words=f"{mark}-objection", by=head)
    return {"point": point, "studio": studio, "booking": booking, "award": award, "appeal": appeal}
