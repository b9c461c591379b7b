"""The ledger of the platform on screen: sent, looked at, written, taken back, taken out."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.accounts import confirm_again
from tests.factories.cases import Town, make_town, officer_of
from tests.factories.platform import HEADERS, book, row, send, write
from yingzhou.base.jobs.draining import run_now
from yingzhou.base.staging.choices import State
from yingzhou.base.staging.models import Batch
from yingzhou.base.trail.models import Event
from yingzhou.work.disputes.models import Complaint

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture
def clerk(client: Client, town: Town) -> Client:
    client.force_login(officer_of(town.song))
    return client


def page_of(client: Client, name: str, *parts: object) -> str:
    answer = client.get(reverse(f"desk:{name}", args=parts))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_file_goes_from_sending_to_writing_to_taking_back(town: Town, clerk: Client):
    file = SimpleUploadedFile("台账.xlsx", book([row(1), row(2)]))
    clerk.post(reverse("desk:ledger_list"), {"file": file})
    run_now()
    batch = Batch.objects.get()

    assert "写入 2 件" in page_of(clerk, "ledger_batch", batch.public_id)
    clerk.post(reverse("desk:ledger_leave", args=[batch.public_id]), {"row": 3, "leave": "on"})
    assert "写入 1 件" in page_of(clerk, "ledger_batch", batch.public_id)
    clerk.post(reverse("desk:ledger_write", args=[batch.public_id]))
    run_now()
    assert "新增 1 件" in page_of(clerk, "ledger_batch", batch.public_id)
    assert "撤销这一批" in page_of(clerk, "ledger_undo", batch.public_id)
    clerk.post(reverse("desk:ledger_undo", args=[batch.public_id]))
    run_now()

    batch.refresh_from_db()
    assert (batch.state, Complaint.objects.count()) == (State.UNDONE, 0)


def test_unknown_headers_are_asked_for_once_and_remembered(town: Town, clerk: Client):
    headers = ["号", *HEADERS[1:]]
    rows = [{**row(1), "号": "X1"}]
    batch = send(book(rows, headers), town.song)

    assert "还缺必填的栏：投诉编号" in page_of(clerk, "ledger_batch", batch.public_id)
    columns = {name: str(at) for name, at in batch.mapping.items()} | {"number": "0"}
    clerk.post(reverse("desk:ledger_columns", args=[batch.public_id]), columns)
    run_now()
    again = send(book([{**row(2), "号": "X2"}], headers), town.song)

    batch.refresh_from_db()
    assert (batch.state, again.state) == (State.CHECKED, State.CHECKED)


def test_a_difference_shows_the_old_and_the_new_and_no_telephone(town: Town, clerk: Client):
    write(send([row(1)], town.song), town.song)
    batch = send([row(1, 联系电话="13712345678", 争议金额=1)], town.song)

    for name, parts in (("ledger_batch", ()), ("ledger_rows", ("changed",))):
        shown = page_of(clerk, name, batch.public_id, *parts)
        assert "<del>2680.5</del><ins>1</ins>" in shown
        assert "137****5678" in shown
        assert "13712345678" not in shown
        assert "顾晚晴" not in shown


def test_the_ledger_is_taken_out_for_a_purpose_that_stays_on_the_trail(town: Town, clerk: Client):
    write(send([row(1)], town.song), town.song)
    confirm_again(clerk)

    refused = clerk.post(reverse("desk:ledger_export"), {"purpose": ""})
    taken = clerk.post(reverse("desk:ledger_export"), {"purpose": "回传平台"})

    assert refused.status_code == 422
    sheet = openpyxl.load_workbook(io.BytesIO(taken.content)).worksheets[0]
    assert sheet["C2"].value == "顾晚晴"
    assert [line.facts["purpose"] for line in Event.objects.filter(verb="complainant.read")] == ["回传平台"]


def test_three_rows_ask_the_database_no_more_than_one(town: Town, clerk: Client):
    counts = []
    for rows in ([row(1)], [row(2), row(3), row(4)]):
        batch = send(rows, town.song)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page_of(clerk, "ledger_batch", batch.public_id)
        counts.append(len(asked))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("who", ["lin", "chen", "shen", "village", "leader"])
def test_strangers_are_turned_away(town: Town, client: Client, who: str):
    batch = send([row(1)], town.song)
    client.force_login(officer_of(getattr(town, who)))

    assert client.get(reverse("desk:ledger_list")).status_code == 403
    assert client.get(reverse("desk:ledger_batch", args=[batch.public_id])).status_code == 403
    assert client.post(reverse("desk:ledger_export"), {"purpose": "看看"}).status_code == 403


def test_a_file_that_is_no_table_says_what_would_work(town: Town, clerk: Client):
    batch = send(book([], []), town.song)

    assert "第一行写列名" in page_of(clerk, "ledger_batch", batch.public_id)
