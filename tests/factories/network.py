"""A small net for tests: a bureau, two stations, three villages, a township; and people posted in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from tests.factories.accounts import make_officer
from yingzhou.base.clock import today
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.network.choices import Kind, Line, ObligationKind, Recurrence
from yingzhou.work.network.models import Obligation, ObligationType, Organization, Placement, Posting
from yingzhou.work.network.queries import viewer_for
from yingzhou.work.network.rules.recurrence import month_after

START = date(2024, 1, 1)
_number = count(1)


def make_organization(kind: Kind, name: str = "", **facts: Any) -> Organization:
    facts.setdefault("since", START)
    return Organization.objects.create(kind=kind, name=name or f"{kind.label}{next(_number)}", **facts)


def put_under(child: Organization, parent: Organization, *, line: Line = Line.STATION, since: date = START) -> Placement:
    return Placement.objects.create(child=child, parent=parent, line=line, since=since)


def post(officer: Officer, role: Role, organization: Organization, *, since: date = START) -> Posting:
    return Posting.objects.create(officer=officer, role=role, organization=organization, since=since)


def viewer_as(role: Role, organization: Organization, name: str = "") -> Viewer:
    """Somebody posted as `role` at an organization, as every query wants them."""
    officer = make_officer(name)
    post(officer, role, organization)
    viewer = viewer_for(officer, on=today())
    assert viewer is not None
    return viewer


def officer_as(role: Role, organization: Organization, name: str = "", **facts: Any) -> Officer:
    """The same as an account, for `client.force_login`."""
    officer = make_officer(name, **facts)
    post(officer, role, organization)
    return officer


@dataclass(frozen=True)
class Net:
    """Bureau → stations (north: reed, tide; south: heron) → villages; all three villages in one township."""

    bureau: Organization
    north: Organization
    south: Organization
    reed: Organization
    tide: Organization
    heron: Organization
    township: Organization


def make_net() -> Net:
    bureau = make_organization(Kind.BUREAU, "示范区市场监管局")
    north, south = make_organization(Kind.STATION, "北指导站"), make_organization(Kind.STATION, "南指导站")
    reed, tide = make_organization(Kind.COMMUNITY, "芦花村"), make_organization(Kind.COMMUNITY, "望潮村")
    heron, township = make_organization(Kind.COMMUNITY, "白鹭村"), make_organization(Kind.TOWNSHIP, "芦汀镇")
    for child, parent in ((north, bureau), (south, bureau), (reed, north), (tide, north), (heron, south)):
        put_under(child, parent)
    for village in (reed, tide, heron):
        put_under(village, township, line=Line.TOWNSHIP)
    return Net(bureau, north, south, reed, tide, heron, township)


def make_obligation_type(**facts: Any) -> ObligationType:
    facts = {
        "kind": ObligationKind.DUAL_CONTACT,
        "name": "每季度互访一次",
        "debtor_kind": Kind.STATION,
        "creditor_kind": Kind.COMMUNITY,
        "recurrence": Recurrence.QUARTERLY,
        "source": "结对共建协议书第一条",
        "since": START,
        **facts,
    }
    return ObligationType.objects.create(**facts)


def make_obligation(
    debtor: Organization, creditor: Organization, *, due_on: date, type: ObligationType | None = None, **facts: Any
) -> Obligation:
    kind = type or make_obligation_type(name=f"约定{next(_number)}")
    facts = {"period_since": due_on.replace(day=1), "period_until": month_after(due_on, 1), "due_on": due_on, **facts}
    return Obligation.objects.create(type=kind, debtor=debtor, creditor=creditor, **facts)
