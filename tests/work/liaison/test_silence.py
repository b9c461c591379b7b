from __future__ import annotations

import io
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.liaison import make_contact
from tests.factories.network import make_net, officer_as, viewer_as
from tests.factories.registry import make_business, make_permit
from yingzhou.base.clock import SHANGHAI, now, today
from yingzhou.base.documents.lists import export
from yingzhou.rulebook import figure
from yingzhou.work.accounts.choices import Role
from yingzhou.work.liaison.choices import SilentClass
from yingzhou.work.liaison.queries.silence import Asked, asked_of, silent_count, silent_page
from yingzhou.work.overview.queries.todo import todo
from yingzhou.work.registry.choices import Kind
from yingzhou.work.visits.models import Visit

pytestmark = pytest.mark.django_db
TODAY = today()
LONG_AGO = TODAY - timedelta(days=2000)


@pytest.fixture
def net():
    return make_net()


@pytest.fixture
def head(net):
    return viewer_as(Role.STATION_HEAD, net.north)


def limit(which: SilentClass) -> int:
    return int(figure(f"liaison.silent_days_{which}", on=TODAY).value)


def shop(net, name: str, *, days: int | None, **facts):
    """A business somebody visited so many days ago, or nobody ever did."""
    facts.setdefault("registered_on", LONG_AGO)
    made = make_business(name, station=net.north, **facts)
    if days is not None:
        day = TODAY - timedelta(days=days)
        at = datetime.combine(day, datetime.min.time(), SHANGHAI)
        Visit.objects.create(
            business=made,
            station=net.north,
            officer=officer_as(Role.LIAISON, net.north),
            visited_on=day,
            began_at=at,
            ended_at=at,
            received_at=now(),
        )
    return made


def named(page) -> list[str]:
    return [row.business.name for row in page.rows]


def test_only_those_past_their_own_limit_are_on_the_list_the_longest_first(net, head):
    food, other = limit(SilentClass.FOOD), limit(SilentClass.INDIVIDUAL)
    make_permit(shop(net, "小吃，刚好到期限", days=food))
    make_permit(shop(net, "小吃，过了一天", days=food + 1))
    shop(net, "五金，同样久", days=food + 1)
    shop(net, "五金，过了", days=other + 1)
    shop(net, "企业，过了", days=limit(SilentClass.ENTERPRISE) + 30, kind=Kind.ENTERPRISE)
    shop(net, "从来没人去过", days=None)
    shop(net, "新开的", days=None, registered_on=TODAY - timedelta(days=10))

    page = silent_page(head, Asked(), on=TODAY)

    assert named(page) == ["从来没人去过", "企业，过了", "五金，过了", "小吃，过了一天"]
    assert [(row.days, row.limit) for row in page.rows][-1] == (food + 1, food)
    assert (page.rows[0].last, page.rows[0].days, page.total) == (None, None, 4)
    assert named(silent_page(head, Asked(which=SilentClass.FOOD), on=TODAY)) == ["小吃，过了一天"]


def test_the_latest_visit_counts(net, head):
    twice = shop(net, "去过两次", days=limit(SilentClass.INDIVIDUAL) + 50)
    officer = officer_as(Role.LIAISON, net.north)
    Visit.objects.create(
        business=twice, station=net.north, officer=officer, visited_on=TODAY, began_at=now(), ended_at=now(), received_at=now()
    )

    assert silent_count(head, on=TODAY) == 0


def test_a_head_sees_the_own_station_and_whose_it_is(net, head):
    zhou = officer_as(Role.LIAISON, net.north, "周听澜")
    make_contact(shop(net, "本站的", days=None), zhou)
    make_business("别站的", station=net.south, registered_on=LONG_AGO)

    page = silent_page(head, asked_of(head, "", str(net.south.public_id), on=TODAY), on=TODAY)

    assert [(row.business.name, row.liaison) for row in page.rows] == [("本站的", "周听澜")]


def test_who_took_a_business_over_lately_is_given_the_time_to_go_there(net, head):
    most = limit(SilentClass.INDIVIDUAL)
    for name, days in (("刚好到期限", most), ("过了一天", most + 1)):
        make_contact(shop(net, name, days=None), officer_as(Role.LIAISON, net.north), since=TODAY - timedelta(days=days))

    assert named(silent_page(head, Asked(), on=TODAY)) == ["过了一天"]


def test_a_page_costs_the_same_for_one_row_and_for_many(net, head):
    shop(net, "一户", days=None)
    with CaptureQueriesContext(connection) as for_one:
        silent_page(head, Asked(), on=TODAY)
    for number in range(4):
        shop(net, f"又一户{number}", days=None)
    with CaptureQueriesContext(connection) as for_many:
        named(silent_page(head, Asked(), on=TODAY))

    assert len(for_many) == len(for_one)


def test_the_list_can_be_taken_away(net, head):
    shop(net, "从来没人去过", days=None)
    file = io.BytesIO()

    manifest = export("silent", file, viewer=head, by=head, asked={"which": ["individual"]}, form="csv")

    assert manifest.rows == 1
    assert "从来没人去过" in file.getvalue().decode("utf-8-sig")


def test_the_head_is_told_how_many_there_are(net, head):
    shop(net, "从来没人去过", days=None)

    items = [item for group in todo(viewer=head).groups for item in group.items]
    titles = [item.title for item in items if item.page == "desk:liaison_silent"]

    assert titles == ["多久没联系：1 户过了期限"]
