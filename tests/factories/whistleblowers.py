"""Fifty people who told something, each with a name, a telephone, an address and a fact that occur nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from tests.factories.cases import Town, dispatched, make_town
from tests.factories.complaints import intake
from tests.factories.network import viewer_as
from tests.factories.tipoffs import told
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.actions import RaisedBy
from yingzhou.work.cases.choices import Kind, Reach
from yingzhou.work.cases.models import Case
from yingzhou.work.disputes.actions import ToldBy, assign_tipoff, note_findings, register_complaint, register_tipoff
from yingzhou.work.disputes.models import Complaint, Tipoff

TIPOFFS, MIXED, SIGNALS = 20, 15, 15


@dataclass(frozen=True)
class Person:
    """What would give one of them away.  The signs are so rare that no page holds them by chance."""

    number: int

    @property
    def name(self) -> str:
        return f"龘{chr(0x9F8D + self.number % 8)}{chr(0x7300 + self.number)}"

    @property
    def phone(self) -> str:
        return f"1397{self.number * 7919 % 10_000_000:07d}"

    @property
    def address(self) -> str:
        return f"齉{chr(0x7300 + self.number)}巷{self.number}号"

    @property
    def id_number(self) -> str:
        return f"31023019880101{self.number * 97 % 10_000:04d}"

    @property
    def fact(self) -> str:
        return f"靐{chr(0x7300 + self.number)}仓库凌晨换标签"

    @property
    def secrets(self) -> tuple[str, ...]:
        return (self.name, self.phone, self.address, self.id_number, self.fact)


@dataclass(frozen=True)
class Planted:
    """The town, who told what, and everybody who must not learn of it."""

    town: Town
    tipoffs: tuple[Tipoff, ...]
    mixed: tuple[Complaint, ...]
    signals: tuple[Case, ...]
    people: tuple[Person, ...]
    outsiders: dict[str, Viewer]

    @property
    def canaries(self) -> tuple[str, ...]:
        """Everything that would give one of the fifty away, and the numbers of the reports."""
        return tuple(secret for person in self.people for secret in person.secrets) + tuple(one.number for one in self.tipoffs)


def plant() -> Planted:
    """Twenty reports, fifteen complaints that came with a report, fifteen signals: about one shop, checked by its station."""
    town = make_town()
    people = tuple(Person(number) for number in range(TIPOFFS + MIXED + SIGNALS))
    tipoffs = [_tipoff(town, person) for person in people[:TIPOFFS]]
    mixed = []
    for person in people[TIPOFFS : TIPOFFS + MIXED]:
        complaint = register_complaint(intake=intake(town), by=town.song, key=uuid4())
        tipoffs.append(_tipoff(town, person, complaint))
        mixed.append(complaint)
    signals = [_signal(town, person) for person in people[-SIGNALS:]]
    return Planted(town, tuple(tipoffs), tuple(mixed), tuple(signals), people, _outsiders(town))


def _tipoff(town: Town, person: Person, complaint: Complaint | None = None) -> Tipoff:
    told_by = ToldBy(person.name, person.phone, person.address, person.id_number)
    made = register_tipoff(
        told=told(facts=f"{person.fact}，我住{person.address}。"),
        told_by=told_by,
        business=town.shop,
        from_complaint=complaint.public_id if complaint else None,
        by=town.song,
    )
    made = assign_tipoff(tipoff=made, handler=town.chen.public_id, by=town.song)
    return note_findings(tipoff=made, words=f"{person.name}说的{person.fact}属实", by=town.chen)


def _signal(town: Town, person: Person) -> Case:
    raiser = RaisedBy(person.name, person.phone, Reach.PHONE)
    return dispatched(town, Kind.SIGNAL, handler=town.chen, text=f"{person.fact}。", raiser=raiser)


def _outsiders(town: Town) -> dict[str, Viewer]:
    """Every role that is neither the department, nor the handler, nor (for the signals) the head of the station."""
    roles = (
        Role.ASSESSMENT_OFFICE,
        Role.AUDITOR,
        Role.SECURITY_OFFICER,
        Role.SYSTEM_OPERATOR,
    )
    people = {"liaison": town.shen, "village": town.village, "other station": town.he, "leader": town.leader}
    people |= {role.value: viewer_as(role, town.net.bureau) for role in roles}
    people |= {role.value: viewer_as(role, town.net.north) for role in (Role.STATION_OFFICER, Role.MEDIATOR)}
    return people | {Role.ASSOCIATION.value: viewer_as(Role.ASSOCIATION, town.net.tide)}
