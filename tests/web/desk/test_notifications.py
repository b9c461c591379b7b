from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.accounts import make_officer
from tests.factories.network import make_net, officer_as
from tests.web.browser import axe, blocked, prefer, shoot, sideways
from yingzhou.base.outbox import reading
from yingzhou.base.outbox.models import Preference
from yingzhou.base.outbox.writing import notify
from yingzhou.work.accounts.choices import Role

pytestmark = pytest.mark.django_db
LIST = reverse("desk:notifications")


@pytest.fixture
def head():
    return officer_as(Role.STATION_HEAD, make_net().north)


def test_strangers_are_turned_away(client):
    assert client.get(LIST).url.startswith("/desk/sign-in/")


def test_an_empty_inbox_says_what_will_come(client, head):
    client.force_login(head)

    assert "还没有通知" in client.get(LIST).content.decode()


def test_the_list_shows_mine_and_only_mine_and_the_bell_counts_them(client, head):
    notify(to=head, title="有一件新事项", urgency="urgent")
    notify(to=make_officer(), title="别人的事")
    client.force_login(head)

    page = client.get(LIST).content.decode()

    assert "有一件新事项" in page
    assert "别人的事" not in page
    assert "通知，1 条未读" in page


def test_as_many_queries_for_three_as_for_one(client, head, django_assert_num_queries):
    client.force_login(head)
    notify(to=head, title="第一件")
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    notify(to=head, title="第二件")
    notify(to=head, title="第三件")

    with django_assert_num_queries(len(one)):
        client.get(LIST)


def test_opening_one_reads_it_and_leads_to_what_it_is_about(client, head):
    told = notify(to=head, title="有一件新事项", url="/desk/cases/x/")
    client.force_login(head)

    answer = client.get(reverse("desk:notification", args=[told.public_id]))

    assert answer.url == "/desk/cases/x/"
    assert reading.unread_count(head.pk) == 0


@pytest.mark.parametrize("url", ["//evil.example/", "/\\evil.example/", "https://evil.example/", ""])
def test_a_notification_never_leads_out_of_the_house(client, head, url):
    told = notify(to=head, title="有一件新事项", url=url)
    client.force_login(head)

    assert client.get(reverse("desk:notification", args=[told.public_id])).url == LIST


def test_that_of_another_answers_like_an_unknown_one(client, head):
    told = notify(to=make_officer(), title="别人的事")
    client.force_login(head)

    assert client.get(reverse("desk:notification", args=[told.public_id])).status_code == 404


def test_all_can_be_marked_as_read(client, head):
    notify(to=head, title="第一件")
    notify(to=head, title="第二件")
    client.force_login(head)

    answer = client.post(reverse("desk:notifications_read"), follow=True)

    assert "2条标为已读" in answer.content.decode()
    assert reading.unread_count(head.pk) == 0


def test_what_one_chose_is_shown_again(client, head):
    client.force_login(head)
    wants = {"channels": ["email", "sms"], "digest": "on", "quiet_from": "20:00", "quiet_until": "08:00"}

    client.post(reverse("desk:notification_preferences"), wants)

    kept = Preference.objects.get(officer=head)
    page = client.get(reverse("desk:notification_preferences")).content.decode()
    assert (kept.email, kept.sms, kept.webhook, kept.digest) == (True, True, False, True)
    assert 'value="20:00"' in page


def test_what_does_not_make_sense_comes_back_with_what_was_typed(client, head):
    client.force_login(head)

    answer = client.post(reverse("desk:notification_preferences"), {"quiet_from": "25:00", "quiet_until": "08:00"})

    assert answer.status_code == 422
    assert 'value="25:00"' in answer.content.decode()
    assert not Preference.objects.exists()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["desk:notifications", "desk:notification_preferences"])
def test_anyone_can_read_them(page, live, sign_in, head, theme, name):
    notify(to=head, title="有一件新事项", body="芦苇站转来一件", urgency="urgent")
    notify(to=head, title="名单已更新")
    sign_in(page, head.username)
    prefer(page, live, theme=theme)

    page.goto(live + reverse(name))

    assert axe(page) == []
    assert sideways(page) == 0
    assert blocked(page) == []
    shoot(page, f"{name.removeprefix('desk:')}-{theme}")
