"""One business, one page, one timeline over the rooms."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.factories.cases import closed, dispatched, make_town, open_matter
from tests.factories.registry import make_business, make_permit
from yingzhou.base.actors import Agent
from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound
from yingzhou.work.cases.choices import Kind
from yingzhou.work.overview.queries.business import business_page
from yingzhou.work.overview.queries.registry import Asked, registry_list
from yingzhou.work.overview.queries.timeline import place_of, timeline_of
from yingzhou.work.registry.actions.merges import merge, unmerge
from yingzhou.work.registry.models import Business

pytestmark = pytest.mark.django_db

CLERK = Agent("clerk")


@pytest.fixture
def town():
    return make_town()


def titles(view) -> list[str]:
    return [str(entry.title) for entry in view.timeline.entries]


def page(town, viewer, **asked):
    return business_page(viewer, town.shop.public_id, on=today(), **asked)


def test_matters_liaisons_permits_and_facts_stand_on_one_timeline(town):
    matter = dispatched(town)
    make_permit(town.shop, issued_on=date(2025, 5, 1))

    told = titles(page(town, town.lin))

    assert f"诉求：{matter.title}" in told
    assert [title for title in told if title != f"诉求：{matter.title}"] == ["建档", "取得食品经营许可证", "沈知夏任联络员"]


def test_open_matters_stand_beside_it_until_they_are_closed(town):
    case = closed(town)
    still_open = open_matter(town, text="门口的路灯不亮")

    view = page(town, town.song)

    assert [one.public_id for one in view.open_cases] == [still_open.public_id]
    assert f"办结：{case.title}" in titles(view)


def test_a_signal_about_the_shop_does_not_show_to_its_own_liaison(town):
    signal = open_matter(town, Kind.SIGNAL)

    seen_by = {who: f"线索：{signal.title}" in titles(page(town, getattr(town, who))) for who in ("song", "shen", "village")}

    assert seen_by == {"song": True, "shen": False, "village": False}


def test_a_business_of_another_station_is_not_found(town):
    for public_id in (town.shop.public_id, uuid4()):
        with pytest.raises(NotFound):
            business_page(town.he, public_id, on=today())


def test_paging_through_shows_every_line_once_in_one_order(town):
    for at in range(12):
        Business.objects.filter(pk=town.shop.pk).update(employees=at)
        make_permit(town.shop, issued_on=date(2024, 1, 1) + timedelta(days=at // 3))
        open_matter(town, text=f"第 {at} 件")
    whole = timeline_of(town.shop, town.song, contacts=[], size=200).entries

    paged, cursor = [], ""
    while True:
        part = timeline_of(town.shop, town.song, contacts=[], size=5, cursor=cursor)
        paged += part.entries
        cursor = part.more
        if not cursor:
            break

    assert [entry.place for entry in paged] == [entry.place for entry in whole]
    assert len(whole) == len({entry.place for entry in whole}) >= 36


def test_a_strand_shows_only_its_kind(town):
    open_matter(town)
    make_permit(town.shop, issued_on=date(2025, 5, 1))

    assert {entry.strand.name for entry in page(town, town.song, strand="permits").timeline.entries} == {"permits"}
    assert {entry.strand.name for entry in page(town, town.song, strand="cases").timeline.entries} == {"cases"}


def test_the_list_counts_open_matters_the_viewer_may_know_of(town):
    open_matter(town)
    open_matter(town, Kind.SIGNAL)
    make_business("没有事的店", station=town.net.north)

    counted = {
        who: list(registry_list(getattr(town, who), Asked(with_open=True), on=today()).open_matters.values())
        for who in ("song", "leader")
    }

    assert counted == {"song": [2], "leader": [1]}
    assert [row.name for row in registry_list(town.song, Asked(with_open=True), on=today()).page.rows] == ["云朵家具铺"]


@pytest.mark.parametrize("text", ["", "~", "nonsense", "2026-01-01~x", "2026-01-01T00:00:00"])
def test_what_is_no_cursor_is_the_beginning(text):
    assert place_of(text) is None


def test_matters_and_liaisons_go_along_with_a_merge_and_come_back(town):
    keep = make_business("云朵家具", station=town.net.north)
    matter = open_matter(town)

    merged = merge(keep=keep, lose=town.shop, why="同一户", by=CLERK)
    view = business_page(town.lin, keep.public_id, on=today())
    matter.refresh_from_db()
    assert (matter.business_id, view.liaison.officer.name) == (keep.pk, "沈知夏")

    unmerge(merge=merged, by=CLERK)
    matter.refresh_from_db()
    assert matter.business_id == town.shop.pk
    assert business_page(town.lin, keep.public_id, on=today()).liaison is None
