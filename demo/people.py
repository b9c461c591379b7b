"""Invented people: heads, officers and liaisons in the stations, workers in the villages, one log-in for every role.

A few posts are left empty on purpose: a net without holes would be no true one.
"""

from __future__ import annotations

import random
import secrets
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from django.contrib.auth.hashers import make_password

from demo import words
from demo.bulk import make_uuid
from demo.net import Net
from demo.trail import Line, morning
from yingzhou.base.actors import Actor
from yingzhou.work.accounts.actions import add_officer
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.network.actions import grant_posting, take_leave
from yingzhou.work.network.choices import Kind
from yingzhou.work.network.models import Organization, Posting

#: user name, role, and at what kind of organization
LOGINS: tuple[tuple[str, Role, Kind], ...] = (
    ("demo-lianluo", Role.LIAISON, Kind.STATION),
    ("demo-suogan", Role.STATION_OFFICER, Kind.STATION),
    ("demo-zhanzhang", Role.STATION_HEAD, Kind.STATION),
    ("demo-cunju", Role.VILLAGE_WORKER, Kind.COMMUNITY),
    ("demo-keshi", Role.DEPARTMENT, Kind.DEPARTMENT),
    ("demo-juling", Role.BUREAU_LEADER, Kind.BUREAU),
    ("demo-tiaojie", Role.MEDIATOR, Kind.STATION),
    ("demo-xiehui", Role.ASSOCIATION, Kind.ASSOCIATION),
    ("demo-kaohe", Role.ASSESSMENT_OFFICE, Kind.BUREAU),
    ("demo-shenji", Role.AUDITOR, Kind.BUREAU),
    ("demo-anquan", Role.SECURITY_OFFICER, Kind.BUREAU),
    ("demo-yunwei", Role.SYSTEM_OPERATOR, Kind.BUREAU),
)
#: Of those, the ones that are the first of their kind in the first station.
IN_STATION = {Role.STATION_HEAD: "demo-zhanzhang", Role.STATION_OFFICER: "demo-suogan", Role.LIAISON: "demo-lianluo"}
#: The place in the list of the station that has no head, of one village that has nobody, and the share of the others.
HEADLESS = -2
ALONE = 4
VILLAGES_ALONE = 0.07


@dataclass
class People:
    """Who works where."""

    heads: dict[int, Officer] = field(default_factory=dict)
    officers: dict[int, list[Officer]] = field(default_factory=dict)
    liaisons: dict[int, list[Officer]] = field(default_factory=dict)
    intake: list[Officer] = field(default_factory=list)
    villages: dict[int, Officer] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)

    def head_of(self, station: int) -> Officer:
        """Who checks what the station hands in: its head, or intake where it has none."""
        return self.heads.get(station, self.intake[0])


def hire(net: Net, businesses: Counter[int], *, draw: random.Random, since: date, by: Actor, cap: int) -> People:
    """Everyone, posted by the actions a security officer would use.  Enough liaisons for the cap in every station."""
    names = _names(draw)
    found = People()
    taken: set[str] = set()

    def post(role: Role, at: Organization, username: str = "") -> Officer:
        officer = add_officer(username=username or f"demo-{len(taken) + 1:03d}", name=next(names), by=by, is_demo=True)
        taken.add(officer.username)
        grant_posting(officer=officer, role=role, organization=at, since=since, by=by)
        return officer

    for number, station in enumerate(net.stations):
        first = IN_STATION if number == 0 else {}
        needed = max(2, -(-businesses[station.pk] // int(cap * 0.8)))
        if number != HEADLESS % len(net.stations):
            found.heads[station.pk] = post(Role.STATION_HEAD, station, first.get(Role.STATION_HEAD, ""))
        found.officers[station.pk] = [post(Role.STATION_OFFICER, station, first.get(Role.STATION_OFFICER, ""))]
        found.liaisons[station.pk] = [
            post(Role.LIAISON, station, first.get(Role.LIAISON, "") if place == 0 else "") for place in range(needed)
        ]
    found.intake = [post(Role.DEPARTMENT, net.departments[0], "demo-keshi")]
    found.intake += [post(Role.DEPARTMENT, department) for department in net.departments[1:]]
    found.villages[net.places[0].community.pk] = post(Role.VILLAGE_WORKER, net.places[0].community, "demo-cunju")
    post(Role.MEDIATOR, net.stations[0], "demo-tiaojie")
    post(Role.ASSOCIATION, net.associations[0], "demo-xiehui")
    for username, role, kind in LOGINS:
        if kind == Kind.BUREAU:
            post(role, net.bureau, username)
    _post_villages(net, found, names, draw=draw, since=since, by=by)
    return found


def _post_villages(net: Net, found: People, names: Iterator[str], *, draw: random.Random, since: date, by: Actor) -> None:
    """A worker in nearly every village, all at once: as `add_officer` and `grant_posting` would have left them."""
    kept = [*net.places[1:ALONE], *net.places[ALONE + 1 :]]
    places = [place.community for place in kept if draw.random() >= VILLAGES_ALONE]
    nothing = make_password(None)
    officers = Officer.objects.bulk_create(
        Officer(public_id=make_uuid(draw), username=f"demo-cun-{n:03d}", name=next(names), password=nothing, is_demo=True)
        for n, _ in enumerate(places, 1)
    )
    postings = Posting.objects.bulk_create(
        Posting(public_id=make_uuid(draw), officer=officer, role=Role.VILLAGE_WORKER, organization=place, since=since)
        for officer, place in zip(officers, places, strict=True)
    )
    found.villages |= {place.pk: officer for officer, place in zip(officers, places, strict=True)}
    kinds, at = (Officer._meta.label_lower, Posting._meta.label_lower), morning(since)
    for officer, place, posting in zip(officers, places, postings, strict=True):
        facts = {"officer": officer.public_id, "role": Role.VILLAGE_WORKER, "organization": place.public_id}
        found.lines.append((at, "officer.add", by.actor, kinds[0], officer.public_id, {}))
        found.lines.append((at, "posting.grant", by.actor, kinds[1], posting.public_id, facts))


def send_one_away(net: Net, people: People, *, today: date, by: Actor) -> None:
    """One liaison of the first station is on leave, another stands in."""
    deputy, away = people.liaisons[net.stations[0].pk][:2]
    take_leave(officer=away, deputy=deputy, since=today - timedelta(days=2), until=today + timedelta(days=5), by=by)


def give_logins(file: Path) -> None:
    """One password for the demo log-ins, drawn for this deployment and written beside its data; kept while the file is."""
    if file.exists():
        return
    password = "-".join(secrets.choice(("lu", "he", "wei", "liao", "ling", "tang")) + secrets.token_hex(2) for _ in range(3))
    Officer.objects.filter(username__in=[username for username, _, _ in LOGINS], is_demo=True).update(
        password=make_password(password)
    )
    lines = [f"{role.label}  {username}  {password}" for username, role, _ in LOGINS]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _names(draw: random.Random) -> Iterator[str]:
    """Invented names, each once."""
    pairs = [surname + given for surname in words.SURNAMES for given in words.GIVEN]
    draw.shuffle(pairs)
    yield from pairs
