from __future__ import annotations

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.imports import HEADERS, csv_of, row
from tests.factories.network import Net, make_net, officer_as
from yingzhou.base.jobs.draining import run_now
from yingzhou.base.staging.choices import State
from yingzhou.base.staging.models import Batch
from yingzhou.work.accounts.choices import Role
from yingzhou.work.registry.models import Business

pytestmark = pytest.mark.django_db


@pytest.fixture
def net() -> Net:
    return make_net()


@pytest.fixture
def clerk(net: Net) -> Client:
    client = Client()
    client.force_login(officer_as(Role.DEPARTMENT, net.bureau, "沈知夏"))
    return client


def upload(client: Client, content: bytes, name: str = "名单.csv") -> Batch:
    answer = client.post(reverse("desk:import_list"), {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    run_now()
    return Batch.objects.latest("id")


def page_of(client: Client, batch: Batch) -> str:
    answer = client.get(reverse("desk:import_batch", args=[batch.public_id]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_file_goes_in_and_comes_back_out_by_four_presses(clerk: Client, net: Net):
    batch = upload(clerk, csv_of([row(1), row(2)]))
    assert "写入 2 户的改动" in page_of(clerk, batch)

    clerk.post(reverse("desk:import_write", args=[batch.public_id]))
    run_now()
    assert "已写入" in page_of(clerk, batch)
    assert Business.objects.count() == 2

    assert "拿走新增的" in clerk.get(reverse("desk:import_undo", args=[batch.public_id])).content.decode()
    clerk.post(reverse("desk:import_undo", args=[batch.public_id]))
    run_now()
    assert "已撤销" in page_of(clerk, batch)
    assert Business.objects.count() == 0


def test_a_page_of_a_batch_at_work_says_so_and_asks_again_without_script(clerk: Client, net: Net):
    clerk.post(reverse("desk:import_list"), {"file": SimpleUploadedFile("名单.csv", csv_of([row(1)]))})
    batch = Batch.objects.get()
    address = reverse("desk:import_batch", args=[batch.public_id])

    assert '<meta http-equiv="refresh"' in page_of(clerk, batch)
    assert "hx-get" in clerk.get(address, headers={"HX-Request": "true"}).content.decode()

    run_now()

    assert clerk.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_unknown_headers_are_mapped_on_screen_once_and_remembered(clerk: Client, net: Net):
    strange = ["编号", "店招", "哪一类", "住在"]
    rows = [{"编号": row(1)["统一社会信用代码"], "店招": "甲店", "哪一类": "个体户", "住在": "芦汀镇芦花村1号"}]
    batch = upload(clerk, csv_of(rows, strange))
    assert batch.state == State.UNMAPPED
    assert "还缺必填的栏：名称、类型" in page_of(clerk, batch)

    clerk.post(
        reverse("desk:import_columns", args=[batch.public_id]),
        {"uscc": "0", "name": "1", "kind": "2", "registered_address": "3"},
    )
    run_now()
    batch.refresh_from_db()
    again = upload(clerk, csv_of(rows, strange))

    assert (batch.state, batch.count("new")) == (State.CHECKED, 1)
    assert (again.state, again.count("new")) == (State.CHECKED, 1)


def test_a_mapping_without_a_required_column_keeps_what_was_chosen(clerk: Client, net: Net):
    batch = upload(clerk, csv_of([{"店招": "甲店"}], ["店招"]))

    answer = clerk.post(reverse("desk:import_columns", args=[batch.public_id]), {"name": "0"})

    assert answer.status_code == 422
    assert '<option value="0" selected>店招' in answer.content.decode()


def test_rows_with_errors_come_back_as_a_sheet_and_go_in_alone_when_mended(clerk: Client, net: Net):
    batch = upload(clerk, csv_of([row(1), row(2, 类型="个转企", 成立日期="2062-03-15")]))
    assert (batch.count("error_rows"), batch.count("new")) == (1, 1)
    content = clerk.get(reverse("desk:import_errors", args=[batch.public_id])).content

    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]][: len(HEADERS)] == HEADERS
    assert "2026-03-15" in str(sheet.cell(2, len(HEADERS) + 1).value)
    sheet.cell(2, HEADERS.index("类型") + 1).value = "个体工商户"
    sheet.cell(2, HEADERS.index("成立日期") + 1).value = "2024-03-15"
    mended = io.BytesIO()
    book.save(mended)
    again = upload(clerk, mended.getvalue(), "错误表.xlsx")

    assert (again.count("rows"), again.count("error_rows"), again.count("new")) == (1, 0, 1)


def test_the_template_can_be_filled_and_its_sample_row_is_not_imported(clerk: Client, net: Net):
    content = clerk.get(reverse("desk:import_template")).content

    batch = upload(clerk, content, "模板.xlsx")

    assert (batch.state, batch.count("rows")) == (State.CHECKED, 0)


def test_a_file_that_is_no_table_is_refused_in_words(clerk: Client, net: Net):
    answer = clerk.post(reverse("desk:import_list"), {"file": SimpleUploadedFile("x.xlsx", b"\x89PNG\r\n\x1a\n123")})

    assert answer.status_code == 422
    assert Batch.objects.count() == 0


@pytest.mark.parametrize("role", [Role.LIAISON, Role.STATION_OFFICER, Role.BUREAU_LEADER, Role.VILLAGE_WORKER])
def test_other_roles_are_told_who_may(net: Net, role: Role):
    client = Client()
    client.force_login(officer_as(role, net.north))

    answer = client.get(reverse("desk:import_list"))

    assert answer.status_code == 403
    assert "业务科室" in answer.content.decode()


def test_a_station_head_sees_own_batches_only(clerk: Client, net: Net):
    batch = upload(clerk, csv_of([row(1)]))
    head = Client()
    head.force_login(officer_as(Role.STATION_HEAD, net.north))

    assert head.get(reverse("desk:import_batch", args=[batch.public_id])).status_code == 404


@pytest.mark.parametrize("which", ["errors", "warnings", "doubtful", "changed", "new", "missing"])
def test_every_list_of_a_batch_opens(clerk: Client, net: Net, which: str):
    batch = upload(clerk, csv_of([row(1), row(2, 类型="x"), row(3, 联系电话="12345")]))

    assert clerk.get(reverse("desk:import_rows", args=[batch.public_id, which])).status_code == 200


def test_a_page_asks_as_many_questions_for_one_row_as_for_three(clerk: Client, net: Net):
    first = upload(clerk, csv_of([row(1), row(2, 类型="x")]))
    with CaptureQueriesContext(
        connection,
    ) as one:
        page_of(clerk, first)
    second = upload(clerk, csv_of([row(1), row(3), row(5), row(2, 类型="x"), row(4, 类型="x")]))
    second.uploaded_at -= timedelta(minutes=1)
    with CaptureQueriesContext(connection) as three:
        page_of(clerk, second)

    assert len(three) == len(one)
