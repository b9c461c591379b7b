"""Agreements: which paper, whose names, and whether they were kept."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from time_machine import travel

from tests.factories.cases import Town, closed, make_town
from tests.factories.mediation import NAMES, drafted, first_part, held, names, opened, refund, signed
from yingzhou.base.actors import Visitor
from yingzhou.base.clock import SHANGHAI, now, today
from yingzhou.base.outbox.models import Notification
from yingzhou.base.trail.models import Event
from yingzhou.work.cases.choices import Kind, Stage
from yingzhou.work.cases.models import Clock
from yingzhou.work.disputes.actions import mediation as actions
from yingzhou.work.disputes.choices import (
    DelegateKind,
    Means,
    MediationState,
    PaperKind,
    Performance,
    Remedy,
    SettlementState,
    Signer,
)
from yingzhou.work.disputes.models import Dispute, Installment, Settlement
from yingzhou.work.disputes.queries.mediation import broken_promises, folder
from yingzhou.work.disputes.rules import mediation_refusals as refusals
from yingzhou.work.disputes.rules.mediation import TermGiven, parts_of

CONSUMER = Visitor("portal")


@pytest.fixture
def town(db: None) -> Town:
    return make_town()


def last_verb() -> str:
    return Event.objects.order_by("-pk")[0].verb


@pytest.mark.django_db
def test_what_is_agreed_takes_effect_when_all_three_have_signed_the_same_text(town: Town) -> None:
    settlement = signed(town)

    marks = set(settlement.signatures.values_list("text_mark", flat=True))
    settlement.mediation.refresh_from_db()
    assert (settlement.state, settlement.effective_on) == (SettlementState.SIGNED, today())
    assert settlement.mediation.state == MediationState.SETTLED
    assert {one.signer: one.name for one in settlement.signatures.all()} == NAMES
    assert len(marks) == 1
    assert last_verb() == "mediation.sign"


@pytest.mark.django_db
def test_a_settlement_nobody_signed_is_refused_by_the_name_that_is_missing(town: Town) -> None:
    settlement = drafted(town)

    with pytest.raises(refusals.SignatureMissing, match="店家"):
        actions.sign(settlement=settlement, names=[one for one in names() if one.signer != Signer.MERCHANT], by=town.shen)

    settlement.refresh_from_db()
    assert settlement.state == SettlementState.DRAFT
    assert settlement.signatures.count() == 0


@pytest.mark.django_db
def test_names_stand_sealed_in_the_table_and_nowhere_on_the_trail(town: Town) -> None:
    signed(town)

    told = [str(facts) for facts in Event.objects.values_list("facts", flat=True)]
    assert [text for text in told if any(name in text for name in NAMES.values())] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        pytest.param({"kind": PaperKind.ADMINISTRATIVE}, refusals.LetterOnlyForComplaints, id="a letter for a dispute"),
        pytest.param({"kind": PaperKind.PEOPLES}, refusals.PeoplesNeedsOrganization, id="people's mediation by nobody"),
        pytest.param({"terms": []}, refusals.NothingAgreed, id="nothing agreed"),
        pytest.param({"is_on_the_spot": True}, refusals.SpotNeedsMinutes, id="on the spot without minutes"),
        pytest.param(
            {"terms": [TermGiven(Remedy.REFUND, today() + timedelta(days=3))]}, refusals.AmountMissing, id="a refund of what"
        ),
        pytest.param({"terms": [TermGiven(Remedy.REPAIR, today() - timedelta(days=1))]}, refusals.TermDayPast, id="by yesterday"),
    ],
)
def test_what_cannot_be_agreed_so_is_refused(town: Town, facts: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        drafted(town, **facts)

    assert Settlement.objects.count() == 0


@pytest.mark.django_db
def test_performed_on_the_spot_it_is_over_and_the_minutes_are_the_record(town: Town) -> None:
    settlement = drafted(town, held(town), is_on_the_spot=True, terms=[refund(days=0)])

    settlement.mediation.refresh_from_db()
    assert (settlement.state, settlement.waives_letter, settlement.paper) == (SettlementState.PERFORMED, True, None)
    assert settlement.mediation.state == MediationState.PERFORMED
    assert set(Installment.objects.values_list("kept", flat=True)) == {Performance.KEPT}


@pytest.mark.django_db
def test_kept_to_the_last_part_it_is_performed(town: Town) -> None:
    settlement = signed(town, terms=[refund("300.00", parts=3)])
    parts = Installment.objects.filter(term__settlement=settlement).order_by("place")

    states = []
    for part in parts:
        actions.confirm_performance(installment=part, kept=Performance.KEPT, means=Means.CODE, by=CONSUMER)
        states.append(Settlement.objects.get().state)

    settlement.mediation.refresh_from_db()
    assert states == ["signed", "signed", "performed"]
    assert settlement.mediation.state == MediationState.PERFORMED


@pytest.mark.django_db
def test_half_kept_is_not_kept(town: Town) -> None:
    settlement = signed(town)

    actions.confirm_performance(
        installment=first_part(settlement),
        kept=Performance.PARTLY,
        done_amount=Decimal("100.00"),
        means=Means.PHONE,
        by=town.shen,
    )

    settlement.refresh_from_db()
    assert settlement.state == SettlementState.SIGNED
    assert first_part(settlement).done_amount == Decimal("100.00")


@pytest.mark.django_db
def test_a_broken_promise_opens_the_matter_again_and_becomes_something_to_visit_for(town: Town) -> None:
    settlement = signed(town)

    actions.mark_broken(installment=first_part(settlement), means=Means.CODE, by=CONSUMER, words="一分没退")

    settlement.refresh_from_db()
    settlement.mediation.refresh_from_db()
    assert (settlement.state, settlement.mediation.state) == (SettlementState.BROKEN, MediationState.OPEN)
    assert [(one.business_name, one.broken_on) for one in broken_promises(town.net.north)] == [("云朵家具铺", today())]
    assert broken_promises(town.net.south) == []
    assert "没有做到" in Notification.objects.filter(to_id=town.shen.officer_id).latest("pk").title


@pytest.mark.django_db
def test_a_closed_matter_is_opened_again_by_a_broken_promise_however_late(town: Town) -> None:
    with travel(now() - timedelta(days=60)):
        case = closed(town, Kind.DEMAND)
    settlement = signed(town)
    Dispute.objects.filter(pk=settlement.mediation.dispute_id).update(case=case)

    actions.mark_broken(installment=first_part(settlement), means=Means.CODE, by=CONSUMER)

    case.refresh_from_db()
    assert case.stage == Stage.DISPATCHED
    assert Event.objects.get(verb="case.reopen").actor == "system:mediation"


@pytest.mark.django_db
def test_what_has_been_said_of_a_part_is_not_said_again(town: Town) -> None:
    settlement = signed(town, terms=[refund(parts=2)])
    part = first_part(settlement)
    actions.confirm_performance(installment=part, kept=Performance.KEPT, means=Means.CODE, by=CONSUMER)

    with pytest.raises(refusals.AlreadySaid, match="做到了"):
        actions.mark_broken(installment=part, means=Means.CODE, by=CONSUMER)


@pytest.mark.django_db
def test_the_handler_is_reminded_before_and_asks_after_each_once(town: Town) -> None:
    settlement = signed(town, terms=[refund(days=1)])

    assert [actions.remind_due(), actions.remind_due(), actions.ask_overdue()] == [1, 0, 0]
    with travel(now() + timedelta(days=2)):
        assert [actions.remind_due(), actions.ask_overdue(), actions.ask_overdue()] == [0, 1, 0]

    assert first_part(settlement).kept == Performance.DUE
    assert Notification.objects.filter(to_id=town.shen.officer_id, about_kind="disputes.mediation").count() == 2


@pytest.mark.django_db
def test_judicial_confirmation_is_for_peoples_mediation(town: Town) -> None:
    settlement = by_committee(town)

    with pytest.raises(refusals.ConfirmationNeedsBoth):
        actions.prepare_confirmation(settlement=settlement, court="区法院", both_want=False, by=town.shen)
    made = actions.prepare_confirmation(settlement=settlement, court="区法院", both_want=True, by=town.shen)

    assert made.due_on == Clock.objects.get(about_id=settlement.public_id).due_strict


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("signed_on", "last"),
    [
        pytest.param(date(2026, 9, 1), date(2026, 10, 4), id="the thirtieth day is the National Day: three festival days on"),
        pytest.param(date(2026, 9, 4), date(2026, 10, 4), id="the thirtieth day is only arranged to be off: it stays"),
    ],
)
def test_the_days_for_the_court_end_where_the_clock_ends(db: None, signed_on: date, last: date) -> None:
    with travel(datetime.combine(signed_on, time(10), tzinfo=SHANGHAI)):
        town = make_town()
        settlement = by_committee(town)
        shown = folder(viewer=town.shen, pid=settlement.mediation.public_id).confirmable_until
    with travel(datetime.combine(last, time(10), tzinfo=SHANGHAI)):
        made = actions.prepare_confirmation(settlement=settlement, court="区法院", both_want=True, by=town.shen)
    after = datetime.combine(last + timedelta(days=1), time(10), tzinfo=SHANGHAI)
    with travel(after), pytest.raises(refusals.ConfirmationTooLate, match=last.isoformat()):
        actions.prepare_confirmation(settlement=settlement, court="另一个法院", both_want=True, by=town.shen)

    made.refresh_from_db()
    assert (shown, made.due_on, made.court) == (last, last, "区法院")


def by_committee(town: Town) -> Settlement:
    """An agreement of people's mediation, signed."""
    mediation = opened(town)
    actions.delegate(
        mediation=mediation,
        kind=DelegateKind.ORGANIZATION,
        name="芦花村人民调解委员会",
        scope="组织调解",
        both_agree=True,
        by=town.lin,
    )
    return signed(town, mediation, kind=PaperKind.PEOPLES)


@pytest.mark.django_db
def test_a_settlement_between_the_parties_is_not_confirmed_by_a_court(town: Town) -> None:
    with pytest.raises(refusals.ConfirmationNotForThis):
        actions.prepare_confirmation(settlement=signed(town), court="区法院", both_want=True, by=town.shen)


@given(cents=some.integers(1, 10**9), parts=some.integers(1, 24), days=some.integers(0, 400))
def test_the_parts_of_a_sum_are_the_sum_and_end_on_its_day(cents: int, parts: int, days: int) -> None:
    on = today()
    whole = TermGiven(Remedy.REFUND, on + timedelta(days=days), Decimal(cents) / 100, parts=parts)

    found = parts_of(whole, today=on)

    assert sum((part.amount or Decimal() for part in found), Decimal()) == whole.amount
    assert found[-1].due_on == whole.by_on
    assert [part.due_on for part in found] == sorted(part.due_on for part in found)
