from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.evidence import EvidenceFactory
from tests.factories.network import make_net, make_obligation, make_obligation_type, viewer_as
from yingzhou.base.actors import SYSTEM
from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import Role
from yingzhou.work.network import actions
from yingzhou.work.network.choices import Line, ObligationKind, Proof, Recurrence
from yingzhou.work.network.models import Obligation
from yingzhou.work.network.queries import obligations as queries
from yingzhou.work.network.rules.obligations import DoneAlready, NotDoneYet, NotYourSide, ProofMissing
from yingzhou.work.network.rules.recurrence import MONTHS, period_of

TODAY = today()


@pytest.fixture
def net(db):
    return make_net()


@pytest.mark.parametrize(
    ("recurrence", "day", "since", "until", "due"),
    [
        pytest.param(
            Recurrence.MONTHLY, date(2026, 2, 14), date(2026, 2, 1), date(2026, 3, 1), date(2026, 2, 28), id="February ends early"
        ),
        pytest.param(
            Recurrence.QUARTERLY, date(2026, 11, 23), date(2026, 10, 1), date(2027, 1, 1), date(2026, 12, 31), id="last quarter"
        ),
        pytest.param(
            Recurrence.HALF_YEARLY, date(2026, 6, 30), date(2026, 1, 1), date(2026, 7, 1), date(2026, 6, 30), id="first half"
        ),
        pytest.param(
            Recurrence.YEARLY, date(2024, 2, 29), date(2024, 1, 1), date(2025, 1, 1), date(2024, 12, 31), id="leap year"
        ),
    ],
)
def test_periods_and_due_days(recurrence, day, since, until, due):
    period = period_of(recurrence, day, due_day=31)

    assert (period.since, period.until, period.due_on) == (since, until, due)


@given(st.sampled_from(list(Recurrence)), st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 31), st.integers(0, 3))
def test_every_day_lies_in_exactly_one_period(recurrence, day, due_day, after):
    period = period_of(recurrence, day, due_day=due_day, due_months_after=after)
    following = period_of(recurrence, period.until, due_day=due_day, due_months_after=after)

    assert period.since <= day < period.until == following.since
    assert (period.until.year - period.since.year) * 12 + period.until.month - period.since.month == MONTHS[recurrence]
    assert period.since <= period.due_on < following.due_on


def test_every_pair_of_the_kinds_owes_one_thing_a_period_however_often_it_is_raised(net):
    make_obligation_type()

    first, second = (actions.raise_obligations(on=TODAY, by=SYSTEM) for _ in range(2))

    assert (first, second) == (3, 0)
    assert set(Obligation.objects.values_list("debtor", "creditor")) == {
        (net.north.pk, net.reed.pk),
        (net.north.pk, net.tide.pk),
        (net.south.pk, net.heron.pk),
    }
    assert list(Event.objects.values_list("verb", flat=True)) == ["obligation.raise"]


def test_who_owes_whom_and_along_which_line_is_configuration(net):
    make_obligation_type(debtor_kind="community", creditor_kind="township", line=Line.TOWNSHIP, recurrence=Recurrence.MONTHLY)

    actions.raise_obligations(on=TODAY, by=SYSTEM)

    assert set(Obligation.objects.values_list("creditor", flat=True)) == {net.township.pk}


def test_both_sides_see_the_same_row_and_strangers_none(net):
    owed = make_obligation(net.north, net.reed, due_on=TODAY)
    ours, theirs = viewer_as(Role.LIAISON, net.north), viewer_as(Role.VILLAGE_WORKER, net.reed)

    assert queries.obligation_for(ours, owed.public_id) == queries.obligation_for(theirs, owed.public_id) == owed
    for stranger in (viewer_as(Role.STATION_HEAD, net.south), viewer_as(Role.VILLAGE_WORKER, net.tide)):
        assert list(queries.obligations(stranger)) == []
        with pytest.raises(NotFound):
            queries.obligation_for(stranger, owed.public_id)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.SECURITY_OFFICER, Role.SYSTEM_OPERATOR])
def test_separated_roles_see_no_obligation(net, role):
    make_obligation(net.north, net.reed, due_on=TODAY)

    assert list(queries.obligations(viewer_as(role, net.bureau))) == []


def test_the_debtor_fulfills_and_the_creditor_acknowledges(net):
    owed = make_obligation(net.north, net.reed, due_on=TODAY)

    actions.fulfill(obligation=owed, by=viewer_as(Role.LIAISON, net.north), note="到村里看了三家新店")
    actions.acknowledge(obligation=owed, by=viewer_as(Role.VILLAGE_WORKER, net.reed))

    owed.refresh_from_db()
    assert (owed.fulfilled_on, owed.acknowledged_on, owed.note) == (TODAY, TODAY, "到村里看了三家新店")
    assert list(Event.objects.order_by("pk").values_list("verb", flat=True)) == ["obligation.fulfill", "obligation.acknowledge"]


def test_nobody_acts_for_the_other_side_and_a_refusal_changes_nothing(net):
    owed = make_obligation(net.north, net.reed, due_on=TODAY)

    with pytest.raises(NotYourSide, match="北指导站"):
        actions.fulfill(obligation=owed, by=viewer_as(Role.VILLAGE_WORKER, net.reed), note="替你写")
    with pytest.raises(NotDoneYet):
        actions.acknowledge(obligation=owed, by=viewer_as(Role.VILLAGE_WORKER, net.reed))

    owed.refresh_from_db()
    assert (owed.fulfilled_on, owed.acknowledged_on, Event.objects.count()) == (None, None, 0)


def test_it_is_done_once(net):
    owed, head = make_obligation(net.north, net.reed, due_on=TODAY), viewer_as(Role.STATION_HEAD, net.north)
    actions.fulfill(obligation=owed, by=head, note="去过了")

    with pytest.raises(DoneAlready):
        actions.fulfill(obligation=owed, by=head, note="又去了")


@pytest.mark.parametrize(("proof", "missing"), [(Proof.NOTE, "写一句"), (Proof.FILE, "附上凭据"), (Proof.HEADCOUNT, "填人数")])
def test_what_shows_it_must_be_there(net, proof, missing):
    owed = make_obligation(net.north, net.reed, due_on=TODAY, type=make_obligation_type(proof=proof))
    head = viewer_as(Role.STATION_HEAD, net.north)

    with pytest.raises(ProofMissing, match=missing):
        actions.fulfill(obligation=owed, by=head)
    actions.fulfill(obligation=owed, by=head, note="办了", headcount=5, evidence=[EvidenceFactory()])

    assert owed.exhibits.count() == 1


def test_a_report_is_counted_from_what_was_recorded_and_frozen_when_sent(net):
    visit = make_obligation(net.north, net.reed, due_on=TODAY, type=make_obligation_type(name="互访"))
    report = make_obligation(
        net.north,
        net.reed,
        due_on=TODAY,
        type=make_obligation_type(kind=ObligationKind.DUAL_REPORT, name="站给村", proof=Proof.REPORT),
    )
    head = viewer_as(Role.STATION_HEAD, net.north)
    actions.fulfill(obligation=visit, by=head, note="去过了")

    actions.fulfill(obligation=report, by=head)
    Obligation.objects.filter(pk=visit.pk).update(fulfilled_on=None)

    report.refresh_from_db()
    counted = {line["label"]: line["count"] for line in report.report}
    assert counted["双联系"] == 1
    assert {line.label: line.count for line in queries.report_lines(report)}["双联系"] == 0


def test_a_pair_stands_by_what_each_side_is_late_with(net):
    make_obligation(net.north, net.reed, due_on=TODAY - timedelta(days=40))
    make_obligation(net.reed, net.north, due_on=TODAY - timedelta(days=35))
    make_obligation(net.north, net.reed, due_on=TODAY)

    found = queries.standings(viewer_as(Role.STATION_HEAD, net.north), net.north, [net.reed.pk, net.tide.pk], on=TODAY)

    assert set(found) == {net.reed.pk}
    assert (found[net.reed.pk].open, found[net.reed.pk].we_owe, found[net.reed.pk].they_owe) == (3, 1, 1)
