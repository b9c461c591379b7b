from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.network import make_net, officer_as
from tests.web.browser import axe, blocked, prefer, shoot, sideways
from yingzhou.base.jobs import failures, reading
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import Role

pytestmark = pytest.mark.django_db
PAGE = reverse("desk:health")


@pytest.fixture
def bureau():
    return make_net().bureau


@pytest.fixture
def operator(bureau):
    return officer_as(Role.SYSTEM_OPERATOR, bureau)


def give_up(count: int) -> None:
    with connection.cursor() as cursor:
        for number in range(count):
            cursor.execute(
                "insert into procrastinate_jobs (queue_name, task_name, status) values ('default', %s, 'failed')", [f"t.{number}"]
            )
    failures.adopt()


def test_those_without_the_task_are_told_who_has_it(client, bureau):
    client.force_login(officer_as(Role.LIAISON, bureau))

    answer = client.get(PAGE)

    assert answer.status_code == 403
    assert "系统管理员" in answer.content.decode()


def test_the_page_says_what_the_doctor_says_with_the_remedy(client, operator):
    client.force_login(operator)

    page = client.get(PAGE).content.decode()

    assert "作业进程从未启动" in page
    assert "重启 yingzhou up" in page


def test_as_many_queries_for_three_failures_as_for_one(client, operator, django_assert_num_queries):
    client.force_login(operator)
    give_up(1)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        client.get(PAGE)
    give_up(2)

    with django_assert_num_queries(len(one)):
        client.get(PAGE)


def test_the_operator_can_try_again_what_failed(client, operator):
    give_up(1)
    (letter,) = reading.dead_letters()
    client.force_login(operator)

    answer = client.post(reverse("desk:job_retry", args=[letter.public_id]), follow=True)

    assert "已重新排队" in answer.content.decode()
    assert reading.dead_letters() == ()
    assert [event.verb for event in Event.objects.filter(actor=operator.actor)] == ["job.retry"]


def test_a_leader_may_look_but_not_retry(client, bureau):
    give_up(1)
    (letter,) = reading.dead_letters()
    client.force_login(officer_as(Role.BUREAU_LEADER, bureau))

    page = client.get(PAGE).content.decode()
    answer = client.post(reverse("desk:job_retry", args=[letter.public_id]))

    assert "t.0" in page
    assert "再试一次" not in page
    assert answer.status_code == 403
    assert len(reading.dead_letters()) == 1


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_anyone_can_read_it(page, live, sign_in, bureau, operator, theme, language):
    give_up(2)
    sign_in(page, operator.username)
    prefer(page, live, theme=theme, language=language)

    page.goto(live + PAGE)

    assert axe(page) == []
    assert sideways(page) == 0
    assert blocked(page) == []
    shoot(page, f"health-{theme}-{language}")
