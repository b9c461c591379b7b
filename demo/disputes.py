"""调矛盾 for a year: purchases behind the disputes, complaints under both orders, mediations kept and broken, a few reports.

Done by the rooms' own actions on the day they would have been done, so that every clock, paper and line of the trail is what
the system itself writes.  Few, because each is whole.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from demo import clock, quarrels
from demo.net import Net
from demo.people import People
from demo.trail import Line
from yingzhou.base.clock import day_of
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.choices import Kind, Stage
from yingzhou.work.cases.models import Case
from yingzhou.work.disputes import actions
from yingzhou.work.disputes.actions import mediation as mediating
from yingzhou.work.disputes.choices import (
    Matter,
    Means,
    PaperKind,
    Performance,
    ReceiptChannel,
    Remedy,
    SessionResult,
    Side,
    Signer,
    Way,
)
from yingzhou.work.disputes.models import Complaint, Dispute, Installment, Mediation
from yingzhou.work.disputes.queries.mediation.page import mediators_of
from yingzhou.work.disputes.rules.mediation import TermGiven
from yingzhou.work.network.queries import viewer_for
from yingzhou.work.registry.models import Business

#: days ago → how far it got: received under Order 20 until the day the new order began.  Each decision prints its papers.
COMPLAINTS: tuple[tuple[int, str], ...] = (
    (321, "kept"),
    (298, "declined"),
    (260, "kept"),
    (205, "kept"),
    (122, "withdrawn"),
    (64, "declined"),
    (44, "broken"),
    (33, "mediating"),
    (21, "agreed"),
    (15, "accepted"),
    (12, "mediating"),
    (9, "received"),
    (7, "received"),
    (5, "received"),
    (4, "received"),
    (3, "received"),
    (1, "received"),
    (0, "received"),
)
CHANNELS = (ReceiptChannel.PLATFORM, ReceiptChannel.HOTLINE, ReceiptChannel.WINDOW, ReceiptChannel.HOTLINE)


class Replay:
    """The people of the demo at their work, day after day."""

    def __init__(self, net: Net, people: People, draw: random.Random, today: date) -> None:
        self.net, self.people, self.draw, self.today = net, people, draw, today
        self.lines: list[Line] = []
        self.shops = list(
            Business.objects.filter(is_demo=True, status="active", registered_on__lt=today - timedelta(days=400))
            .select_related("community")
            .order_by("pk")[:400]
        )

    def viewer(self, officer: Officer, on: date) -> Viewer:
        found = viewer_for(officer, on=on)
        assert found is not None, officer.username
        return found

    def uuid(self) -> UUID:
        return UUID(int=self.draw.getrandbits(128), version=4)

    def day(self, since: date, days: int) -> date:
        """Some days on, and never in the future."""
        return min(since + timedelta(days=days), self.today)

    def complaint(self, number: int, ago: int, course: str) -> None:
        """One complaint from its receipt as far as its course goes."""
        received = self.today - timedelta(days=ago)
        station = self.net.stations[number % 3]
        what = quarrels.QUARRELS[number % len(quarrels.QUARRELS)]
        shop = self.draw.choice(self.shops)
        head = self.people.head_of(station.pk)
        with clock.on(received, self.lines, minute=number):
            complaint = actions.register_complaint(
                intake=self.intake(number, received, what, shop, station.public_id),
                by=self.viewer(self.people.intake[0], received),
                key=self.uuid(),
            )
        if course != "received":
            self.decide(complaint, course, head, received)

    def intake(self, number: int, received: date, what: quarrels.Quarrel, shop: Business, station: UUID) -> actions.Intake:
        channel = CHANNELS[number % len(CHANNELS)]
        name = quarrels.CONSUMERS[number % len(quarrels.CONSUMERS)]
        person = actions.Person(name, f"1390000{number:04d}", "演示路 1 号", identity_checked_on=received)
        return actions.Intake(
            channel=channel,
            received_on=received,
            platform_number=f"DEMO{received:%Y%m%d}{number:04d}" if channel == ReceiptChannel.PLATFORM else "",
            respondent=shop.public_id,
            respondent_name=shop.name,
            respondent_address=shop.registered_address or "演示路",
            request=what.request,
            facts=what.facts,
            goods=what.goods,
            amount=Decimal(what.amount),
            bought_on=received - timedelta(days=self.draw.randint(3, 60)),
            knew_on=received - timedelta(days=2),
            consents_publication=number % 3 == 0,
            consents_delegation=number % 2 == 0,
            complainants=(person,),
            held_by=station,
            is_demo=True,
        )

    def decide(self, complaint: Complaint, course: str, officer: Officer, received: date) -> None:
        decided = self.day(received, self.draw.randint(1, 6))
        with clock.on(decided, self.lines, minute=30):
            by = self.viewer(officer, decided)
            if course == "declined":
                ground = self.draw.choice(sorted(quarrels.REASONS))
                actions.decline(complaint=complaint, ground=ground, reason=quarrels.REASONS[ground], by=by)
                return
            if course == "withdrawn":
                actions.withdraw(complaint=complaint, words="店家当天就退了钱，不用再办。", by=by)
                return
            complaint = actions.accept(complaint=complaint, by=by)
        if course != "accepted":
            self.mediate(course, officer, decided, complaint=complaint)

    def mediate(
        self,
        course: str,
        officer: Officer,
        since: date,
        *,
        complaint: Complaint | None = None,
        dispute: Dispute | None = None,
    ) -> None:
        """Both agree, meet, and keep their word or not."""
        opened = self.day(since, 2)
        with clock.on(opened, self.lines, minute=60) as at:
            by = self.viewer(officer, opened)
            mediation = mediating.open_mediation(complaint=complaint, dispute=dispute, by=by)
            for side in Side:
                mediation = mediating.record_consent(mediation=mediation, side=side, agrees=True, means=Means.PHONE, by=by)
            met = at + timedelta(days=3, hours=1)
            mediator = mediators_of(mediation)[0]
            session = mediating.plan_session(
                mediation=mediation, way=Way.ON_SITE, starts_at=met, mediator=mediator.public_id, by=by, place="调解室"
            )
        if day_of(met) > self.today or course == "mediating":
            return
        with clock.on(day_of(met), self.lines, minute=180):
            by = self.viewer(officer, day_of(met))
            mediating.record_session(session=session, result=SessionResult.HELD, minutes="双方都来了，各退一步。", by=by)
            self.settle(Mediation.objects.get(pk=mediation.pk), course, officer, day_of(met))

    def settle(self, mediation: Mediation, course: str, officer: Officer, on: date) -> None:
        by = self.viewer(officer, on)
        kind = PaperKind.ADMINISTRATIVE if mediation.complaint_id else PaperKind.RECONCILIATION
        parts = 2 if course == "agreed" else 1
        term = TermGiven(Remedy.REFUND, on + timedelta(days=14), Decimal(self.draw.choice((120, 268, 600))), "原路退回", parts)
        settlement = mediating.settle(mediation=mediation, kind=kind, terms=[term], by=by)
        names = {Signer.CONSUMER: "顾客本人", Signer.MERCHANT: "店主本人", Signer.MEDIATOR: officer.name}
        mediating.sign(
            settlement=settlement, names=[mediating.SignatureGiven(who, name, Means.TYPED) for who, name in names.items()], by=by
        )
        if course in ("kept", "broken"):
            self.perform(settlement.pk, course, officer, self.day(on, 12 if course == "kept" else 16))

    def perform(self, settlement: int, course: str, officer: Officer, on: date) -> None:
        with clock.on(on, self.lines, minute=240):
            by = self.viewer(officer, on)
            for part in Installment.objects.filter(term__settlement_id=settlement):
                if course == "broken":
                    mediating.mark_broken(installment=part, means=Means.PHONE, by=by, words="到日子了，店里说再等等。")
                else:
                    mediating.confirm_performance(installment=part, kept=Performance.KEPT, means=Means.PHONE, by=by)

    def tipoffs(self) -> None:
        """A few reports, half of them without a name."""
        for number, (matter, facts) in enumerate(quarrels.TIPOFFS):
            received = self.today - timedelta(days=3 + 4 * number)
            name = quarrels.CONSUMERS[number] if number % 2 else ""
            with clock.on(received, self.lines, minute=number):
                actions.register_tipoff(
                    told=actions.Told(
                        channel=ReceiptChannel.HOTLINE,
                        received_on=received,
                        facts=facts,
                        matter=Matter(matter),
                        target_name="演示小店",
                    ),
                    told_by=actions.ToldBy(name=name, phone="13900009999") if name else None,
                    by=self.viewer(self.people.intake[0], received),
                    key=self.uuid(),
                )


def write(net: Net, people: People, *, scale: float, draw: random.Random, today: date) -> list[Line]:
    """Everything of this room, of a small world every fourth; the lines of the trail, still to be put in order with the others."""
    purchases(draw)
    replay = Replay(net, people, draw, today)
    for number, (ago, course) in enumerate(COMPLAINTS if scale >= 1 else COMPLAINTS[::4]):
        replay.complaint(number, ago, course)
    handled = Dispute.objects.filter(case__stage=Stage.HANDLING, case__handler__isnull=False).select_related("case__handler")
    for place, dispute in enumerate(handled.order_by("pk")[:6]):
        begun, handler = today - timedelta(days=(12, 9, 7, 20, 5, 2)[place]), dispute.case.handler
        if handler is not None:
            course = ("mediating", "agreed", "kept", "kept", "mediating", "mediating")[place]
            replay.mediate(course, handler, begun, dispute=dispute)
    replay.tipoffs()
    return replay.lines


def purchases(draw: random.Random) -> None:
    """What was bought in each of the disputes that stand already."""
    made: Sequence[Case] = list(Case.objects.filter(kind=Kind.DISPUTE, is_demo=True, dispute=None).order_by("pk"))
    rows = []
    for case in made:
        what = draw.choice(quarrels.QUARRELS)
        rows.append(
            Dispute(
                case=case,
                goods=what.goods,
                amount=Decimal(what.amount),
                bought_on=day_of(case.received_at) - timedelta(days=draw.randint(1, 40)),
                told_not_statutory_at=case.received_at,
                consents_publication=draw.random() < 0.4,
                consents_delegation=draw.random() < 0.7,
            )
        )
    Dispute.objects.bulk_create(rows, batch_size=500)
