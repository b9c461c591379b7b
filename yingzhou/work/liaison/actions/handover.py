"""交接: everything open of one officer goes to others, in one transaction, and it is written down what went to whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction

from yingzhou.base.clock import now, today
from yingzhou.base.trail.watching import check_sealing
from yingzhou.base.trail.writing import record
from yingzhou.engines.assignment import Weights, propose
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.liaison import rules
from yingzhou.work.liaison.actions.changing import change_contacts, hold_businesses
from yingzhou.work.liaison.models import Contact, HandedOver, HandOver, PointLiaison
from yingzhou.work.liaison.queries.handovers import successors_at, work_of
from yingzhou.work.liaison.queries.moving import Act, moves_with
from yingzhou.work.liaison.queries.question import question
from yingzhou.work.network.models import Organization

__all__ = ["hand_over", "move_contacts", "move_points", "moves_with"]

#: A change of anybody else's liaison costs more than all it could save: only the leaver's businesses move.
ONLY_THE_LEAVER = 1_000_000


@transaction.atomic
def hand_over(
    *,
    leaver: Officer,
    station: Organization,
    since: date,
    seen: int,
    by: Viewer,
    successor: Officer | None = None,
    words: str = "",
) -> HandOver:
    """All open work of the leaver at a station goes to one successor, or (None) is spread by the engine's proposal.

    `seen` is how many pieces whoever decides has looked at; another number now is refused.  Contacts change on the day
    `since`; everything else at once.  What cannot go stays, and says why.
    """
    check_sealing()
    rules.check_decides(by, station.pk)
    rules.check_day(since, today())
    leaver = Officer.objects.select_for_update().get(pk=leaver.pk)
    work = work_of(leaver, station, since)
    if not work.count:
        raise rules.NothingToHandOver(name=leaver.name)
    rules.check_same_work(seen, work.count)
    give = _Giving(leaver, station, since, successor)
    made = HandOver(
        public_id=uuid4(),
        leaver=leaver,
        station=station,
        since=since,
        made_by_id=by.officer_id,
        made_at=now(),
        words=words.strip(),
    )
    act = Act(leaver=leaver, since=since, by=by, id=made.public_id)
    made.save(force_insert=True)
    went: Counter[str] = Counter()
    for mover, pieces in work.parts:
        to = {piece.id: give.to(piece.business_id) for piece in pieces if not piece.why_not}
        refused = {piece.id: piece.why_not for piece in pieces if piece.why_not} | dict(mover.move(act, to))
        HandedOver.objects.bulk_create(
            HandedOver(
                hand_over=made,
                kind=mover.name,
                subject_id=piece.id,
                title=piece.title[:160],
                about=piece.about[:160],
                to=None if piece.id in refused else to[piece.id],
                why_not=refused.get(piece.id, "")[:200],
            )
            for piece in pieces
        )
        went[mover.name] += sum(1 for piece in pieces if piece.id not in refused)
    facts = {"leaver": leaver.public_id, "station": station.public_id, "since": since, "went": dict(went)}
    record("handover.make", made, by=by, successor=successor.public_id if successor else None, **facts)
    return made


class _Giving:
    """To whom each piece goes: to the one successor, or with its business to its new liaison."""

    def __init__(self, leaver: Officer, station: Organization, since: date, successor: Officer | None) -> None:
        people = {one.pk: one for one in successors_at(station, since, without=leaver)}
        if successor is not None:
            if successor.pk == leaver.pk:
                raise rules.SameOfficer(name=leaver.name)
            if successor.pk not in people:
                raise rules.SuccessorNotThere(name=successor.name, station=station.name)
            self._follow: dict[int, Officer] = {}
            self._default = successor
            return
        asked = question(station_id=station.pk, on=since, without=[leaver.pk])
        if not asked.people:
            raise rules.NobodyToGive(station=station.name, since=since)
        answer = propose(asked.shops, asked.people, Weights(ONLY_THE_LEAVER, rules.weights_on(since).balance))
        mine = [one for one in answer.lines if one.was == str(leaver.pk) and one.person]
        self._follow = {int(one.shop): people[int(one.person)] for one in mine}
        takes = Counter(one.pk for one in self._follow.values())
        least = min(answer.loads, key=lambda one: (one.after, one.person))
        self._default = people[takes.most_common(1)[0][0] if takes else int(least.person)]

    def to(self, business: int | None) -> Officer:
        return self._follow.get(business or 0, self._default)


def move_contacts(act: Act, to: Mapping[UUID, Officer]) -> Mapping[UUID, str]:
    """Contacts (by their id) end on the day, and their successors' begin."""
    contacts = dict(Contact.objects.filter(public_id__in=to).values_list("public_id", "business_id"))
    hold_businesses(list(contacts.values()))
    change_contacts(
        to={business: to[one] for one, business in contacts.items()}, since=act.since, by=act.by, because={"handover": act.id}
    )
    return {}


def move_points(act: Act, to: Mapping[UUID, Officer]) -> Mapping[UUID, str]:
    """One-to-one liaisons of contact points, with the promises made there that are still open."""
    for one in PointLiaison.objects.select_for_update().filter(public_id__in=to).select_related("point").order_by("pk"):
        officer = to[one.public_id]
        if one.since >= act.since:
            one.officer = officer
            one.save(update_fields=["officer"])
        else:
            one.until = act.since
            one.save(update_fields=["until"])
            PointLiaison.objects.create(point=one.point, officer=officer, since=act.since)
        one.point.promises.filter(kept_on__isnull=True, officer=act.leaver).update(officer=officer)
        record("point.set_liaison", one.point, by=act.by, officer=officer.public_id, since=act.since, handover=act.id)
    return {}
