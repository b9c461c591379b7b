"""A merchant answers by link and code; what opens the door is kept nowhere."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from time_machine import travel

from tests.factories.cases import Town, make_town
from tests.factories.mediation import asked
from yingzhou.base.actors import Visitor
from yingzhou.base.clock import now, today
from yingzhou.base.trail.models import Event
from yingzhou.work.disputes.actions import mediation as actions
from yingzhou.work.disputes.actions.mediation.merchant import AnswerGiven, Invited
from yingzhou.work.disputes.choices import MediationState, Remedy, Reply
from yingzhou.work.disputes.models import MerchantAnswer
from yingzhou.work.disputes.rules import mediation_refusals as refusals

pytestmark = pytest.mark.django_db
SHOP = Visitor("merchant")
OFFER = AnswerGiven(Reply.OFFER, Remedy.REFUND, Decimal("100.00"), by_on=today() + timedelta(days=3))


@pytest.fixture
def town(db: None) -> Town:
    return make_town()


@pytest.fixture
def invited(town: Town) -> Invited:
    return actions.invite_merchant(mediation=asked(town), shows_name=False, by=town.shen)


def test_link_and_code_open_the_door_and_stand_nowhere(invited: Invited) -> None:
    link = actions.open_link(token=invited.token, code=invited.code)

    assert link == invited.link
    with connection.cursor() as cursor:
        cursor.execute("select row_to_json(m)::text from disputes_merchantlink m")
        kept = cursor.fetchone()[0] + str(list(Event.objects.values_list("facts", flat=True)))
    assert invited.token not in kept
    assert invited.code not in kept


def test_after_five_wrong_codes_the_link_is_dead_for_the_right_one_too(invited: Invited) -> None:
    wrong = f"{(int(invited.code) + 1) % 1_000_000:06d}"

    for left in (4, 3, 2, 1):
        with pytest.raises(refusals.WrongCode, match=str(left)):
            actions.open_link(token=invited.token, code=wrong)
    with pytest.raises(refusals.LinkDead):
        actions.open_link(token=invited.token, code=wrong)
    with pytest.raises(refusals.LinkDead):
        actions.open_link(token=invited.token, code=invited.code)


def test_a_link_that_never_was_one_replaced_and_one_over_answer_alike(town: Town, invited: Invited) -> None:
    with travel(now() + timedelta(days=15)), pytest.raises(refusals.LinkDead):
        actions.open_link(token=invited.token, code=invited.code)
    actions.invite_merchant(mediation=invited.link.mediation, shows_name=False, by=town.shen)

    for token in (invited.token, "never-was"):
        with pytest.raises(refusals.LinkDead):
            actions.open_link(token=token, code=invited.code)


def test_an_answer_sent_twice_is_one_and_is_a_yes_to_being_mediated(invited: Invited) -> None:
    key = uuid4()

    first = actions.answer_link(link=invited.link, given=OFFER, key=key, by=SHOP)
    again = actions.answer_link(link=invited.link, given=OFFER, key=key, by=SHOP)

    assert first == again
    assert MerchantAnswer.objects.count() == 1
    assert list(invited.link.mediation.consents.values_list("side", "agrees", "means")) == [("merchant", True, "link")]
    assert Event.objects.filter(verb="mediation.answer").count() == 1


def test_a_second_offer_waits_for_the_word_on_the_first(invited: Invited) -> None:
    actions.answer_link(link=invited.link, given=OFFER, key=uuid4(), by=SHOP)

    with pytest.raises(refusals.AnswerWaits):
        actions.answer_link(link=invited.link, given=OFFER, key=uuid4(), by=SHOP)

    assert MerchantAnswer.objects.count() == 1


def test_a_no_says_why(invited: Invited) -> None:
    with pytest.raises(refusals.ReasonMissing):
        actions.answer_link(link=invited.link, given=AnswerGiven(Reply.DISAGREE), key=uuid4(), by=SHOP)
    actions.answer_link(link=invited.link, given=AnswerGiven(Reply.DISAGREE, what="已经退过款"), key=uuid4(), by=SHOP)

    assert invited.link.mediation.consents.count() == 0


def test_the_consumer_takes_the_offer_and_mediation_has_begun(invited: Invited) -> None:
    answer = actions.answer_link(link=invited.link, given=OFFER, key=uuid4(), by=SHOP)

    actions.say_to_offer(answer=answer, is_accepted=True, by=Visitor("portal"))

    mediation = invited.link.mediation
    mediation.refresh_from_db()
    assert mediation.state == MediationState.OPEN
    with pytest.raises(refusals.NothingOffered):
        actions.say_to_offer(answer=answer, is_accepted=False, by=Visitor("portal"))
