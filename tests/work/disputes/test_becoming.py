"""A dispute becomes a complaint only with a statutory receipt; its own promise ends and its words and photos come along."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.factories.cases import make_town, open_matter
from tests.factories.complaints import intake
from tests.factories.evidence import EvidenceFactory
from yingzhou.base.clock import now
from yingzhou.base.trail.models import Event
from yingzhou.work.cases.choices import Kind, Outcome, Stage
from yingzhou.work.disputes import actions
from yingzhou.work.disputes.models import Complaint, Dispute
from yingzhou.work.disputes.rules import refusals

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def dispute(town):
    case = open_matter(town, Kind.DISPUTE, evidence=[EvidenceFactory(kind="case")])
    return Dispute.objects.create(case=case, told_not_statutory_at=now())


def test_the_promise_ends_the_clock_begins_and_the_photos_come_along(town, dispute):
    key = uuid4()
    made = actions.become_complaint(dispute=dispute, intake=intake(town), by=town.song, key=key)
    again = actions.become_complaint(dispute=dispute, intake=intake(town), by=town.song, key=key)

    dispute.case.refresh_from_db()
    assert (made, made.dispute, made.case.attachments.count()) == (again, dispute, 1)
    assert (dispute.case.stage, dispute.case.outcome) == (Stage.CLOSED, Outcome.REFERRED)
    assert made.case.number in dispute.case.result
    assert Event.objects.filter(verb="dispute.become_complaint").count() == 1


def test_without_a_statutory_receipt_it_stays_a_dispute(town, dispute):
    with pytest.raises(refusals.NoStatutoryReceipt):
        actions.become_complaint(dispute=dispute, intake=intake(town, channel="portal"), by=town.song, key=uuid4())

    dispute.case.refresh_from_db()
    assert (dispute.case.stage, Complaint.objects.count()) == (Stage.INTAKE, 0)


def test_it_becomes_a_complaint_once(town, dispute):
    actions.become_complaint(dispute=dispute, intake=intake(town), by=town.song, key=uuid4())

    with pytest.raises(refusals.NoDispute):
        actions.become_complaint(dispute=dispute, intake=intake(town), by=town.song, key=uuid4())

    assert Complaint.objects.count() == 1
