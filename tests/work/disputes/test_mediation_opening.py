"""Beginning a mediation: both agree, or it does not begin."""

from __future__ import annotations

import pytest

from tests.factories.cases import Town, make_town, open_matter
from tests.factories.mediation import asked, drafted, make_dispute, opened
from yingzhou.base.clock import now, today
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.models import Event
from yingzhou.work.cases.choices import Kind
from yingzhou.work.disputes.actions import mediation as actions
from yingzhou.work.disputes.choices import DelegateKind, Means, MediationState, SettlementState, Side
from yingzhou.work.disputes.models import Delegation, Dispute, Mediation
from yingzhou.work.disputes.queries.mediation import mediation_for, mediations_of
from yingzhou.work.disputes.rules import mediation_refusals as refusals

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None) -> Town:
    return make_town()


def verbs() -> list[str]:
    return list(Event.objects.filter(verb__startswith="mediation.").order_by("pk").values_list("verb", flat=True))


def test_it_is_asked_of_both_and_begins_when_both_have_agreed(town: Town) -> None:
    mediation = asked(town)

    one = actions.record_consent(mediation=mediation, side=Side.CONSUMER, agrees=True, means=Means.PHONE, by=town.shen)
    assert one.state == MediationState.ASKED
    both = actions.record_consent(mediation=mediation, side=Side.MERCHANT, agrees=True, means=Means.PHONE, by=town.shen)

    assert (both.state, both.began_on) == (MediationState.OPEN, today())
    assert verbs() == ["mediation.open", "mediation.consent", "mediation.consent"]


def test_the_latest_word_of_a_side_counts(town: Town) -> None:
    mediation = asked(town)
    for agrees in (True, False):
        actions.record_consent(mediation=mediation, side=Side.MERCHANT, agrees=agrees, means=Means.PHONE, by=town.shen)

    later = actions.record_consent(mediation=mediation, side=Side.CONSUMER, agrees=True, means=Means.PHONE, by=town.shen)

    assert later.state == MediationState.ASKED
    assert mediation.consents.count() == 3


def test_one_runs_at_a_time(town: Town) -> None:
    mediation = asked(town)

    with pytest.raises(refusals.AlreadyMediated):
        actions.open_mediation(dispute=mediation.dispute, by=town.shen)

    assert Mediation.objects.count() == 1
    assert verbs() == ["mediation.open"]


def test_what_nobody_handles_is_not_mediated(town: Town) -> None:
    dispute = Dispute.objects.create(case=open_matter(town, Kind.DISPUTE), told_not_statutory_at=now())

    with pytest.raises(refusals.MatterNotHandled):
        actions.open_mediation(dispute=dispute, by=town.song)

    assert verbs() == []


def test_only_who_has_to_do_with_it_begins_it(town: Town) -> None:
    with pytest.raises(refusals.NotYoursToMediate):
        actions.open_mediation(dispute=make_dispute(town), by=town.leader)

    assert Mediation.objects.count() == 0


def test_nothing_is_settled_before_both_have_agreed(town: Town) -> None:
    with pytest.raises(refusals.BothMustAgree, match="消费者、店家"):
        drafted(town, asked(town))


def test_it_is_delegated_once_and_with_both_agreeing(town: Town) -> None:
    mediation = opened(town)
    whom = {"kind": DelegateKind.ASSOCIATION, "name": "区消费者协会", "scope": "组织调解、制作协议", "by": town.lin}

    with pytest.raises(refusals.DelegationNeedsBoth):
        actions.delegate(mediation=mediation, both_agree=False, **whom)
    actions.delegate(mediation=mediation, both_agree=True, **whom)
    with pytest.raises(refusals.AlreadyDelegated, match="不得再委托"):
        actions.delegate(mediation=mediation, both_agree=True, **whom)

    assert Delegation.objects.get().name == "区消费者协会"
    assert verbs()[-1] == "mediation.delegate"


def test_it_ends_with_a_reason_and_drops_what_nobody_signed(town: Town) -> None:
    settlement = drafted(town)

    ended = actions.end_mediation(mediation=settlement.mediation, reason="店家明确拒绝", by=town.shen)

    settlement.refresh_from_db()
    assert (ended.state, ended.ended_on, ended.end_reason) == (MediationState.ENDED, today(), "店家明确拒绝")
    assert settlement.state == SettlementState.DROPPED
    assert verbs()[-1] == "mediation.end"


def test_those_who_have_to_do_with_it_see_it_and_nobody_else(town: Town) -> None:
    mediation = asked(town)

    sees = {name for name in ("song", "lin", "shen", "chen", "he", "village", "leader") if _sees(getattr(town, name), mediation)}

    assert sees == {"song", "lin", "shen", "chen", "leader"}
    with pytest.raises(NotFound):
        mediation_for(town.he, mediation.public_id)


def _sees(viewer: object, mediation: Mediation) -> bool:
    return mediations_of(viewer).filter(pk=mediation.pk).exists()  # type: ignore[arg-type]
