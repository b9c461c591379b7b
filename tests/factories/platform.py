"""Files of the national platform for tests, as the bureau downloads them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl

from yingzhou.base.jobs.draining import run_now
from yingzhou.base.staging.models import Batch
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.actions import ledger

HEADERS = ["登记编号", "登记时间", "投诉人", "联系电话", "通讯地址", "被投诉企业名称", "统一社会信用代码", "企业地址",
           "商品/服务类别", "投诉请求", "问题描述/事实", "争议金额", "购买日期", "接收方式", "办理状态", "受理决定日期",
           "不予受理情形", "终止日期", "办理结果", "是否同意公示", "是否同意委托调解", "承办单位", "满意度"]  # fmt: skip


def row(number: int, **cells: Any) -> dict[str, Any]:
    """One complaint as the platform writes it: not yet decided."""
    return {
        "登记编号": f"1310151002026{number:012d}",
        "登记时间": "2026-11-16 10:23:45",
        "投诉人": "顾晚晴",
        "联系电话": f"139{number:08d}",
        "通讯地址": f"望潮村东路{number}号",
        "被投诉企业名称": f"第{number}号便利店",
        "企业地址": f"芦花村{number}号",
        "商品/服务类别": "定制木床",
        "投诉请求": "退还床款 2680 元",
        "问题描述/事实": "床的尺寸不对，店里不肯退。",
        "争议金额": 2680.5,
        "购买日期": date(2026, 10, 1),
        "接收方式": "全国12315平台",
        "办理状态": "待受理",
        "是否同意公示": "否",
        "是否同意委托调解": "是",
        "承办单位": "芦汀所",
        "满意度": " 未评价 ",
        **cells,
    }


def decided(number: int, **cells: Any) -> dict[str, Any]:
    """One that is over."""
    over = {"办理状态": "已办结", "受理决定日期": "2026-11-18", "终止日期": "2026-11-20", "办理结果": "调解成功，已退款"}
    return row(number, **{**over, **cells})


def book(rows: Sequence[dict[str, Any]], headers: Sequence[str] = HEADERS) -> bytes:
    """The rows as an xlsx."""
    made = openpyxl.Workbook(write_only=True)
    sheet = made.create_sheet("投诉台账")
    sheet.append(list(headers))
    for cells in rows:
        sheet.append([cells.get(header) for header in headers])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def send(rows: Sequence[dict[str, Any]] | bytes, by: Viewer, name: str = "台账.xlsx") -> Batch:
    """Upload and let the job check."""
    batch = ledger.start_import(source=rows if isinstance(rows, bytes) else book(rows), name=name, by=by)
    run_now()
    batch.refresh_from_db()
    return batch


def write(batch: Batch, by: Viewer) -> Batch:
    """Commit and let the job write."""
    ledger.commit_import(pid=batch.public_id, by=by)
    run_now()
    batch.refresh_from_db()
    return batch


def take_back(batch: Batch, by: Viewer) -> Batch:
    ledger.undo_import(pid=batch.public_id, by=by)
    run_now()
    batch.refresh_from_db()
    return batch
