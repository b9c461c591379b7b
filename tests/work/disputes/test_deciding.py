"""Accepting, declining, returning, withdrawing: the paper, the clocks, the trail, and what a refusal leaves behind."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.cases import make_town
from tests.factories.complaints import NAME, registered
from yingzhou.base.clock import now, today
from yingzhou.base.documents.models import IssuedPaper
from yingzhou.base.trail.models import Event
from yingzhou.work.cases.choices import Outcome, Stage
from yingzhou.work.cases.models import Clock
from yingzhou.work.disputes import actions
from yingzhou.work.disputes.choices import ComplaintState, Ground, ServiceChannel, Side
from yingzhou.work.disputes.queries import papers
from yingzhou.work.disputes.rules import periods, refusals

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


def lines_since(number: int) -> list[str]:
    return list(Event.objects.filter(pk__gt=number).order_by("pk").values_list("verb", flat=True))


def last_line() -> int:
    return Event.objects.order_by("-pk").values_list("pk", flat=True)[0]


def clocks_of(complaint) -> dict[str, Clock]:
    return {clock.figure: clock for clock in Clock.objects.filter(about_id=complaint.public_id)}


def paper_of(complaint) -> IssuedPaper:
    return papers.issued_papers(complaint)[0]


def test_accepting_issues_the_decision_and_starts_mediation_from_today(town):
    complaint, before = registered(town), last_line()

    made = actions.accept(complaint=complaint, by=town.chen)

    clock = clocks_of(made)[periods.MEDIATION]
    assert (made.state, made.decided_on, made.case.stage) == (ComplaintState.ACCEPTED, today(), Stage.HANDLING)
    assert (made.case.handler_id, clock.began_on, clock.due_strict) == (town.chen.officer_id, today(), made.case.due_on)
    assert (paper_of(made).kind, paper_of(made).number[-2:]) == ("complaint.acceptance", "1号")
    assert [verb for verb in lines_since(before) if verb.startswith(("complaint", "paper"))] == [
        "paper.issue",
        "complaint.accept",
    ]


def test_the_days_for_deciding_are_kept_only_when_it_is_decided_and_told(town):
    complaint = actions.accept(complaint=registered(town), by=town.chen)
    assert clocks_of(complaint)[periods.ACCEPTANCE].stopped_on is None

    actions.serve(paper=paper_of(complaint), channel=ServiceChannel.SMS, at=now(), receipt="短信回执", by=town.chen)

    assert clocks_of(complaint)[periods.ACCEPTANCE].stopped_on == today()
    assert papers.owed(papers.issued_papers(complaint), papers.services_of(complaint)) == []


def test_declining_names_the_ground_as_the_article_numbers_it_and_closes_the_case(town):
    complaint, before = registered(town), last_line()

    made = actions.decline(complaint=complaint, ground=Ground.TOO_LATE, reason="二〇二〇年就知道了。", by=town.lin)

    values = papers.refusal_values(made, Ground.TOO_LATE, "x", by=town.lin)
    assert (made.state, made.case.stage, made.case.outcome) == (ComplaintState.DECLINED, Stage.CLOSED, Outcome.EXPLAINED)
    assert (values["grounds"], values["addressee"]) == (["4"], NAME)
    assert "complaint.decline" in lines_since(before)


@pytest.mark.parametrize(("ground", "reason"), [("", "理由"), (Ground.OTHER, "  "), ("nonsense", "理由")])
def test_declining_without_ground_or_reason_is_refused_and_changes_nothing(town, ground, reason):
    complaint, before = registered(town), last_line()

    with pytest.raises(refusals.GroundMissing):
        actions.decline(complaint=complaint, ground=ground, reason=reason, by=town.lin)

    complaint.refresh_from_db()
    assert (complaint.state, lines_since(before), IssuedPaper.objects.count()) == (ComplaintState.RECEIVED, [], 0)


@pytest.mark.parametrize("who", ["shen", "he", "leader", "village"])
def test_only_whoever_holds_it_or_intake_decides(town, who):
    complaint, before = registered(town), last_line()

    with pytest.raises(refusals.NotYourComplaint):
        actions.accept(complaint=complaint, by=getattr(town, who))

    assert lines_since(before) == []


def test_a_complaint_is_decided_once(town):
    complaint = actions.accept(complaint=registered(town), by=town.chen)

    with pytest.raises(refusals.StepNotOpen, match="已受理"):
        actions.accept(complaint=complaint, by=town.chen)

    assert IssuedPaper.objects.count() == 1


def test_a_station_without_authority_gives_it_back_with_form_3_and_intake_forwards_it(town):
    complaint = registered(town)

    made = actions.return_to_intake(complaint=complaint, reason="店在南片。", by=town.lin)
    assert (made.state, made.held_by, made.case.stage) == (ComplaintState.RETURNED, None, Stage.INTAKE)
    assert paper_of(made).kind == "complaint.forwarding"
    with pytest.raises(refusals.NotYourComplaint):
        actions.forward(complaint=made, to=town.net.south.public_id, by=town.lin)

    made = actions.forward(complaint=made, to=town.net.south.public_id, by=town.song)
    assert (made.state, made.held_by, clocks_of(made)[periods.ACCEPTANCE].began_on) == (
        ComplaintState.RECEIVED,
        town.net.south,
        made.received_on,
    )


def test_the_intake_unit_decides_itself_what_it_has_not_forwarded(town):
    made = actions.accept(complaint=registered(town, held_by=None), by=town.song)

    assert (made.case.stage, made.case.handler_id, made.held_by) == (Stage.HANDLING, town.song.officer_id, None)


def test_the_day_for_the_proof_of_identity_lies_within_the_days_for_deciding(town):
    complaint = registered(town)
    last = periods.decide_by(complaint.received_on).due_strict

    with pytest.raises(refusals.IdentityDayTooLate):
        actions.ask_identity(complaint=complaint, materials="身份证复印件", until=last, by=town.chen)
    paper = actions.ask_identity(complaint=complaint, materials="身份证复印件", until=last - timedelta(2), by=town.chen)

    complaint.refresh_from_db()
    assert (paper.kind, complaint.identity_due_on) == ("complaint.identity", last - timedelta(2))
    assert clocks_of(complaint)[periods.ACCEPTANCE].due_strict == last


def test_whoever_complained_may_withdraw_before_it_is_decided(town):
    made = actions.withdraw(complaint=registered(town), words="店里退钱了", by=town.chen)

    assert (made.state, made.case.outcome) == (ComplaintState.WITHDRAWN, Outcome.WITHDRAWN)
    assert [clock.is_running for clock in clocks_of(made).values()] == [False]


def test_a_joint_complaint_is_withdrawn_only_with_those_represented(town):
    people = (
        actions.Person(name="代表", phone="13800000001", address="一号", speaks_for_all=True),
        actions.Person(name="被代表", phone="13800000002", address="二号"),
    )
    complaint = registered(town, complainants=people)
    represented = complaint.complainants.get(place=2)

    with pytest.raises(refusals.ConsentMissing, match="还差 1 人"):
        actions.withdraw(complaint=complaint, words="不投诉了", by=town.chen)
    for _time in range(2):
        actions.note_consent(
            complaint=complaint,
            complainant=represented.public_id,
            act="waive",
            given_on=today(),
            how="电话里说的",
            by=town.chen,
        )

    assert represented.consents.count() == 1
    assert actions.withdraw(complaint=complaint, words="不投诉了", by=town.chen).state == ComplaintState.WITHDRAWN


def test_a_service_noted_twice_stands_once_and_one_before_the_paper_is_refused(town):
    complaint = actions.accept(complaint=registered(town), by=town.chen)
    paper, at = paper_of(complaint), now()

    with pytest.raises(refusals.ServedWhen):
        actions.serve(paper=paper, channel=ServiceChannel.PHONE, at=at - timedelta(3), receipt="本人接听", by=town.chen)
    with pytest.raises(refusals.ReceiptMissing):
        actions.serve(paper=paper, channel=ServiceChannel.PHONE, at=at, receipt=" ", by=town.chen)
    first = actions.serve(paper=paper, channel=ServiceChannel.PHONE, at=at, receipt="本人接听", by=town.chen)
    again = actions.serve(paper=paper, channel=ServiceChannel.PHONE, at=at, receipt="本人接听", by=town.chen)

    assert (first, first.side, complaint.services.count()) == (again, Side.CONSUMER, 1)
