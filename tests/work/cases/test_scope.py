"""Who sees what: every role, and nobody by accident."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.cases import also, closed, dispatched, handed_in, make_town, officer_of, open_matter
from tests.factories.network import viewer_as
from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import Role
from yingzhou.work.cases import actions, queries, rules
from yingzhou.work.cases.choices import Kind, Outcome, Purpose, Reach
from yingzhou.work.cases.models import Raiser
from yingzhou.work.network.models import Leave
from yingzhou.work.network.queries import viewer_for

pytestmark = pytest.mark.django_db

PHONE = "13800138000"


@pytest.fixture
def town():
    return make_town()


def seen(viewer, case) -> bool:
    return queries.cases_of(viewer).filter(pk=case.pk).exists()


def seers(town, case) -> set[str]:
    people = ("song", "lin", "shen", "chen", "he", "village", "leader")
    return {name for name in people if seen(getattr(town, name), case)}


def test_a_demand_is_seen_by_intake_leader_liaison_and_village_until_it_is_at_a_station(town):
    assert seers(town, open_matter(town)) == {"song", "leader", "shen", "village"}


def test_a_dispatched_demand_is_seen_by_its_station_too_and_by_no_other(town):
    assert seers(town, dispatched(town)) == {"song", "leader", "shen", "village", "lin", "chen"}


def test_a_village_sees_a_demand_only_while_it_is_open(town):
    assert seers(town, closed(town)) == {"song", "leader", "shen", "lin", "chen"}


def test_a_dispute_is_not_the_villages(town):
    assert seers(town, dispatched(town, Kind.DISPUTE)) == {"song", "leader", "shen", "lin", "chen"}


def test_a_signal_about_a_shop_is_seen_by_intake_its_handler_and_the_head_alone(town):
    assert seers(town, open_matter(town, Kind.SIGNAL)) == {"song"}
    assert seers(town, dispatched(town, Kind.SIGNAL)) == {"song", "lin", "chen"}


def test_a_signal_about_no_shop_is_open_to_its_village_once_intake_has_looked(town):
    case = open_matter(town, Kind.SIGNAL, business=None, community=town.net.reed)
    assert seers(town, case) == {"song"}

    actions.dispatch_case(case=case, station=town.net.north.public_id, by=town.song)

    assert "village" in seers(town, case)


def test_a_head_who_is_the_shops_own_liaison_does_not_see_the_signal(town):
    both = also(town.shen, Role.STATION_HEAD, town.net.north)
    case = dispatched(town, Kind.SIGNAL)

    assert not seen(both, case)
    assert seen(both, dispatched(town))


def test_a_clerk_who_is_the_shops_own_liaison_does_not_see_the_signal(town):
    both = also(town.shen, Role.DEPARTMENT, town.net.bureau)

    assert not seen(both, open_matter(town, Kind.SIGNAL))


def test_the_liaison_cannot_be_made_handler_of_a_signal(town):
    with pytest.raises(rules.HandlerInConflict, match="沈知夏是这一户的联络员"):
        dispatched(town, Kind.SIGNAL, handler=town.shen)


def test_the_proposal_follows_grid_station_liaison(town):
    found = queries.proposal_for(town.song, open_matter(town))

    assert (found.station, found.handler.name) == (town.net.north, "沈知夏")
    assert found.why == ("经营主体 云朵家具铺 归这个站", "本户联络员")


def test_the_proposal_for_a_signal_goes_past_liaison_and_village(town):
    found = queries.proposal_for(town.song, open_matter(town, Kind.SIGNAL))

    assert (found.station, found.handler.name) == (town.net.north, "林拾穗")
    assert "沈知夏" not in {candidate.name for candidate in found.candidates}


def test_without_a_shop_the_village_leads_to_its_station(town):
    found = queries.proposal_for(town.song, open_matter(town, business=None, community=town.net.heron))

    assert (found.station, found.handler.name) == (town.net.south, "何禾")


def test_a_place_alone_leads_nowhere_and_says_so(town):
    found = queries.proposal_for(town.song, open_matter(town, business=None, place="码头边上"))

    assert (found.station, found.handler) == (None, None)
    assert found.why == ("按地址没有定到指导站，请选一个",)


@pytest.mark.parametrize(
    "role",
    [Role.ASSOCIATION, Role.ASSESSMENT_OFFICE, Role.AUDITOR, Role.SECURITY_OFFICER, Role.SYSTEM_OPERATOR, Role.MEDIATOR],
)
def test_roles_without_content_see_none(town, role):
    cases = [open_matter(town, Kind.COMPLAINT), *(dispatched(town, kind) for kind in Kind if kind != Kind.COMPLAINT)]
    viewer = viewer_as(role, town.net.bureau)

    assert not any(seen(viewer, case) for case in cases)


def test_a_foreign_case_answers_like_an_unknown_one(town):
    case = dispatched(town, Kind.SIGNAL)

    with pytest.raises(NotFound) as foreign:
        queries.case_for(town.shen, case.public_id)
    with pytest.raises(NotFound) as unknown:
        queries.case_for(town.shen, town.shop.public_id)

    assert str(foreign.value) == str(unknown.value)


@pytest.fixture
def with_name(town):
    raiser = actions.RaisedBy("顾问渠", PHONE, Reach.PHONE)
    return dispatched(town, raiser=raiser)


def test_name_and_phone_are_sealed_in_the_database(with_name):
    stored = Raiser.objects.values_list("name", "phone").get(case=with_name)

    assert "顾问渠" not in str(stored[0])
    assert PHONE not in str(stored[1])


def test_the_handler_reads_the_identity_for_a_purpose_and_stands_on_the_case(town, with_name):
    found = actions.read_identity(case=with_name, purpose=Purpose.CONTACT, by=town.shen)

    assert found == actions.Identity("顾问渠", PHONE)
    line = queries.seen_and_done(with_name)[0]
    assert (line.who, line.what, line.purpose) == ("沈知夏", "看了提出人身份", "联系提出人核实情况")


@pytest.mark.parametrize("who", ["song", "chen", "village", "leader", "he"])
def test_everybody_else_is_refused_the_identity_and_nothing_is_written(town, with_name, who):
    with pytest.raises(rules.IdentityNotForYou):
        actions.read_identity(case=with_name, purpose=Purpose.CONTACT, by=getattr(town, who))

    assert not Event.objects.filter(verb="raiser.read").exists()


def test_intake_reads_it_while_nobody_handles_it(town):
    case = open_matter(town, raiser=actions.RaisedBy("顾问渠", PHONE, Reach.PHONE))

    assert actions.read_identity(case=case, purpose=Purpose.CONTACT, by=town.song).phone == PHONE


def test_another_purpose_is_written_out(town, with_name):
    with pytest.raises(rules.PurposeMissing):
        actions.read_identity(case=with_name, purpose=Purpose.OTHER, words=" ", by=town.shen)


def test_name_and_phone_are_erased_when_their_time_is_over(town):
    case = closed(town, raiser=actions.RaisedBy("顾问渠", PHONE, Reach.PHONE))
    Raiser.objects.update(erase_on=case.closed_on)

    assert [actions.erase_raisers(by=actions.CLOCK), actions.erase_raisers(by=actions.CLOCK)] == [1, 0]
    with pytest.raises(rules.NoIdentity):
        actions.read_identity(case=case, purpose=Purpose.CONTACT, by=town.lin)


def test_counts_of_the_liaison_do_not_move_with_a_signal(town):
    open_matter(town)
    before = (queries.case_list(viewer=town.shen).count, queries.open_by_age(viewer=town.shen))

    dispatched(town, Kind.SIGNAL)

    assert (queries.case_list(viewer=town.shen).count, queries.open_by_age(viewer=town.shen)) == before


def test_lists_continue_after_the_last_row_without_gap_or_repeat(town, monkeypatch):
    monkeypatch.setattr("yingzhou.work.cases.queries.lists.PAGE", 2)
    made = {open_matter(town).public_id for _ in range(5)}

    found, after = [], None
    for _ in range(3):
        page = queries.case_list(viewer=town.song, after=after)
        found += [case.public_id for case in page.cases]
        after = page.after

    assert (set(found), len(found), after) == (made, 5, None)


@pytest.fixture
def deputy(town):
    """He, head of the south, stands in for the liaison of the shop."""
    Leave.objects.create(
        officer_id=town.shen.officer_id, deputy_id=town.he.officer_id, since=today(), until=today() + timedelta(days=7)
    )
    found = viewer_for(officer_of(town.he), on=today())
    assert found is not None
    return found


def test_a_deputy_sees_and_handles_what_the_other_handles(town, deputy):
    case = dispatched(town)

    assert seen(deputy, case)
    assert actions.start_case(case=case, by=deputy).stage == "handling"
    assert queries.pressing(viewer=deputy)[0].why == "您在代沈知夏办"


def test_a_deputy_of_the_liaison_is_kept_from_the_signal_as_the_liaison_is(town, deputy):
    assert not seen(deputy, dispatched(town, Kind.SIGNAL))


def test_a_deputy_of_the_handler_counts_as_the_handler_and_closes_nothing(town):
    case = handed_in(town)
    Leave.objects.create(
        officer_id=town.shen.officer_id, deputy_id=town.lin.officer_id, since=today(), until=today() + timedelta(days=7)
    )
    lin = viewer_for(officer_of(town.lin), on=today())

    with pytest.raises(rules.NotByYourself):
        actions.close_case(case=case, outcome=Outcome.DONE, by=lin)
