"""Drawing the random arm of a station's week."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import now
from yingzhou.base.figures.reading import figure
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.network.models import Organization
from yingzhou.work.visits.models import ArmDraw, ArmPlace
from yingzhou.work.visits.queries.priorities import figures_on, known_of, trading_at
from yingzhou.work.visits.queries.seasons import season_on
from yingzhou.work.visits.rules import arms as rules
from yingzhou.work.visits.rules.priorities import priority


@transaction.atomic
def draw_arm(*, station: Organization, monday: date, by: Actor, room: int | None = None) -> ArmDraw:
    """Draw the businesses that are visited in a week whatever their score; a week already drawn stays as it is.

    `room` is how many visits the week holds, if the caller knows; otherwise what the contact intervals come to.
    """
    rules.check_monday(monday)
    station = Organization.objects.select_for_update().get(pk=station.pk)
    if (held := ArmDraw.objects.filter(station=station, monday=monday).first()) is not None:
        return held
    figures = figures_on(monday)
    known = known_of(trading_at(station), figures, monday)
    urn = rules.eligible(known, monday, figure(rules.REST, on=monday).value)
    room = rules.weekly_room(known, figures) if room is None else room
    share = figure(rules.SHARE, on=monday).value
    seed = rules.seed_of(station.public_id, monday)
    found = rules.drawn(f"{station.name} {monday}", seed, (one.public_id for one in urn), rules.size_of(room, share, len(urn)))
    made = ArmDraw.objects.create(
        station=station,
        monday=monday,
        seed=seed,
        share_percent=share,
        room=room,
        eligible=len(urn),
        record=found.record,
        drawn_at=now(),
        drawn_by_id=by.officer_id if isinstance(by, Viewer) else None,
    )
    season, by_id = season_on(monday), {str(one.public_id): one for one in urn}
    ArmPlace.objects.bulk_create(
        ArmPlace(
            draw=made,
            business_id=by_id[chosen].business_id,
            place=place,
            points=priority(by_id[chosen], figures, season, monday).points,
        )
        for place, chosen in enumerate(found.ids, start=1)
    )
    record("arm.draw", made, by=by, eligible=len(urn), drawn=len(found.ids))
    return made
