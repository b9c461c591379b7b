"""Who sees which businesses, lists by keyset, duplicates."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from tests.factories.registry import make_business, make_permit, make_place, make_premises, make_tag, put_tag
from yingzhou.base.actors import Agent
from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.choices import SEPARATED, Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Grant, Viewer
from yingzhou.work.liaison.models import Contact
from yingzhou.work.network.choices import Kind as OrganizationKind
from yingzhou.work.registry.actions.merges import merge
from yingzhou.work.registry.actions.people import add_contact
from yingzhou.work.registry.queries.businesses import (
    Filters,
    business_for,
    businesses,
    count_of,
    facets_of,
    page_of,
)
from yingzhou.work.registry.queries.duplicates import duplicates_of
from yingzhou.work.registry.queries.scope import READERS, visible_to

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
CLERK = Agent("clerk")


def viewer(role: Role, *, station=None, community=None, everywhere=False, officer_id=0) -> Viewer:
    """A viewer with one grant."""
    grant = Grant(
        role=role,
        organization_id=1,
        organization_name="某处",
        station_ids=frozenset({station.pk} if station else ()),
        community_ids=frozenset({community.pk} if community else ()),
        everywhere=everywhere,
    )
    return Viewer(officer_id=officer_id, public_id=uuid4(), name="某人", grants=(grant,))


LEADER = viewer(Role.BUREAU_LEADER, everywhere=True)


def names(found) -> list[str]:
    return sorted(found.values_list("name", flat=True))


@pytest.fixture
def two_places():
    station, village = make_place(), make_place(OrganizationKind.COMMUNITY, "望潮村")
    make_business("这个站", station=station)
    make_business("这个村", station=station, community=village)
    make_business("别的站", station=make_place(), community=make_place(OrganizationKind.COMMUNITY, "别村"))
    make_business("没有站")
    return station, village


@pytest.mark.parametrize("role", [Role.STATION_OFFICER, Role.STATION_HEAD])
def test_a_station_sees_its_businesses(two_places, role):
    station, _village = two_places

    assert names(visible_to(viewer(role, station=station), on=TODAY)) == ["这个村", "这个站"]


def test_a_village_worker_sees_the_village(two_places):
    _station, village = two_places

    assert names(visible_to(viewer(Role.VILLAGE_WORKER, community=village), on=TODAY)) == ["这个村"]


def test_a_leader_sees_all(two_places):
    assert visible_to(LEADER, on=TODAY).count() == 4


def test_a_liaison_sees_those_in_contact_today_and_no_other_of_the_station(two_places):
    station, _village = two_places
    officer = Officer.objects.create(username="l", name="陈一舟")
    now, past = make_business("现在联系", station=station), make_business("从前联系", station=station)
    Contact.objects.create(officer=officer, business=now, since=date(2026, 1, 1))
    Contact.objects.create(officer=officer, business=past, since=date(2025, 1, 1), until=TODAY)

    seen = visible_to(viewer(Role.LIAISON, station=station, officer_id=officer.pk), on=TODAY)

    assert names(seen) == ["现在联系"]


@pytest.mark.parametrize("role", sorted(set(Role) - set(READERS)))
def test_no_other_role_sees_any_business(two_places, role):
    station, village = two_places

    seen = visible_to(viewer(role, station=station, community=village, everywhere=True), on=TODAY)

    assert not seen.exists()


def test_the_separated_roles_are_among_those_that_see_nothing():
    assert not SEPARATED & set(READERS)


def test_a_foreign_business_answers_like_an_unknown_one(two_places):
    station, _village = two_places
    foreign = make_business("别家")

    for public_id in (foreign.public_id, uuid4()):
        with pytest.raises(NotFound):
            business_for(viewer(Role.STATION_HEAD, station=station), public_id, on=TODAY)


def test_lists_go_forward_and_back_by_keyset():
    made = [make_business(f"店{at}") for at in range(5)]
    found = businesses(LEADER, Filters(), on=TODAY)

    first = page_of(found, size=2)
    second = page_of(found, after=first.after, size=2)
    third = page_of(found, after=second.after, size=2)
    back = page_of(found, before=third.before, size=2)

    assert [row.name for page in (first, second, third) for row in page.rows] == [one.name for one in made[::-1]]
    assert (first.before, third.after) == (None, None)
    assert [row.name for row in back.rows] == ["店2", "店1"]


def test_an_unknown_place_in_the_list_is_an_empty_page():
    make_business()

    assert page_of(businesses(LEADER, Filters(), on=TODAY), after=uuid4()).rows == []


def test_each_filter_narrows_and_merged_rows_are_left_out():
    station, tag = make_place(), make_tag("连锁")
    inn = make_business("月亮民宿", station=station, industry_code="6130", kind="individual")
    mill = make_business("稻草人米业", industry_code="1311", kind="enterprise", size="small", status="dormant")
    put_tag(tag, mill)
    make_permit(inn, expires_on=date(2026, 12, 1))
    merge(keep=mill, lose=make_business("稻草人"), why="同一户", by=CLERK)

    def found(**facts):
        return names(businesses(LEADER, Filters(**facts), on=TODAY))

    assert found() == ["月亮民宿", "稻草人米业"]
    assert found(text="草人") == ["稻草人米业"]
    assert found(kinds=("individual",)) == ["月亮民宿"]
    assert found(statuses=("dormant",)) == ["稻草人米业"]
    assert found(sizes=("micro", "small")) == ["稻草人米业"]
    assert found(stations=(station.public_id,)) == ["月亮民宿"]
    assert found(industries=("13", "01")) == ["稻草人米业"]
    assert found(tags=(tag.public_id,)) == ["稻草人米业"]
    assert found(expiring=True) == ["月亮民宿"]
    assert found(unseated=True) == ["稻草人米业"]
    assert found(ids=(inn.public_id,)) == ["月亮民宿"]


def test_counts_and_facets_come_from_one_reading():
    village = make_place(OrganizationKind.COMMUNITY, "望潮村")
    for code in ("6210", "6220", "1311"):
        make_business(industry_code=code, community=village)
    found = businesses(LEADER, Filters(), on=TODAY)

    facets = facets_of(found)

    assert (count_of(found), facets.total, facets.is_capped) == (3, 3, False)
    assert facets.divisions == {"62": 2, "13": 1}
    assert facets.communities == {village.pk: 3}


def test_duplicates_come_with_their_reasons_the_likeliest_first():
    ours = make_business("望潮稻草人米业有限公司", registered_address="望潮村3号", uscc="91310000132207927C")
    add_contact(business=ours, name="陈", phone="13812340000", by=CLERK)
    same = make_business("望潮稻草人米业有限公司", registered_address="望潮村3号")
    like = make_business("望潮稻草仁米业有限公司")
    phone = make_business("全不相干")
    add_contact(business=phone, name="陈", phone="138 1234 0000", by=CLERK)
    there = make_business("隔壁小店")
    make_premises(there, "望潮村 3 号")
    make_business("望潮面馆有限公司")

    found = duplicates_of(ours, LEADER, on=TODAY)

    assert [(one.business, [str(reason) for reason in one.reasons]) for one in found] == [
        (same, ["名称相同", "地址相同"]),
        (phone, ["联系电话相同"]),
        (like, ["名称相近"]),
        (there, ["地址相同"]),
    ]


def test_duplicates_are_sought_among_what_the_viewer_sees():
    station = make_place()
    ours = make_business("稻草人米业", station=station)
    make_business("稻草人米业")

    assert duplicates_of(ours, viewer(Role.STATION_HEAD, station=station), on=TODAY) == []
