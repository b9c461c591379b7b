from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.factories.accounts import make_officer
from tests.factories.jobs import scene
from yingzhou.base.clock import now
from yingzhou.base.outbox.models import Delivery, Notification, Preference
from yingzhou.base.outbox.writing import notify
from yingzhou.work.accounts.models import Officer


def officer_with_mail() -> Officer:
    officer = make_officer()
    officer.email = f"{officer.username}@example.org"
    officer.save(update_fields=["email"])
    return officer


@scene("outbox.deliver")
def a_mail_that_is_due() -> dict[str, Any]:
    notify(to=officer_with_mail(), title="有一件新事项", urgency="urgent")
    return {"delivery_id": Delivery.objects.get().public_id}


@scene("outbox.digest")
def two_lines_for_one_digest() -> dict[str, Any]:
    officer = officer_with_mail()
    Preference.objects.create(officer=officer, digest=True)
    notify(to=officer, title="第一件")
    notify(to=officer, title="第二件")
    Delivery.objects.update(due_at=now() - timedelta(minutes=1))
    return {}


@scene("outbox.forget")
def one_read_long_ago_and_one_unread() -> dict[str, Any]:
    officer = officer_with_mail()
    notify(to=officer, title="早已读过")
    Notification.objects.update(read_at=now() - timedelta(days=400))
    notify(to=officer, title="还没读")
    return {}
