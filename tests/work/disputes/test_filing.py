"""先行和解 over the portal: one dispute a filing, with what was bought and agreed to, and nothing when it is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from tests.factories.cases import make_town
from yingzhou.base.receipts.models import Kept
from yingzhou.base.refusals import AlreadyUsed
from yingzhou.base.trail.models import Event
from yingzhou.work.cases import public as cases
from yingzhou.work.cases.models import Case
from yingzhou.work.disputes import public
from yingzhou.work.disputes.models import Dispute

pytestmark = pytest.mark.django_db
BED = public.Purchase(
    goods="实木床", amount=Decimal("1280.50"), bought_on=date(2026, 3, 15), label_code="6901234567892", consents_delegation=True
)


def filing(**facts) -> cases.Filing:
    return cases.Filing(kind="dispute", text="床的尺寸不对，不给换。", business=make_town().shop.public_id, **facts)


def test_a_filed_dispute_is_a_case_and_what_was_bought(db):
    filed = public.file_dispute(key=uuid4(), filing=filing(), purchase=BED)

    dispute = Dispute.objects.select_related("case").get()
    assert (dispute.case.number, dispute.case.kind) == (filed.number, "dispute")
    assert (dispute.goods, dispute.amount, dispute.bought_on) == ("实木床", Decimal("1280.50"), date(2026, 3, 15))
    assert (dispute.consents_publication, dispute.consents_delegation) == (False, True)
    assert dispute.label_code == "6901234567892"
    assert dispute.told_not_statutory_at is not None


def test_it_is_two_lines_on_the_trail_and_neither_says_what_was_bought(db):
    public.file_dispute(key=uuid4(), filing=filing(), purchase=BED)

    lines = Event.objects.filter(verb__in=["case.open", "dispute.file"]).order_by("pk")
    assert [line.verb for line in lines] == ["case.open", "dispute.file"]
    assert lines[1].facts == {
        "case": str(Case.objects.get().public_id),
        "from_label": True,
        "consents_publication": False,
        "consents_delegation": True,
    }


def test_sent_again_it_is_the_same_dispute_and_the_same_code(db):
    key, told = uuid4(), filing()

    codes = {public.file_dispute(key=key, filing=told, purchase=BED).code for _ in range(3)}

    assert (len(codes), Case.objects.count(), Dispute.objects.count()) == (1, 1, 1)


def test_another_purchase_under_the_same_key_is_refused_and_changes_nothing(db):
    key, told = uuid4(), filing()
    public.file_dispute(key=key, filing=told, purchase=BED)

    with pytest.raises(AlreadyUsed):
        public.file_dispute(key=key, filing=told, purchase=replace(BED, amount=Decimal(1)))

    assert list(Dispute.objects.values_list("amount", flat=True)) == [Decimal("1280.50")]


def test_a_refused_filing_leaves_no_dispute(db):
    with pytest.raises(cases.NothingSaid):
        public.file_dispute(key=uuid4(), filing=replace(filing(), text="  "), purchase=BED)

    assert (Case.objects.count(), Dispute.objects.count(), Kept.objects.count()) == (0, 0, 0)


def test_our_own_days_come_from_the_rulebook():
    assert public.promised() == public.Promised(first_contact_days=3, settle_days=10)
