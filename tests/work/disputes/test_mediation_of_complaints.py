"""A complaint in mediation: its sixty days, its notice and letter, and how it follows what becomes of the agreement."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.cases import Town, make_town, officer_of
from tests.factories.complaints import registered
from tests.factories.mediation import drafted, first_part, names, planned, refund
from tests.factories.papers import words_of
from yingzhou.base.actors import Visitor
from yingzhou.base.clock import today
from yingzhou.base.documents.models import IssuedPaper
from yingzhou.base.figures import writing
from yingzhou.base.trail.models import Event
from yingzhou.work.cases.choices import Stage
from yingzhou.work.cases.models import Clock
from yingzhou.work.cases.queries.clocks import clocks_about
from yingzhou.work.disputes import actions as disputes
from yingzhou.work.disputes.actions import mediation as actions
from yingzhou.work.disputes.choices import (
    AppraisalKind,
    Bearer,
    ComplaintState,
    DelegateKind,
    JointAct,
    Means,
    MediationState,
    PaperKind,
    Performance,
    SettlementState,
    Side,
    Way,
)
from yingzhou.work.disputes.models import Complaint, Mediation, Settlement
from yingzhou.work.disputes.queries.mediation import running_of
from yingzhou.work.disputes.rules import refusals

pytestmark = pytest.mark.django_db
CONSUMER = Visitor("portal")
SIXTY = "complaints.mediation_days"


@pytest.fixture
def town(db: None) -> Town:
    return make_town()


@pytest.fixture
def complaint(town: Town) -> Complaint:
    return disputes.accept(complaint=registered(town), by=town.song)


@pytest.fixture
def mediation(town: Town, complaint: Complaint) -> Mediation:
    return mediated(town, complaint)


def mediated(town: Town, complaint: Complaint) -> Mediation:
    made = actions.open_mediation(complaint=complaint, by=town.song)
    for side in Side:
        made = actions.record_consent(mediation=made, side=side, agrees=True, means=Means.PHONE, by=town.song)
    return made


def signed(town: Town, mediation: Mediation) -> Settlement:
    draft = drafted(town, mediation, kind=PaperKind.ADMINISTRATIVE, terms=[refund()], by=town.song)
    return actions.sign(settlement=draft, names=names(), by=town.song)


def test_it_is_in_mediation_once_both_agree(mediation: Mediation, complaint: Complaint) -> None:
    complaint.refresh_from_db()

    assert complaint.state == ComplaintState.MEDIATING


def test_a_session_is_told_to_both_by_the_notice_in_force(town: Town, mediation: Mediation) -> None:
    session = planned(town, mediation, way=Way.ON_SITE, place="局调解室", by=town.song)

    notices = IssuedPaper.objects.filter(kind="complaint.mediation_notice")
    assert notices.count() == 2
    assert session.notice in notices.values_list("public_id", flat=True)


def test_a_delegation_comes_with_the_consent_both_sign_and_the_page_offers_it(
    client: Client, town: Town, mediation: Mediation, complaint: Complaint
) -> None:
    made = actions.delegate(
        mediation=mediation,
        kind=DelegateKind.ASSOCIATION,
        name="区消费者协会",
        scope="组织调解",
        both_agree=True,
        by=town.song,
    )

    paper = IssuedPaper.objects.get(public_id=made.paper)
    words = words_of(paper)
    last = Clock.objects.get(figure=SIXTY, about_id=complaint.public_id).due_strict
    assert (paper.kind, paper.about_id) == ("delegation.consent", mediation.public_id)
    assert [word for word in ("区消费者协会", "组织调解", f"{last.year}年{last.month}月{last.day}日") if word not in words] == []
    client.force_login(officer_of(town.song))
    page = client.get(reverse("desk:mediation", args=[mediation.public_id])).content.decode()
    assert "打印委托调解同意书" in page
    assert page.count(reverse("desk:evidence_original", args=[paper.pdf.public_id])) == 2


def test_the_notice_prints_the_office_telephone_of_the_day(town: Town, mediation: Mediation) -> None:
    own = writing.enter(name="telephones.complaints", since=today(), value="021-5555-0199", source="本局文件", by=town.song)
    writing.approve(figure=own.public_id, by=town.leader)

    session = planned(town, mediation, way=Way.PHONE, by=town.song)

    assert "021-5555-0199" in words_of(IssuedPaper.objects.get(public_id=session.notice))


def test_the_days_of_a_test_are_not_counted_and_a_recusal_is_a_risk(
    town: Town, mediation: Mediation, complaint: Complaint
) -> None:
    clock = Clock.objects.get(figure=SIXTY)
    appraisal = actions.start_appraisal(
        mediation=mediation,
        kind=AppraisalKind.APPRAISAL,
        what="大米",
        institution="区质检所",
        is_named_by_us=True,
        bearer=Bearer.SHARED,
        by=town.song,
    )
    assert clock.pauses.filter(until__isnull=True).count() == 1
    actions.end_appraisal(appraisal=appraisal, result="合格", by=town.song)
    assert clock.pauses.filter(until__isnull=True).count() == 0
    actions.ask_recusal(mediation=mediation, mediator=town.chen.public_id, side=Side.CONSUMER, reason="亲戚", by=town.song)

    risks = [risk for view in clocks_about("disputes.complaint", complaint.public_id) for risk in view.risks]
    assert [str(risk) for risk in risks if "回避" in str(risk)] != []
    assert clock.pauses.count() == 1


def test_signed_the_sixty_days_stop_and_the_letter_is_issued(town: Town, mediation: Mediation, complaint: Complaint) -> None:
    settlement = signed(town, mediation)

    complaint.refresh_from_db()
    letter = IssuedPaper.objects.get(public_id=settlement.paper)
    assert (complaint.state, letter.kind) == (ComplaintState.SETTLED, "complaint.mediation_letter")
    assert Clock.objects.get(figure=SIXTY).stopped_on == today()


def test_a_joint_complaint_is_settled_only_with_those_represented(town: Town) -> None:
    people = (
        disputes.Person(name="代表", phone="13800000001", address="一号", speaks_for_all=True),
        disputes.Person(name="被代表", phone="13800000002", address="二号"),
    )
    complaint = disputes.accept(complaint=registered(town, complainants=people), by=town.song)
    mediation = mediated(town, complaint)
    lines = Event.objects.count()

    with pytest.raises(refusals.ConsentMissing, match=r"达成调解协议”.*还差 1 人"):
        signed(town, mediation)
    complaint.refresh_from_db()
    assert (complaint.state, Settlement.objects.count(), Event.objects.count()) == (ComplaintState.MEDIATING, 0, lines)

    represented = complaint.complainants.get(place=2).public_id
    disputes.note_consent(
        complaint=complaint, complainant=represented, act=JointAct.SETTLE, given_on=today(), how="当面说的", by=town.song
    )
    assert signed(town, mediation).state == SettlementState.SIGNED


def test_kept_it_is_performed_and_its_case_closed(town: Town, mediation: Mediation, complaint: Complaint) -> None:
    part = first_part(signed(town, mediation))

    actions.confirm_performance(installment=part, kept=Performance.KEPT, means=Means.CODE, by=CONSUMER)

    complaint.refresh_from_db()
    assert (complaint.state, complaint.ended_on, complaint.case.stage) == (ComplaintState.PERFORMED, today(), Stage.CLOSED)


def test_broken_it_is_in_mediation_again_with_its_days_anew(town: Town, mediation: Mediation, complaint: Complaint) -> None:
    settlement = signed(town, mediation)

    actions.mark_broken(installment=first_part(settlement), means=Means.CODE, by=CONSUMER)

    complaint.refresh_from_db()
    settlement.refresh_from_db()
    assert (complaint.state, settlement.state) == (ComplaintState.MEDIATING, SettlementState.BROKEN)
    assert Clock.objects.filter(figure=SIXTY, stopped_on__isnull=True, began_on=today()).count() == 1


def test_terminated_its_mediation_is_over(town: Town, mediation: Mediation, complaint: Complaint) -> None:
    disputes.terminate(complaint=complaint, ground="no_agreement", reason="谈不拢", by=town.song)

    found = running_of(complaint.case)
    assert found is not None
    assert (found.state, found.ended_on) == (MediationState.ENDED, today())
