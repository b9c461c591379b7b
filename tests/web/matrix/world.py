"""Two stations, the same things at each: what one of them holds carries marks that must never show at the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from tests.factories.accounts import make_officer
from tests.factories.cases import photo as a_photo
from tests.factories.clocks import make_clock, waiting_figure, waiting_notice
from tests.factories.network import Net, make_net, post, viewer_as
from tests.factories.papers import bare_paper, waiting_template
from tests.factories.registry import make_business, make_permit, make_premises, make_tag, put_tag, seat
from tests.factories.tipoffs import told, told_by
from tests.web.matrix.mediations import mediation_things
from tests.web.matrix.studios import studio_things
from yingzhou.base.actors import Visitor
from yingzhou.base.clock import now, today
from yingzhou.base.evidence import storing
from yingzhou.base.jobs.models import Failure
from yingzhou.base.outbox.models import Notification
from yingzhou.base.staging.models import Batch
from yingzhou.base.trail.models import Event
from yingzhou.base.trail.receipts import receipt_of
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer, Session
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.actions import RaisedBy, dispatch_case, open_case
from yingzhou.work.cases.choices import Kind, Paper, Reach, Source
from yingzhou.work.cases.models import Attachment
from yingzhou.work.disputes.actions import Intake, Person, register_complaint, register_tipoff
from yingzhou.work.disputes.models import Complaint
from yingzhou.work.liaison.models import Contact
from yingzhou.work.network.models import Grid, Leave, Obligation, ObligationType, Organization, Placement
from yingzhou.work.registry.actions.merges import merge
from yingzhou.work.registry.actions.people import add_contact
from yingzhou.work.registry.choices import TagScope
from yingzhou.work.registry.models import Business

#: Where each role of the near side is posted: at the bureau, at the station, or in the village.
POSTED = {
    Role.LIAISON: "station",
    Role.STATION_OFFICER: "station",
    Role.STATION_HEAD: "station",
    Role.VILLAGE_WORKER: "community",
    Role.MEDIATOR: "station",
    Role.ASSOCIATION: "association",
    Role.DEPARTMENT: "bureau",
    Role.BUREAU_LEADER: "bureau",
    Role.ASSESSMENT_OFFICE: "bureau",
    Role.AUDITOR: "bureau",
    Role.SECURITY_OFFICER: "bureau",
    Role.SYSTEM_OPERATOR: "bureau",
}
NAME, PHONE = "蓝鲸记号", "13900001234"


@dataclass(frozen=True)
class Side:
    """Everything one station holds: ids by the name of the thing, and the marks that stand in its texts."""

    ids: dict[str, UUID]
    marks: tuple[str, ...]


@dataclass(frozen=True)
class World:
    net: Net
    near: Side
    far: Side
    people: dict[Role, Officer]

    def id_of(self, thing: str, whose: str) -> UUID:
        """The id of a thing of the near side, of the far side, or of nobody."""
        if whose == "unknown":
            return uuid4()
        return (self.near if whose == "near" else self.far).ids[thing]


def make_world() -> World:
    net = make_net()
    near = _side("NEAR", net, net.north, net.reed)
    far = _side("FAR", net, net.south, net.heron)
    places = {"station": net.north, "community": net.reed, "bureau": net.bureau, "association": net.tide}
    people = {}
    for role, place in POSTED.items():
        people[role] = make_officer(f"{role.label}甲")
        post(people[role], role, places[place])
    shop = Contact.objects.get(business__public_id=near.ids["business"])
    shop.officer = people[Role.LIAISON]
    shop.save(update_fields=["officer"])
    Batch.objects.filter(public_id=near.ids["batch"]).update(actor=people[Role.STATION_HEAD].actor)
    return World(net=net, near=near, far=far, people=people)


def _side(mark: str, net: Net, station: Organization, village: Organization) -> Side:
    shop = make_business(f"{mark}-shop", registered_address=f"{village.name}{mark}-street 8号", uscc="")
    seat(shop, station, village)
    twin = make_business(f"{mark}-twin")
    seat(twin, station, village)
    head = viewer_as(Role.STATION_HEAD, station, f"{station.name}的站长")
    clerk = viewer_as(Role.DEPARTMENT, net.bureau)
    friend = make_officer(f"{station.name}的联络员")
    post(friend, Role.LIAISON, station)
    Contact.objects.create(officer=friend, business=shop, since=date(2024, 1, 1))
    tag = make_tag(f"{mark}-tag", scope=TagScope.STATION, station=station)
    put_tag(tag, shop)
    person = add_contact(business=shop, name=f"{NAME}{mark}", phone=PHONE, by=head)
    case = open_case(
        kind=Kind.DEMAND,
        text=f"{mark}-matter 门口的灯坏了",
        business=shop,
        source=Source.PORTAL,
        raiser=RaisedBy(name=f"{NAME}{mark}", phone=PHONE, reach=Reach.PHONE),
        by=Visitor("portal"),
    )
    dispatch_case(case=case, station=station.public_id, handler=friend.public_id, by=clerk)
    photo = storing.put(a_photo(), by=head, name=f"{mark}-photo.jpg", kind="case")
    Attachment.objects.create(case=case, evidence=photo, paper=Paper.RAISED, added_at=now())
    things = {
        "business": shop,
        "permit": make_permit(shop, number=f"{mark}-permit"),
        "premises": make_premises(shop, f"{mark}-corner"),
        "contact": person,
        "tag": tag,
        "merge": merge(keep=shop, lose=twin, why="同一户", by=clerk),
        "case": case,
        "clock": make_clock("complaints.mediation_days", began_on=today(), about="cases.case", about_id=case.public_id),
        "complaint": _complaint(mark, shop, station, clerk),
        "evidence": photo,
        "paper": bare_paper(f"{mark}-paper", about="cases.case", about_id=case.public_id, by=head),
        "paper_template": waiting_template(by=friend),
        "officer": friend,
        "session": _session(friend),
        "leave": Leave.objects.create(
            officer=friend, deputy=make_officer(), since=today() + timedelta(30), until=today() + timedelta(33)
        ),
        "posting": friend.postings.get(),
        "organization": village,
        "placement": Placement.objects.get(child=village, line="station"),
        "notification": Notification.objects.create(to=friend, title=f"{mark}-notice"),
        "line": Event.objects.filter(subject_id=case.public_id).first(),
        "receipt": receipt_of(case),
        "notice": waiting_notice(2030 + len(mark)),
        "own_figure": waiting_figure(f"stalls.{mark.lower()}_days"),
        "failure": Failure.objects.create(job=len(mark), task="t", at=now()),
        "batch": _batch(mark, head),
        "ledger": _batch(mark, clerk, kind="complaints"),
        "obligation": _obligation(mark, village, station),
        **mediation_things(mark, shop, station, friend, clerk=clerk, head=head),
        "tipoff": register_tipoff(
            told=told(facts=f"{mark}-whisper 半夜装货"), told_by=told_by(name=NAME, phone=PHONE), business=shop, by=clerk
        ),
        "grid": Grid.objects.create(code=mark.lower(), name=f"{station.name}的网格"),
    }
    things |= studio_things(mark, shop, station, village, head, clerk, net.bureau)
    return Side(
        ids={name: thing.public_id for name, thing in things.items()},
        marks=(
            f"{mark}-shop",
            f"{mark}-twin",
            f"{mark}-street",
            f"{mark}-tag",
            f"{mark}-matter",
            f"{mark}-goods",
            f"{mark}-permit",
            f"{mark}-corner",
            f"{mark}-notice",
            f"{mark}-file",
            f"{mark}-session",
            f"{mark}-objection",
            f"{mark}-paper",
            NAME,
            PHONE,
        ),
    )


def _complaint(mark: str, shop: Business, station: Organization, by: Viewer) -> Complaint:
    person = Person(name=f"{NAME}{mark}", phone=PHONE, address="望潮村东路3号")
    told = Intake(
        channel="window",
        received_on=today(),
        respondent=shop.public_id,
        respondent_name=f"{mark}-shop",
        respondent_address="路边",
        request="退款",
        facts=f"{mark}-matter 买来就坏了",
        goods=f"{mark}-goods",
        complainants=(person,),
        held_by=station.public_id,
    )
    return register_complaint(intake=told, by=by, key=uuid4())


def _obligation(mark: str, debtor: Organization, creditor: Organization) -> Obligation:
    agreed = ObligationType.objects.create(
        kind="dual_contact",
        name=f"{mark}-promise",
        debtor_kind="community",
        creditor_kind="station",
        recurrence="monthly",
        source="协议",
        since=date(2024, 1, 1),
    )
    return Obligation.objects.create(
        type=agreed,
        debtor=debtor,
        creditor=creditor,
        period_since=date(2026, 11, 1),
        period_until=date(2026, 12, 1),
        due_on=today(),
    )


def _session(officer: Officer) -> Session:
    at = now()
    return Session.objects.create(
        key_hash=uuid4().hex, officer=officer, started_at=at, seen_at=at, idle_until=at + timedelta(1), ends_at=at + timedelta(1)
    )


def _batch(mark: str, by: Viewer, kind: str = "businesses") -> Batch:
    kept = storing.put(f"名称\n{mark}的店\n".encode(), by=by, name=f"{mark}-file.csv", kind="import")
    return Batch.objects.create(
        number=len(mark) + (0 if kind == "businesses" else 50),
        kind=kind,
        name=f"{mark}-file.csv",
        size=kept.size,
        sha256=kept.sha256,
        evidence=kept,
        actor=by.actor,
        actor_name=by.name,
        scope=sorted(by.station_ids),
    )
