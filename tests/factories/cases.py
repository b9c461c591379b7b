"""Matters for tests, made by the room's own actions."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image

from tests.factories.evidence import EvidenceFactory
from tests.factories.network import START, Net, make_net, post, viewer_as
from tests.factories.registry import make_business
from yingzhou.base.actors import Visitor
from yingzhou.base.clock import today
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases import actions
from yingzhou.work.cases.choices import Kind, Outcome, Paper, Source
from yingzhou.work.cases.models import Case
from yingzhou.work.liaison.models import Contact
from yingzhou.work.network.queries import viewer_for
from yingzhou.work.registry.models import Business

VISITOR = Visitor("portal")


@dataclass(frozen=True)
class Town:
    """A net with its people, and one shop in the reed village whose liaison is `shen`."""

    net: Net
    shop: Business
    song: Viewer  # intake: a clerk of the department
    lin: Viewer  # head of the north station
    shen: Viewer  # liaison of the shop, at the north station
    chen: Viewer  # officer of the north station
    he: Viewer  # head of the south station
    village: Viewer  # worker of the reed village
    leader: Viewer  # leader of the bureau


def make_town() -> Town:
    net = make_net()
    shop = make_business("云朵家具铺", station=net.north, community=net.reed, registered_address="芦花村桂花路18号")
    shen = viewer_as(Role.LIAISON, net.north, "沈知夏")
    Contact.objects.create(officer_id=shen.officer_id, business=shop, since=START)
    return Town(
        net=net,
        shop=shop,
        song=viewer_as(Role.DEPARTMENT, net.bureau, "宋晚舟"),
        lin=viewer_as(Role.STATION_HEAD, net.north, "林拾穗"),
        shen=shen,
        chen=viewer_as(Role.STATION_OFFICER, net.north, "陈一舟"),
        he=viewer_as(Role.STATION_HEAD, net.south, "何禾"),
        village=viewer_as(Role.VILLAGE_WORKER, net.reed, "村里的人"),
        leader=viewer_as(Role.BUREAU_LEADER, net.bureau, "局长"),
    )


def open_matter(town: Town, kind: Kind = Kind.DEMAND, **facts: Any) -> Case:
    """A matter about the shop, at intake, raised over the portal unless said otherwise."""
    facts = {"text": "床的尺寸不对。送来只有一米四。", "business": town.shop, "source": Source.PORTAL, "by": VISITOR, **facts}
    return actions.open_case(kind=kind, **facts)


def dispatched(town: Town, kind: Kind = Kind.DEMAND, handler: Viewer | None = None, **facts: Any) -> Case:
    who = handler or (town.chen if kind == Kind.SIGNAL else town.shen)
    return actions.dispatch_case(
        case=open_matter(town, kind, **facts), station=town.net.north.public_id, handler=who.public_id, by=town.song
    )


def handed_in(town: Town, kind: Kind = Kind.DEMAND, *, with_proof: bool = True, **facts: Any) -> Case:
    who = facts.get("handler") or (town.chen if kind == Kind.SIGNAL else town.shen)
    case = actions.start_case(case=dispatched(town, kind, **facts), by=who)
    if with_proof:
        actions.attach(case=case, evidence=EvidenceFactory(kind="case"), paper=Paper.PROOF, by=who)
    return actions.hand_in(case=case, result="换了一张一米五的床。", by=who)


def closed(town: Town, kind: Kind = Kind.DEMAND, **facts: Any) -> Case:
    return actions.close_case(case=handed_in(town, kind, **facts), outcome=Outcome.DONE, by=town.lin)


def officer_of(viewer: Viewer) -> Officer:
    """The account behind a viewer, for `client.force_login`."""
    return Officer.objects.get(pk=viewer.officer_id)


def also(viewer: Viewer, role: Role, organization: Any) -> Viewer:
    """The same person with one posting more."""
    officer = officer_of(viewer)
    post(officer, role, organization)
    found = viewer_for(officer, on=today())
    assert found is not None
    return found


def photo(color: str = "teal", *, size: tuple[int, int] = (64, 48)) -> bytes:
    """A small JPEG that carries a place and a comment."""
    image, out = Image.new("RGB", size, color), BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "GPS-CANARY-31.5"
    image.save(out, "JPEG", exif=exif.tobytes(), comment=b"GPS-CANARY-31.5")
    return out.getvalue()
