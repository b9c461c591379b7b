"""What the tables of mediation refuse, whoever writes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.factories.cases import Town, make_town
from tests.factories.mediation import row_of
from yingzhou.base.clock import now, today
from yingzhou.work.disputes.choices import MediationState, PaperKind, Performance, Remedy, Reply, SettlementState, Way
from yingzhou.work.disputes.models import Installment, Mediation, MerchantAnswer, MerchantLink, Session, Settlement, Term

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None) -> Town:
    return make_town()


@pytest.fixture
def mediation(town: Town) -> Mediation:
    return row_of(town)


def settlement_of(mediation: Mediation, town: Town, **facts: Any) -> Settlement:
    facts = {"kind": PaperKind.RECONCILIATION, "drawn_at": now(), "drawn_by_id": town.shen.officer_id, **facts}
    return Settlement.objects.create(mediation=mediation, **facts)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"dispute": None}, id="of nothing"),
        pytest.param({"began_on": None}, id="open, but never begun"),
        pytest.param({"ended_on": today()}, id="open, but over"),
        pytest.param({"state": MediationState.ENDED, "ended_on": today()}, id="ended without a reason"),
    ],
)
def test_a_mediation_that_cannot_be_is_refused(mediation: Mediation, change: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Mediation.objects.filter(pk=mediation.pk).update(**change)


def test_one_mediation_runs_at_a_time(mediation: Mediation, town: Town) -> None:
    with pytest.raises(IntegrityError, match="mediation_one_runs_a_dispute"), transaction.atomic():
        row_of(town, dispute=mediation.dispute)


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"place": ""}, id="on site, but nowhere"),
        pytest.param({"result": "held", "recorded_at": now()}, id="held without minutes"),
        pytest.param({"result": "absent", "recorded_at": now()}, id="absent, but nobody in particular"),
        pytest.param({"recorded_at": now()}, id="planned, but recorded"),
    ],
)
def test_a_session_that_cannot_be_is_refused(mediation: Mediation, facts: dict[str, Any]) -> None:
    facts = {"place_in_row": 1, "way": Way.ON_SITE, "place": "调解室", "starts_at": now(), **facts}

    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.create(mediation=mediation, **facts)


def test_one_settlement_stands_at_a_time(mediation: Mediation, town: Town) -> None:
    settlement_of(mediation, town)

    with pytest.raises(IntegrityError, match="settlement_one_stands"), transaction.atomic():
        settlement_of(mediation, town, kind=PaperKind.ADMINISTRATIVE)


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"state": SettlementState.SIGNED}, id="signed, but without the day it took effect"),
        pytest.param({"effective_on": today()}, id="in effect, but unsigned"),
        pytest.param({"state": SettlementState.BROKEN, "effective_on": today()}, id="broken, but on no day"),
    ],
)
def test_a_settlement_that_cannot_be_is_refused(mediation: Mediation, town: Town, facts: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        settlement_of(mediation, town, **facts)


def test_an_installment_is_said_to_be_kept_at_some_moment(mediation: Mediation, town: Town) -> None:
    term = Term.objects.create(settlement=settlement_of(mediation, town), place=1, remedy=Remedy.REFUND, by_on=today())

    with pytest.raises(IntegrityError, match="installment_said_when_kept"), transaction.atomic():
        Installment.objects.create(term=term, place=1, due_on=today(), kept=Performance.KEPT)


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"reply": Reply.OFFER}, id="an offer of nothing"),
        pytest.param({"reply": Reply.DISAGREE}, id="a no without a reason"),
        pytest.param({"reply": Reply.MEET}, id="a meeting at no time"),
        pytest.param({"reply": Reply.OFFER, "remedy": Remedy.REFUND, "amount": 0}, id="a refund of nothing"),
    ],
)
def test_an_answer_that_says_nothing_is_refused(mediation: Mediation, town: Town, facts: dict[str, Any]) -> None:
    link = MerchantLink.objects.create(
        mediation=mediation,
        digest="a",
        code_digest="b",
        made_at=now(),
        made_by_id=town.shen.officer_id,
        until=now() + timedelta(days=7),
        answer_by=today(),
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        MerchantAnswer.objects.create(mediation=mediation, link=link, at=now(), **facts)
