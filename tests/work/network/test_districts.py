"""A district is a folder of data: loaded once, found by its addresses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from yingzhou.base.actors import SYSTEM
from yingzhou.base.trail.models import Event
from yingzhou.work.network import actions
from yingzhou.work.network.choices import Kind, Line
from yingzhou.work.network.models import ObligationType, Organization, Placement
from yingzhou.work.network.queries import locator

LUTING = Path(__file__).parents[2] / "data/districts/luting"
CHONGMING = Path(__file__).parents[3] / "districts/chongming"
DAY = date(2026, 9, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def luting():
    return actions.load_district(LUTING, by=SYSTEM)


def name_of(pk):
    return Organization.objects.get(pk=pk).name if pk else None


def test_loading_founds_the_bureau_stations_towns_and_villages_and_leaves_one_line(luting):
    kinds = {kind: Organization.objects.filter(kind=kind).count() for kind in Kind}

    assert kinds == {
        Kind.BUREAU: 1,
        Kind.STATION: 3,
        Kind.TOWNSHIP: 3,
        Kind.COMMUNITY: 10,
        Kind.DEPARTMENT: 1,
        Kind.ASSOCIATION: 1,
    }
    assert (luting.organizations, luting.placements) == (19, 25)
    line = Event.objects.get(verb="district.load")
    assert (line.subject_id, line.facts["founded"], line.facts["placed"]) == (luting.bureau.public_id, 19, 25)


def test_loading_twice_changes_nothing(luting):
    again = actions.load_district(LUTING, by=SYSTEM)

    assert (again.organizations, again.placements, again.agreements) == (0, 0, 0)
    assert Event.objects.filter(verb="district.load").count() == 1


def test_loading_agrees_on_what_the_folder_names_each_with_a_line(luting):
    visit = ObligationType.objects.get(name="站里到村居走访一次")

    assert luting.agreements == ObligationType.objects.count() == 3
    assert (visit.debtor_kind, visit.creditor_kind, visit.due_day, visit.since) == ("station", "community", 10, date(2024, 3, 1))
    assert Event.objects.get(verb="obligation_type.agree", subject_id=visit.public_id).facts["recurrence"] == "quarterly"


def test_an_agreement_the_bureau_has_ended_since_stays_ended(luting):
    visit = ObligationType.objects.get(name="站里到村居走访一次")
    actions.end_type(type=visit, until=DAY, by=SYSTEM)

    again = actions.load_district(LUTING, by=SYSTEM)

    assert again.agreements == 0
    assert [row.until for row in ObligationType.objects.filter(name=visit.name)] == [DAY]


def test_a_village_the_bureau_has_moved_since_stays_where_it_is(luting):
    village = Organization.objects.get(name="菱角村")
    other = Organization.objects.get(name="蓼苇站")
    actions.reparent(child=village, parent=other, since=date(2099, 1, 1), by=SYSTEM)
    before = set(Placement.objects.values_list("child_id", "parent_id", "line", "since", "until"))

    actions.load_district(LUTING, by=SYSTEM)

    assert set(Placement.objects.values_list("child_id", "parent_id", "line", "since", "until")) == before


def test_stations_are_marked_as_illustrative_and_codes_bear_their_series(luting):
    assert set(Organization.objects.filter(kind=Kind.STATION).values_list("is_illustrative", flat=True)) == {True}
    assert set(Organization.objects.exclude(code="").values_list("code_series", flat=True)) == {"INVENTED-1"}


def test_an_address_leads_to_village_township_and_station(luting):
    found = locator(on=DAY).locate("云泽省鹭汀县蓼湾镇同舟村8号")

    assert [name_of(pk) for pk in (found.township_id, found.community_id, found.station_id)] == ["蓼湾镇", "同舟村", "蓼苇站"]


def test_a_township_under_one_station_tells_the_station_and_one_under_two_does_not(luting):
    places = locator(on=DAY)

    assert name_of(places.locate("蓼湾镇长堤路8号").station_id) == "蓼苇站"
    assert name_of(places.locate("荷沼镇长堤路8号").station_id) is None


def test_the_station_is_the_one_of_the_day(luting):
    village = Organization.objects.get(name="菱角村")
    actions.reparent(child=village, parent=Organization.objects.get(name="蓼苇站"), since=date(2099, 1, 1), by=SYSTEM)

    before, after = (locator(on=day).locate("荷沼镇菱角村8号") for day in (DAY, date(2099, 1, 1)))

    assert [name_of(found.station_id) for found in (before, after)] == ["荷沼站", "蓼苇站"]


def test_an_empty_net_finds_nothing_and_says_so():
    found = locator(on=DAY).locate("荷沼镇菱角村8号")

    assert (found.station_id, found.resolution.why) == (None, ("没有写乡镇，也没有认得的村居",))


def test_the_real_district_loads_whole(django_assert_max_num_queries):
    with django_assert_max_num_queries(80):
        loaded = actions.load_district(CHONGMING, by=SYSTEM)

    assert (Organization.objects.filter(kind=Kind.COMMUNITY).count(), Organization.objects.filter(kind=Kind.STATION).count()) == (
        361,
        24,
    )
    assert Placement.objects.filter(line=Line.STATION, child__kind=Kind.COMMUNITY).count() == 361
    assert loaded.bureau.aliases[0] == "上海市"
