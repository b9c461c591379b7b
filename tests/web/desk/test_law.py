"""期限与依据: read, worked out, added to."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.cases import make_town, officer_of, open_matter
from tests.factories.clocks import approve_year, make_clock, waiting_figure, waiting_notice
from tests.factories.network import make_net, officer_as, viewer_as
from yingzhou.base.figures.models import OwnFigure, OwnYear
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import Role

pytestmark = pytest.mark.django_db

NOTICE = {
    "year": "2027",
    "source": "测试用的2027年放假安排（测试〔2026〕1号）",
    "published": "2026-11-05",
    "rest": "元旦: 2027-01-01..2027-01-03\n春节：2027-02-05..2027-02-13\n清明节: 2027-04-03..2027-04-05\n"
    "劳动节: 2027-05-01..2027-05-05\n端午节: 2027-06-09\n中秋节: 2027-09-15\n国庆节: 2027-10-01..2027-10-07",
    "statutory": "2027-01-01, 2027-02-05..2027-02-08, 2027-04-05, 2027-05-01, 2027-05-02, 2027-06-09, 2027-09-15, "
    "2027-10-01..2027-10-03",
    "made_up": "2027-02-14, 2027-02-20",
}


@pytest.fixture
def clerk(client: Client):
    net = make_net()
    officer = officer_as(Role.DEPARTMENT, net.bureau, "宋晚舟")
    client.force_login(officer)
    return officer


@pytest.mark.parametrize("name", ["desk:law", "desk:law_calendars", "desk:law_calculator", "desk:law_adding"])
def test_a_stranger_is_sent_to_sign_in(client: Client, name: str):
    assert client.get(reverse(name)).status_code == 302


def test_a_figure_is_found_by_a_word_with_the_value_of_a_day_its_source_and_its_mark(client, clerk):
    page = client.get(reverse("desk:law"), {"q": "complaints.mediation", "on": "2026-04-14"}).content.decode()

    assert "45 个工作日" in page
    assert "第二十一条" in page
    assert "B 有旁证，未核原文" in page


def test_what_was_not_checked_can_be_listed_alone(client, clerk):
    page = client.get(reverse("desk:law"), {"unconfirmed": "on"}).content.decode()

    assert "records.network_log_months" in page
    assert "penalties.withdrawal_days" not in page


def test_an_empty_search_says_what_to_do(client, clerk):
    assert "没有这样的规定" in client.get(reverse("desk:law"), {"q": "独角兽"}).content.decode()


def test_a_calendar_year_shows_its_notice_and_its_amendment(client, clerk):
    page = client.get(reverse("desk:law_calendars"), {"year": "2020"}).content.decode()

    assert "国办发明电〔2019〕16号" in page
    assert "国办发明电〔2020〕1号" in page
    assert "没有 1999 年的放假安排" in client.get(reverse("desk:law_calendars"), {"year": "1999"}).content.decode()


def test_a_day_is_worked_out_with_its_derivation(client, clerk):
    asked = {"figure": "complaints.acceptance_days", "start": "2026-04-30"}

    page = client.get(reverse("desk:law_calculator"), asked).content.decode()

    assert '<time datetime="2026-05-13">' in page
    assert page.count('class="is-count"') == 6
    assert page.count('class="is-due"') == 1


def test_days_of_testing_and_an_extension_go_into_the_calculation(client, clerk):
    asked = {
        "figure": "reports.check_days",
        "start": "2026-05-06",
        "extended": "on",
        "pause_from": "2026-05-11",
        "pause_to": "2026-05-12",
    }

    page = client.get(reverse("desk:law_calculator"), asked).content.decode()

    assert "30 个工作日" in page
    assert "延长第 15 日" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"start": ""}, "id_start"),
        ({"start": "0001-01-01"}, "1990 年到 2100 年"),
        ({"pause_from": "2026-05-11"}, "两头都要填"),
        ({"pause_from": "2026-05-11", "pause_to": "2026-05-01"}, "不能早于开始的那天"),
        ({"extended": "on"}, "没有规定可以延长"),
        ({"start": "1995-01-01"}, "不能起算"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why_and_keeps_what_was_typed(client, clerk, changes, words):
    asked = {"figure": "complaints.acceptance_days", "start": "2026-04-30", **changes}

    answer = client.get(reverse("desk:law_calculator"), asked)

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_notice_is_typed_by_one_and_approved_by_another(client, clerk):
    first = client.post(reverse("desk:law_year_enter"), NOTICE)
    own = OwnYear.objects.get()
    refused = client.post(reverse("desk:law_year_approve", args=[own.public_id]))
    leader = viewer_as(Role.BUREAU_LEADER, make_town().net.bureau)
    client.force_login(officer_of(leader))
    done = client.post(reverse("desk:law_year_approve", args=[own.public_id]))

    assert (first.status_code, refused.status_code, done.status_code) == (302, 403, 302)
    assert "录入的人不能批准" in refused.content.decode()
    assert list(Event.objects.order_by("pk").values_list("verb", flat=True)) == ["calendar.enter", "calendar.approve"]
    assert "2027" in client.get(reverse("desk:law_calendars")).content.decode()


def test_a_whole_file_can_be_pasted(client, clerk):
    text = """
year: 2027
source: 测试用的2027年放假安排（测试〔2026〕1号）
published: 2026-11-05
confidence: B
rest:
  元旦: [2027-01-01]
  春节: [2027-02-05, 2027-02-06, 2027-02-07, 2027-02-08]
  清明节: [2027-04-05]
  劳动节: [2027-05-01, 2027-05-02]
  端午节: [2027-06-09]
  中秋节: [2027-09-15]
  国庆节: [2027-10-01, 2027-10-02, 2027-10-03]
statutory: [2027-01-01, 2027-02-05, 2027-02-06, 2027-02-07, 2027-02-08, 2027-04-05, 2027-05-01, 2027-05-02, 2027-06-09,
            2027-09-15, 2027-10-01, 2027-10-02, 2027-10-03]
made_up: []
"""

    assert client.post(reverse("desk:law_year_enter"), {"pasted": text}).status_code == 302
    assert OwnYear.objects.get().year == 2027


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"made_up": "2027-02-15"}, "补班日不是周末：2027-02-15"),
        ({"rest": "元旦 2027-01-01"}, "读不懂“元旦 2027-01-01”"),
        ({"statutory": "二月五日"}, "读不懂“二月五日”"),
        ({"year": "2026"}, "已随程序发布"),
        ({"source": ""}, "这一项要填"),
        ({"pasted": "year: ["}, "读不懂"),
        ({"pasted": "year: 2027"}, "读不懂"),
    ],
)
def test_a_wrong_notice_is_refused_in_a_sentence_and_nothing_typed_is_lost(client, clerk, changes, words):
    answer = client.post(reverse("desk:law_year_enter"), {**NOTICE, **changes})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert words in page
    assert "端午节: 2027-06-09" in page or "rest" in changes
    assert not OwnYear.objects.exists()


def test_a_figure_is_entered_by_one_and_approved_by_another(client, clerk):
    told = {"name": "promises.demand_reply_days", "since": "2027-01-01", "value": "5", "source": "区局通知〔2026〕3号"}
    client.post(reverse("desk:law_figure_enter"), told)
    own = OwnFigure.objects.get()
    client.force_login(officer_as(Role.DEPARTMENT, make_town().net.bureau))

    assert client.post(reverse("desk:law_figure_approve", args=[own.public_id])).status_code == 302
    page = client.get(reverse("desk:law"), {"q": "promises.demand_reply", "on": "2027-02-01"}).content.decode()
    assert "5 个工作日" in page


def test_a_published_value_is_not_changed_by_the_screen(client, clerk):
    told = {"name": "complaints.acceptance_days", "since": "2026-04-15", "value": "99", "source": "区局通知"}

    answer = client.post(reverse("desk:law_figure_enter"), told)

    assert answer.status_code == 422
    assert "已公布的值不能改" in answer.content.decode()
    assert not OwnFigure.objects.exists()


def test_what_waits_can_be_taken_back(client, clerk):
    notice, figure = waiting_notice(), waiting_figure()

    client.post(reverse("desk:law_year_withdraw", args=[notice.public_id]))
    client.post(reverse("desk:law_figure_withdraw", args=[figure.public_id]))

    assert not OwnYear.objects.exists()
    assert not OwnFigure.objects.exists()


def test_a_liaison_reads_the_law_and_adds_nothing(client: Client):
    town = make_town()
    client.force_login(officer_of(town.shen))

    assert client.get(reverse("desk:law")).status_code == 200
    assert client.get(reverse("desk:law_adding")).status_code == 403


def test_the_page_asks_no_more_for_three_notices_than_for_one(client, clerk, django_assert_max_num_queries):
    waiting_notice(2027)
    with django_assert_max_num_queries(30) as one:
        client.get(reverse("desk:law_adding"))
    waiting_notice(2028)
    waiting_notice(2029)
    with django_assert_max_num_queries(len(one)):
        client.get(reverse("desk:law_adding"))


def test_a_clock_is_printed_with_every_day_and_its_notices(client: Client):
    town = make_town()
    case = open_matter(town)
    clock = make_clock("complaints.acceptance_days", began_on=date(2026, 4, 30), about="cases.case", about_id=case.public_id)
    client.force_login(officer_of(town.song))

    page = client.get(reverse("desk:clock", args=[clock.public_id])).content.decode()

    assert page.count('class="is-count"') == 6
    assert "国办发明电〔2025〕7号" in page
    assert "总局令第121号）第十五条" in page


def test_a_clock_of_a_matter_one_may_not_see_answers_like_an_unknown_one(client: Client):
    town = make_town()
    case = open_matter(town)
    clock = make_clock("complaints.acceptance_days", began_on=date(2026, 4, 30), about="cases.case", about_id=case.public_id)
    client.force_login(officer_of(town.he))

    assert client.get(reverse("desk:clock", args=[clock.public_id])).status_code == 404


def test_an_approved_year_says_who_entered_and_who_approved_it(client, clerk):
    own = approve_year(2027)

    page = client.get(reverse("desk:law_calendars"), {"year": "2027"}).content.decode()

    assert f"本局录入：{own.entered_by.name}，批准：{own.approved_by.name}" in page
