from __future__ import annotations

import json
from datetime import datetime, time, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
import time_machine
from django.core import mail
from django.db import connection, transaction

from tests.factories.accounts import make_officer
from tests.factories.jobs.outbox import officer_with_mail
from yingzhou.base.clock import SHANGHAI
from yingzhou.base.jobs import reconcile
from yingzhou.base.jobs.draining import run_now
from yingzhou.base.outbox import answering, hours, reading, sending
from yingzhou.base.outbox.models import Delivery, Notification, Preference
from yingzhou.base.outbox.signing import is_genuine, signature
from yingzhou.base.outbox.writing import notify
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.rules import Viewer

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=SHANGHAI)
NIGHT = datetime(2026, 11, 23, 22, 0, tzinfo=SHANGHAI)


def reader(officer) -> Viewer:
    return Viewer(officer_id=officer.pk, public_id=officer.public_id, name=officer.name)


def deliveries() -> list[tuple[str, str]]:
    return list(Delivery.objects.order_by("pk").values_list("channel", "state"))


@pytest.mark.django_db
def test_a_notification_is_in_the_inbox_at_once_and_in_the_mail_after_the_job():
    officer = officer_with_mail()
    with time_machine.travel(NOON, tick=False):
        notify(to=officer, title="有一件新事项", body="芦苇站转来", url="/desk/cases/x/")
        before = len(mail.outbox)
        run_now(also_later=True)

    assert reading.unread_count(officer.pk) == 1
    assert before == 0
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [([officer.email], "有一件新事项")]
    assert deliveries() == [("email", "sent")]


@pytest.mark.django_db
def test_what_is_rolled_back_was_never_told():
    officer = officer_with_mail()
    with transaction.atomic():
        notify(to=officer, title="有一件新事项")
        transaction.set_rollback(True)

    assert not Notification.objects.exists()
    assert run_now(also_later=True) == []


@pytest.mark.django_db
def test_the_same_thing_is_told_once():
    officer = officer_with_mail()

    first = notify(to=officer, title="明天到期", dedupe="case:1:due")
    again = notify(to=officer, title="明天到期", dedupe="case:1:due")
    other = notify(to=make_officer(), title="明天到期", dedupe="case:1:due")

    assert (first is not None, again, other is not None) == (True, None, True)
    assert deliveries() == [("email", "waiting")]


@pytest.mark.django_db
def test_only_ids_go_into_the_queue():
    notify(to=officer_with_mail(), title="张三的事项")

    with connection.cursor() as cursor:
        cursor.execute("select args::text from procrastinate_jobs")
        args = [json.loads(text) for (text,) in cursor.fetchall()]
    assert args == [{"delivery_id": str(Delivery.objects.get().public_id)}]


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        pytest.param("2026-11-23 20:59", "2026-11-23 20:59", id="before the quiet hours"),
        pytest.param("2026-11-23 21:00", "2026-11-24 07:30", id="in the evening"),
        pytest.param("2026-11-24 02:00", "2026-11-24 07:30", id="after midnight"),
        pytest.param("2026-11-24 07:30", "2026-11-24 07:30", id="when they end"),
    ],
)
def test_quiet_hours_span_midnight(moment, due):
    asked = datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI)

    assert hours.after_quiet_hours(asked, time(21), time(7, 30)) == datetime.fromisoformat(due).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("quiet_from", "quiet_until", "hour"),
    [
        pytest.param(time(12), time(14), 14, id="a noon rest"),
        pytest.param(time(0), time(0), 13, id="none"),
    ],
)
def test_quiet_hours_as_one_likes(quiet_from, quiet_until, hour):
    asked = datetime(2026, 11, 23, 13, tzinfo=SHANGHAI)

    assert hours.after_quiet_hours(asked, quiet_from, quiet_until) == asked.replace(hour=hour)


@pytest.mark.django_db
def test_at_night_only_the_urgent_leaves():
    officer = officer_with_mail()
    with time_machine.travel(NIGHT, tick=False):
        notify(to=officer, title="可以等")
        notify(to=officer, title="等不得", urgency="urgent")

    due = dict(Delivery.objects.values_list("notification__title", "due_at"))
    assert due == {"可以等": datetime(2026, 11, 24, 7, 30, tzinfo=SHANGHAI), "等不得": NIGHT}


@pytest.mark.django_db
def test_a_digest_is_one_mail_a_day_and_the_urgent_does_not_wait_for_it():
    officer = officer_with_mail()
    Preference.objects.create(officer=officer, digest=True)
    with time_machine.travel(NOON, tick=False):
        notify(to=officer, title="第一件")
        notify(to=officer, title="第二件")
        notify(to=officer, title="等不得", urgency="urgent")
        run_now(also_later=True)
        at_once = [letter.subject for letter in mail.outbox]

    left = sending.send_digests(datetime(2026, 11, 24, 8, 30, tzinfo=SHANGHAI))

    assert at_once == ["等不得"]
    assert left == 1
    assert (mail.outbox[-1].subject, mail.outbox[-1].body.split("\n\n")[0]) == ("2条通知", "· 第一件\n· 第二件")


@pytest.mark.django_db
def test_the_text_is_written_in_the_language_of_its_reader():
    officer = officer_with_mail()
    officer.language = "en"

    told = notify(to=officer, title=NotFound.reason)

    assert told is not None
    assert told.title == "It was not found, or it is not within your scope"


@pytest.mark.django_db
def test_while_mail_is_down_it_stays_queued_and_leaves_later(settings):
    officer = officer_with_mail()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    notify(to=officer, title="有一件新事项", urgency="urgent")
    delivery = Delivery.objects.get()

    again = sending.deliver(delivery=delivery.public_id)
    down = Delivery.objects.get()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    sending.deliver(delivery=delivery.public_id)

    assert again is not None
    assert (down.state, down.tries, down.error) == ("waiting", 1, "ConnectionRefusedError")
    assert deliveries() == [("email", "sent")]
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_after_three_days_of_trying_it_is_given_up_and_shown_as_such(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    notify(to=officer_with_mail(), title="有一件新事项", urgency="urgent")
    Notification.objects.update(at=NOON - timedelta(days=30))

    assert sending.deliver(delivery=Delivery.objects.get().public_id) is None
    assert deliveries() == [("email", "given_up")]


@pytest.mark.django_db
def test_a_job_lost_is_made_good_once():
    notify(to=officer_with_mail(), title="有一件新事项", urgency="urgent")
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs")
    Delivery.objects.update(due_at=NOON - timedelta(days=30))

    assert (reconcile.run("outbox.overdue"), reconcile.run("outbox.overdue")) == (1, 0)
    assert run_now() == ["outbox.deliver"]
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_an_sms_is_a_file_for_the_gateway_with_an_id_instead_of_a_number(settings, tmp_path: Path):
    settings.SPOOL_DIR = tmp_path
    officer = make_officer()
    Preference.objects.create(officer=officer, sms=True)
    notify(to=officer, title="有一件新事项", urgency="urgent")

    run_now(also_later=True)

    (file,) = (tmp_path / "sms").iterdir()
    content = json.loads(file.read_text())
    assert content == {"id": str(Delivery.objects.get().public_id), "officer": str(officer.public_id), "text": "有一件新事项"}


class Listener(BaseHTTPRequestHandler):
    heard: list[tuple[dict[str, str], bytes]] = []

    def do_POST(self) -> None:
        self.heard.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def platform(settings):
    Listener.heard.clear()
    server = HTTPServer(("127.0.0.1", 0), Listener)
    Thread(target=server.serve_forever, daemon=True).start()
    settings.WEBHOOK_URL = f"http://127.0.0.1:{server.server_port}/"
    settings.WEBHOOK_SECRET = "between us"
    yield Listener.heard
    server.shutdown()
    server.server_close()


@pytest.mark.django_db
def test_a_webhook_is_signed_and_cannot_be_changed_or_sent_again_later(platform):
    officer = make_officer(username="chen")
    Preference.objects.create(officer=officer, webhook=True)
    notify(to=officer, title="有一件新事项", urgency="urgent")
    run_now(also_later=True)

    ((headers, body),) = platform
    stamp, given = int(headers["Yingzhou-Timestamp"]), headers["Yingzhou-Signature"]
    assert json.loads(body)["to"] == "chen"
    assert headers["Yingzhou-Delivery"] == str(Delivery.objects.get().public_id)
    assert is_genuine("between us", stamp, body, given, at=stamp + 10)
    assert not is_genuine("between us", stamp, body + b" ", given, at=stamp + 10)
    assert not is_genuine("between us", stamp, body, given, at=stamp + 301)
    assert not is_genuine("between us", stamp + 300, body, given, at=stamp + 301)
    assert not is_genuine("another", stamp, body, signature("between us", stamp, body), at=stamp)


@pytest.mark.django_db
def test_nobody_reads_the_notifications_of_another():
    mine, theirs = make_officer(), make_officer()
    told = notify(to=theirs, title="有一件新事项")

    with pytest.raises(NotFound):
        answering.open_one(notification=told.public_id, by=reader(mine))

    assert reading.unread_count(theirs.pk) == 1
    assert reading.inbox(mine.pk).notifications == []


@pytest.mark.django_db
def test_reading_one_and_reading_all():
    officer = make_officer()
    first = notify(to=officer, title="第一件")
    notify(to=officer, title="第二件")
    notify(to=officer, title="第三件")

    answering.open_one(notification=first.public_id, by=reader(officer))
    after_one = reading.unread_count(officer.pk)

    assert answering.mark_all_read(by=reader(officer)) == 2
    assert (after_one, reading.unread_count(officer.pk)) == (2, 0)


@pytest.mark.django_db
def test_the_inbox_turns_its_pages_without_missing_or_repeating_any():
    officer = make_officer()
    for number in range(120):
        notify(to=officer, title=str(number))

    seen, after = [], None
    for _ in range(3):
        page = reading.inbox(officer.pk, after=after)
        seen += [one.title for one in page.notifications]
        after = page.older

    assert seen == [str(number) for number in reversed(range(120))]
    assert after is None


@pytest.mark.django_db
def test_a_choice_is_kept_and_on_the_trail():
    officer = officer_with_mail()

    answering.prefer(by=reader(officer), email=False, sms=False, webhook=False, digest=False)
    notify(to=officer, title="有一件新事项")

    assert deliveries() == []
    assert [event.verb for event in Event.objects.all()] == ["notification.prefer"]
