"""Invented people: a head, officers and liaisons in every station, and one log-in for every role."""

from __future__ import annotations

import random
import secrets
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.contrib.auth.hashers import make_password

from demo import words
from demo.net import Net
from yingzhou.base.actors import Actor
from yingzhou.work.accounts.actions import add_officer
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.network.actions import grant_posting
from yingzhou.work.network.choices import Kind
from yingzhou.work.network.models import Organization

#: user name, role, and at what kind of organisation
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


@dataclass
class People:
    """Who works where."""

    heads: dict[int, Officer] = field(default_factory=dict)
    officers: dict[int, list[Officer]] = field(default_factory=dict)
    liaisons: dict[int, list[Officer]] = field(default_factory=dict)
    intake: list[Officer] = field(default_factory=list)


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
        found.heads[station.pk] = post(Role.STATION_HEAD, station, first.get(Role.STATION_HEAD, ""))
        found.officers[station.pk] = [post(Role.STATION_OFFICER, station, first.get(Role.STATION_OFFICER, ""))]
        found.liaisons[station.pk] = [
            post(Role.LIAISON, station, first.get(Role.LIAISON, "") if place == 0 else "") for place in range(needed)
        ]
    found.intake = [post(Role.DEPARTMENT, net.departments[0], "demo-keshi")]
    found.intake += [post(Role.DEPARTMENT, department) for department in net.departments[1:]]
    post(Role.VILLAGE_WORKER, net.places[0].community, "demo-cunju")
    post(Role.MEDIATOR, net.stations[0], "demo-tiaojie")
    post(Role.ASSOCIATION, net.associations[0], "demo-xiehui")
    for username, role, kind in LOGINS:
        if kind == Kind.BUREAU:
            post(role, net.bureau, username)
    return found


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


def _names(draw: random.Random):
    """Invented names, each once."""
    pairs = [surname + given for surname in words.SURNAMES for given in words.GIVEN]
    draw.shuffle(pairs)
    yield from pairs
